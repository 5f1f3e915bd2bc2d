namespace Seedbed.Training.Tests.Metrics;

using Seedbed.Training.Metrics;
using Xunit;

public class RegressionScoresTests
{
    private static readonly IReadOnlyList<Reference> All = ReferenceFile.Cases<Reference>("reference_regression.json");

    public static TheoryData<string> Cases => [.. All.Select(reference => reference.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_agree_with_scikit_learn_and_scipy(string name)
    {
        var expected = All.Single(reference => reference.Name == name);

        var scores = RegressionScores.Of(expected.Targets, expected.Predictions);

        Close.To(expected.Mse, scores.Mse);
        Close.To(expected.Rmse, scores.Rmse);
        Close.To(expected.Mae, scores.Mae);
        Close.To(expected.MedianAe, scores.MedianAe);
        Close.To(expected.Mape, scores.Mape);
        Close.To(expected.R2, scores.R2);
        Close.To(expected.ExplainedVariance, scores.ExplainedVariance);
        Close.To(expected.Pearson, scores.Pearson);
        Close.To(expected.Spearman, scores.Spearman);
    }

    [Fact]
    public void Without_predictions_there_is_no_score() =>
        Assert.Equal(new(null, null, null, null, null, null, null, null, null), RegressionScores.Of([], []));

    /// <summary>The mean of three times 0.1 is not 0.1; scikit-learn 1.2.1 gives an R² of about −10³¹ here.</summary>
    [Fact]
    public void A_constant_target_is_constant_although_its_mean_is_rounded() =>
        Assert.Equal(0, RegressionScores.Of([0.1, 0.1, 0.1], [0.1, 0.2, 0.1]).R2);

    [Fact]
    public void There_is_a_prediction_for_each_target() =>
        Assert.Throws<ArgumentException>(() => RegressionScores.Of([1, 2], [1]));

    private sealed record Reference(
        string Name, double[] Targets, double[] Predictions, double? Mse, double? Rmse, double? Mae, double? MedianAe,
        double? Mape, double? R2, double? ExplainedVariance, double? Pearson, double? Spearman);
}
