namespace Seedbed.Messages.Tests.Studies;

using CsCheck;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>Specifications as a study file of that shape would give them.</summary>
internal static class Specifications
{
    public static readonly StudyId Name = new("stress");

    private static readonly Dictionary<string, string> Nothing = [];

    public static StudySpecification Of(
        IReadOnlyList<ConfigSpecification> configs,
        SeedPlan? seeds = null,
        IReadOnlyList<GridAxis>? grid = null,
        IReadOnlyList<AblationSpecification>? ablations = null,
        IReadOnlyDictionary<string, string>? @base = null) =>
        new(Name, new ProgramIdentity("mlp-teacher", "1", null), null, seeds ?? SeedPlan.Range(3), @base ?? Nothing, grid ?? [], configs,
            ablations ?? [], new ReportSpecification(["loss"], null), 1, 3, Selection.Last,
            new Dictionary<string, string> { ["width"] = "64", ["learning-rate"] = "0.001", ["bias"] = "true" });

    public static ConfigSpecification Config(string name, params (string Name, string Value)[] set) =>
        new(name, Table(set));

    public static AblationSpecification Ablation(string name, string of, params (string Name, string Value)[] set) =>
        new(name, of, Table(set));

    public static GridAxis Axis(string parameter, params string[] values) => new(parameter, values);

    public static Dictionary<string, string> Table(params (string Name, string Value)[] entries) =>
        entries.ToDictionary(entry => entry.Name, entry => entry.Value);

    /// <summary>Seed plans of up to 40 vectors: counts, lists, crossed sources, repeats.</summary>
    public static readonly Gen<SeedPlan> SomeSeeds = Gen.OneOf(
        Gen.Int[1, 12].Select(SeedPlan.Range),
        Values.Select(values => new SeedPlan([new SeedAxis(SeedPlan.All, values.Length, values)], 1)),
        Gen.Select(Gen.Int[1, 4], Values, Gen.Int[1, 3]).Select((init, order, repeats) =>
            new SeedPlan([new SeedAxis("init", init, null), new SeedAxis("order", order.Length, order)], repeats)));

    /// <summary>Configs of different widths under names that come and go, with an axis of learning rates.</summary>
    public static readonly Gen<StudySpecification> Some = Gen.Select(
        Gen.Int[1, 12].Array[1, 5].Select(widths => widths.Distinct().ToArray()),
        Gen.Int[1, 9].Array[1, 4].Select(rates => rates.Distinct().ToArray()),
        SomeSeeds).Select((widths, rates, seeds) => Of(
            [.. widths.Select(width => Config($"config-{width}", ("width", $"{width}")))],
            seeds,
            [new GridAxis("learning-rate", [.. rates.Select(rate => $"0.{rate}")])]));

    /// <summary>
    /// Submissions of one study, one after the other; every second one or so changes nothing but the seeds.
    /// </summary>
    public static readonly Gen<StudySpecification[]> SomeHistory = Gen.Select(Some, Gen.Bool).Array[1, 6].Select(steps =>
    {
        var history = new List<StudySpecification>();
        foreach (var (next, changesSeedsOnly) in steps)
            history.Add(changesSeedsOnly && history.Count > 0 ? history[^1] with { Seeds = next.Seeds } : next);
        return history.ToArray();
    });

    private static Gen<long[]> Values => Gen.Long[0, 20].Array[1, 6].Select(values => values.Distinct().ToArray());
}
