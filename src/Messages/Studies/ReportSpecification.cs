namespace Seedbed.Messages.Studies;

using MessagePack;
using Seedbed.Messages.Programs;

/// <summary>What is reported of a study and what is compared: all that a verdict rests on is fixed here.</summary>
/// <param name="Metrics">Full names of finals, in the order people want them; never empty.</param>
/// <param name="Against">The config the others are compared with; null if nothing is compared with one.</param>
/// <param name="Declared">
/// What each of <paramref name="Metrics"/> is, in their order; null in journals from before it was kept: then nobody is
/// better than anybody.
/// </param>
/// <param name="TunedBy">
/// The validation metric that chooses a config's point of the grid; null without a grid or without such a metric.
/// </param>
/// <param name="ExcludesDiverged">Whether pairs with a diverged side are left out.</param>
/// <param name="Alpha">
/// The chance of any wrong verdict in a family of comparisons; null for <see cref="DefaultAlpha"/>.
/// </param>
/// <param name="Tau">
/// Standard deviation of the effects that are expected, in deviations of a difference; null for
/// <see cref="DefaultTau"/>.
/// </param>
[MessagePackObject]
public sealed record ReportSpecification(
    [property: Key(0)] IReadOnlyList<string> Metrics,
    [property: Key(1)] string? Against,
    [property: Key(2)] IReadOnlyList<ReportedMetric>? Declared = null,
    [property: Key(3)] ReportedMetric? TunedBy = null,
    [property: Key(4)] bool ExcludesDiverged = false,
    [property: Key(5)] double? Alpha = null,
    [property: Key(6)] double? Tau = null)
{
    public const double DefaultAlpha = 0.05;

    public const double DefaultTau = 1;
}

/// <summary>A final as its program declared it when the study was submitted.</summary>
/// <param name="Name">Its full name, such as <c>test.macro_f1</c>.</param>
/// <param name="Metric">The same without the part: <c>macro_f1</c>.</param>
/// <param name="Part">The evaluation part it is of, such as <c>test</c>; null for one of no part.</param>
/// <param name="IsInDomain">Whether the part is one of those that every study of the program has.</param>
/// <param name="Worst">What a diverged job counts with; null where there is no finite worst value.</param>
/// <param name="Margin">Differences below it do not matter; null where every one does.</param>
[MessagePackObject]
public sealed record ReportedMetric(
    [property: Key(0)] string Name,
    [property: Key(1)] string Metric,
    [property: Key(2)] string? Part,
    [property: Key(3)] bool IsInDomain,
    [property: Key(4)] MetricDirection Direction,
    [property: Key(5)] double? Worst,
    [property: Key(6)] string? Unit,
    [property: Key(7)] double? Margin = null);
