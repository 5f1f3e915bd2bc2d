namespace Seedbed.Training.Tests.Metrics;

using Seedbed.Training.Metrics;
using Xunit;

public class ProbabilityScoresTests
{
    private static readonly IReadOnlyList<Reference> All =
        ReferenceFile.Cases<Reference>("reference_probabilities.json");

    public static TheoryData<string> Cases => [.. All.Select(reference => reference.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_agree_with_scikit_learn(string name)
    {
        var expected = All.Single(reference => reference.Name == name);
        var predictions = new ClassProbabilities(expected.Probabilities[0].Length);
        foreach (var (truth, row) in expected.Truth.Zip(expected.Probabilities)) predictions.Add(truth, row);

        var scores = ProbabilityScores.Of(predictions);

        Close.To(expected.LogLoss, scores.LogLoss);
        Close.To(expected.Brier, scores.Brier);
        Close.To(expected.CalibrationError, scores.CalibrationError);
        Close.To(expected.RocAuc, scores.RocAuc);
        Close.To(expected.AveragePrecision, scores.AveragePrecision);
        Close.To(expected.Top2, ProbabilityScores.TopAccuracy(predictions, 2));
        Close.To(1, ProbabilityScores.TopAccuracy(predictions, predictions.Classes));
    }

    [Fact]
    public void Without_predictions_there_is_no_score()
    {
        var predictions = new ClassProbabilities(3);

        Assert.Equal(new(null, null, null, null, null), ProbabilityScores.Of(predictions));
        Assert.Null(ProbabilityScores.TopAccuracy(predictions, 1));
    }

    [Theory]
    [InlineData(-0.1, 1.1), InlineData(double.NaN, 1), InlineData(0.5, double.PositiveInfinity)]
    public void What_is_no_probability_is_refused(double first, double second) =>
        Assert.Throws<ArgumentException>(() => new ClassProbabilities(2).Add(0, [first, second]));

    [Fact]
    public void Another_number_of_classes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ClassProbabilities(2).Add(0, [0.2, 0.3, 0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassProbabilities(2).Add(2, [0.5, 0.5]));
    }

    private sealed record Reference(
        string Name, int[] Truth, double[][] Probabilities, double? LogLoss, double? Brier, double? CalibrationError,
        double? RocAuc, double? AveragePrecision, double? Top2);
}
