namespace Seedbed.Coordinator.Journal;

using System.Globalization;
using Seedbed.Messages;

/// <summary>The names of a study's metric streams.</summary>
public static class MetricStreams
{
    /// <summary>Persistence id of a shard: <c>metrics-{study}-{shard}</c>.</summary>
    /// <param name="shard">From 0.</param>
    public static string IdOf(StudyId study, int shard) => string.Create(CultureInfo.InvariantCulture, $"metrics-{study}-{shard}");
}
