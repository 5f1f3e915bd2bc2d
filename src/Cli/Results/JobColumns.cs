namespace Seedbed.Cli.Results;

using System.Globalization;
using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;

/// <summary>
/// The columns that tell jobs apart: config, ablation, each grid parameter, and the seed – one column if all sources
/// share it, otherwise one for each varied source – and the repeat if there is more than one.
/// </summary>
internal sealed class JobColumns(StudySpecification specification)
{
    private readonly IReadOnlyList<string> _grid = [.. specification.Grid.Select(axis => axis.Parameter)];

    /// <summary>
    /// Column names for the seed: <c>seed</c>, or <c>seed.init</c>, <c>seed.order</c> …, then <c>repeat</c>.
    /// </summary>
    public IReadOnlyList<string> SeedNames { get; } =
    [
        .. specification.Seeds.Axes.Select(axis => axis.Source == SeedPlan.All ? "seed" : $"seed.{axis.Source}"),
        .. specification.Seeds.Repeats > 1 ? ["repeat"] : Array.Empty<string>(),
    ];

    public IReadOnlyList<string> Names => ["config", "ablation", .. _grid, .. SeedNames];

    /// <summary>The values under <see cref="Names"/>; empty for a config itself under <c>ablation</c>.</summary>
    public IReadOnlyList<string> ValuesOf(JobRow job) =>
    [
        job.Config,
        job.Ablation ?? "",
        .. _grid.Select(parameter => job.Grid.GetValueOrDefault(parameter, "")),
        .. SeedValuesOf(job.Seeds).Select(value => value.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The values under <see cref="SeedNames"/>.</summary>
    public IEnumerable<long> SeedValuesOf(SeedVector seeds) => SeedNames.Select(name => name switch
    {
        "seed" or "seed.init" => seeds.Init,
        "seed.order" => seeds.Order,
        "seed.dropout" => seeds.Dropout,
        "seed.augment" => seeds.Augment,
        _ => seeds.Repeat,
    });
}
