namespace Seedbed.Messages.Journal;

using MessagePack;
using Seedbed.Messages.Work;

/// <summary>What the stream <c>catalogue</c> holds: which studies exist.</summary>
public abstract record CatalogueEvent
{
    private CatalogueEvent() { }

    [MessagePackObject]
    public sealed record StudyListed([property: Key(0)] StudyId Study, [property: Key(1)] DateTimeOffset At)
        : CatalogueEvent;

    /// <summary>A program was described by a node, or described anew under the same identity.</summary>
    /// <param name="Description">The <see cref="Programs.ProgramDescription"/> as JSON.</param>
    [MessagePackObject]
    public sealed record ProgramDescribed([property: Key(0)] string Description, [property: Key(1)] DateTimeOffset At)
        : CatalogueEvent;
}

/// <summary>What the streams <c>metrics-{study}-{shard}</c> hold.</summary>
public abstract record MetricsEvent
{
    private MetricsEvent() { }

    /// <summary>
    /// One batch of points of one job. Counted only along the fence chain that ends in the job's outcome.
    /// </summary>
    /// <param name="Epochs">Epochs that ended since the batch before; null for none.</param>
    [MessagePackObject]
    public sealed record PointsRecorded(
        [property: Key(0)] int Cell,
        [property: Key(1)] int Seed,
        [property: Key(2)] long Fence,
        [property: Key(3)] int Number,
        [property: Key(4)] MetricPoints Points,
        [property: Key(5)] IReadOnlyList<EpochHash>? Epochs = null) : MetricsEvent;
}
