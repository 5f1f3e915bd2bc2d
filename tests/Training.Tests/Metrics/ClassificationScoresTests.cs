namespace Seedbed.Training.Tests.Metrics;

using CsCheck;
using Seedbed.Training.Metrics;
using Xunit;

public class ClassificationScoresTests
{
    private const double Tolerance = 1e-12;

    private static readonly Gen<(int Classes, (int Truth, int Predicted)[] Pairs)> Predictions =
        Gen.Int[1, 6].SelectMany(classes =>
            Gen.Select(Gen.Int[0, classes - 1], Gen.Int[0, classes - 1]).Array[1, 40]
                .Select(pairs => (classes, pairs)));

    public static TheoryData<string> Cases => [.. ReferenceScores.All.Select(reference => reference.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_agree_with_scikit_learn(string name)
    {
        var expected = ReferenceScores.All.Single(reference => reference.Name == name);

        var scores = ClassificationScores.Of(expected.Matrix());

        Close.To(expected.Accuracy, scores.Accuracy);
        Close.To(expected.BalancedAccuracy, scores.BalancedAccuracy);
        Close.To(expected.MacroF1, scores.MacroF1);
        Close.To(expected.Mcc, scores.Mcc);
        Close.To(expected.MacroPrecision, scores.MacroPrecision);
        Close.To(expected.MacroRecall, scores.MacroRecall);
        Close.To(expected.WeightedF1, scores.WeightedF1);
        Close.To(expected.CohensKappa, scores.CohensKappa);
        for (var @class = 0; @class < expected.Classes; @class++)
        {
            Close.To(expected.Precision[@class], scores.PerClass[@class].Precision);
            Close.To(expected.Recall[@class], scores.PerClass[@class].Recall);
            Close.To(expected.F1[@class], scores.PerClass[@class].F1);
            Assert.Equal(expected.Support[@class], scores.PerClass[@class].Support);
        }
    }

    [Fact]
    public void Without_predictions_there_is_no_score()
    {
        var scores = ClassificationScores.Of(new ConfusionMatrix(3));

        Assert.Equal(new(null, null, null, null, null, null, null, null, scores.PerClass), scores);
        Assert.Equal(new ClassScores[3], scores.PerClass);
    }

    [Fact]
    public void Scores_do_not_depend_on_the_order_of_predictions_or_the_numbering_of_classes() =>
        Predictions.Sample(sample =>
        {
            var scores = ClassificationScores.Of(Count(sample.Classes, sample.Pairs));
            var last = sample.Classes - 1;
            var mirrored = sample.Pairs.Reverse().Select(pair => (last - pair.Truth, last - pair.Predicted));
            var renumbered = ClassificationScores.Of(Count(sample.Classes, mirrored));

            Close.To(scores.Accuracy!.Value, renumbered.Accuracy);
            Close.To(scores.BalancedAccuracy!.Value, renumbered.BalancedAccuracy);
            Close.To(scores.MacroF1!.Value, renumbered.MacroF1);
            Close.To(scores.Mcc!.Value, renumbered.Mcc);
        });

    [Fact]
    public void Exchanging_truth_and_prediction_keeps_the_correlation_and_exchanges_precision_and_recall() =>
        Predictions.Sample(sample =>
        {
            var scores = ClassificationScores.Of(Count(sample.Classes, sample.Pairs));
            var exchanged = ClassificationScores.Of(
                Count(sample.Classes, sample.Pairs.Select(pair => (pair.Predicted, pair.Truth))));

            Close.To(scores.Mcc!.Value, exchanged.Mcc);
            Close.To(scores.MacroF1!.Value, exchanged.MacroF1);
            Assert.Equal(scores.PerClass.Select(one => one.Precision), exchanged.PerClass.Select(one => one.Recall));
            Assert.InRange(scores.Mcc.Value, -1 - Tolerance, 1 + Tolerance);
        });

    private static ConfusionMatrix Count(int classes, IEnumerable<(int Truth, int Predicted)> pairs)
    {
        var matrix = new ConfusionMatrix(classes);
        foreach (var (truth, predicted) in pairs) matrix.Add(truth, predicted);
        return matrix;
    }
}
