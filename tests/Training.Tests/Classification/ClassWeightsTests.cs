namespace Seedbed.Training.Tests.Classification;

using CsCheck;
using Seedbed.Training.Classification;
using Xunit;

public class ClassWeightsTests
{
    private static readonly string[] Schemes = ["none", "sqrt", "inverse"];
    private static readonly int[] NineOneAndNone = [0, 0, 0, 0, 0, 0, 0, 0, 0, 2];

    [Fact]
    public void Without_a_scheme_every_example_counts_one() =>
        Assert.Equal([1, 0, 1], ClassWeights.Of("none", NineOneAndNone, 3));

    [Fact]
    public void Inverse_weights_give_every_class_that_occurs_the_same_sum() =>
        Assert.Equal([5.0 / 9, 0, 5], ClassWeights.Of("inverse", NineOneAndNone, 3), new Within(1e-12));

    [Fact]
    public void Square_root_weights_lie_between() =>
        // 9·w + 3·w = 10
        Assert.Equal([10.0 / 12, 0, 2.5], ClassWeights.Of("sqrt", NineOneAndNone, 3), new Within(1e-12));

    [Fact]
    public void The_mean_weight_of_the_training_examples_is_one() =>
        Gen.Select(Gen.Shuffle(Schemes), Gen.Int[0, 5].Array[1, 60]).Sample((schemes, examples) =>
        {
            var weights = ClassWeights.Of(schemes[0], examples, 6);
            Assert.Equal(1, examples.Average(@class => weights[@class]), 9);
        });

    private sealed class Within(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
