namespace Seedbed.TrainerNode.Tests.Slot;

using Seedbed.Data;
using Seedbed.TrainerNode.Slot;
using Seedbed.Training.Programs;
using Xunit;

public sealed class DeclaredMetricsTests
{
    private static readonly ProgramDescription Program = new()
    {
        Name = "test",
        Version = "1",
        Summary = "",
        Parameters = [],
        Metrics =
        [
            new("train.loss", MetricScope.Curve, MetricDirection.LowerIsBetter, null, null, ""),
            new("epochs", MetricScope.Final, MetricDirection.None, null, null, ""),
            new("val.mcc", MetricScope.CurveAndFinal, MetricDirection.HigherIsBetter, -1, null, ""),
            new("mcc", MetricScope.EvaluationPart, MetricDirection.HigherIsBetter, -1, null, ""),
        ],
        Data = new([], ["test"]),
    };

    private static readonly DataSpecification Data = new(
        default, "words.tsv", Bytes: 0, new Dictionary<string, NameList>(), "common", null, ["common", "proper"],
        new("random", null, null, 0.1, 0.1, 1), null);

    private readonly DeclaredMetrics _declared = new(Program, Data);

    [Theory]
    [InlineData("train.loss")]
    [InlineData("val.mcc")]
    public void A_declared_curve_is_accepted(string metric) => _declared.RequireCurve(metric);

    [Theory]
    [InlineData("epochs")]
    [InlineData("val.mcc")]
    [InlineData("test.mcc")]
    [InlineData("proper.mcc")]
    public void A_declared_final_is_accepted_for_each_evaluation_part(string metric) => _declared.RequireFinal(metric);

    [Theory]
    [InlineData("train.los", "Did you mean 'train.loss'? It declares train.loss, val.mcc.")]
    [InlineData("trian.loss", "Did you mean 'train.loss'?")]
    [InlineData("epochs", "does not declare. It declares train.loss, val.mcc")]
    public void Another_curve_is_refused_with_the_nearest_and_all_names(string metric, string told) =>
        Assert.Contains(
            told, Assert.Throws<InvalidOperationException>(() => _declared.RequireCurve(metric)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("common.mcc")]
    [InlineData("mcc")]
    [InlineData("train.loss")]
    public void The_in_domain_part_and_bare_names_are_no_finals(string metric) =>
        Assert.Contains(
            metric, Assert.Throws<InvalidOperationException>(() => _declared.RequireFinal(metric)).Message,
            StringComparison.Ordinal);
}
