namespace Seedbed.Cli.Tests;

using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>A small study, and jobs of it.</summary>
internal static class Specifications
{
    public static readonly Device Cpu = new("cpu", "AVX2");

    public static StudySpecification Study(SeedPlan? seeds = null, params IReadOnlyList<GridAxis> grid) => new(
        new("demo"), new("mlp-teacher", "1", null), null, seeds ?? SeedPlan.Range(2),
        new Dictionary<string, string>(), grid,
        [new("base", new Dictionary<string, string>())],
        [new("no-momentum", "base", new Dictionary<string, string> { ["momentum"] = "0" })],
        new(["loss"], null), 1, 3, Selection.Last,
        new Dictionary<string, string> { ["momentum"] = "0.9", ["learning-rate"] = "0.01", ["steps"] = "300" });

    public static JobRow Job(
        int cell, int seed, JobOutcome? outcome = JobOutcome.Completed, string? ablation = null,
        SeedVector? seeds = null, IReadOnlyDictionary<string, string>? grid = null,
        params IReadOnlyList<Final> finals) => new(
        cell, seed, "base", ablation, grid ?? new Dictionary<string, string>(), seeds ?? SeedVector.Of(seed), outcome,
        outcome == JobOutcome.Diverged ? 17 : null, 1, 0,
        outcome is null ? null : "local", outcome is null ? null : Cpu, outcome is null ? null : 1.5, [], finals, []);

    public static ProgramDescription Classifier() => new(
        "classifier", "1", null, "Classifies.", [],
        [
            new("train.loss", MetricScope.Curve, MetricDirection.LowerIsBetter, null, null, ""),
            new("val.loss", MetricScope.CurveAndFinal, MetricDirection.LowerIsBetter, null, null, ""),
            new("epochs", MetricScope.Final, MetricDirection.None, null, null, ""),
            new("accuracy", MetricScope.EvaluationPart, MetricDirection.HigherIsBetter, 0, null, ""),
            new("mcc", MetricScope.EvaluationPart, MetricDirection.HigherIsBetter, -1, null, ""),
        ],
        new([], ["test"]), 8);

    public static DataSpecification Words() => new(
        new(new string('a', 64)), "words.tsv", 10, new Dictionary<string, NameList>(), "common", null,
        ["common", "other", "proper"],
        new("random", null, null, 0.1, 0.1, 1), null);

    public static async IAsyncEnumerable<T> Stream<T>(params IEnumerable<T> items)
    {
        await Task.CompletedTask;
        foreach (var item in items) yield return item;
    }
}
