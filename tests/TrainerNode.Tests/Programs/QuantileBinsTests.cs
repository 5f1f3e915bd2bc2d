namespace Seedbed.TrainerNode.Tests.Programs;

using CsCheck;
using Seedbed.TrainerNode.Programs.FactorClassifier;
using Xunit;

public class QuantileBinsTests
{
    [Fact]
    public void Bins_are_equally_frequent_where_all_values_differ() => Gen.Int[1, 12].Sample(bins =>
    {
        var values = Enumerable.Range(0, 12 * bins).Select(value => (float)value).ToArray();
        var binning = QuantileBins.Of(values, bins);

        Assert.Equal(bins + 1, binning.Count);
        Assert.All(values.CountBy(binning.Encode), bin => Assert.Equal(12, bin.Value));
    });

    [Fact]
    public void Greater_values_never_fall_into_lower_bins_and_none_is_taken_for_missing() =>
        Gen.Select(Gen.Float[-9, 9].Array[0, 40], Gen.Int[2, 10], Gen.Float[-20, 20].Array[1, 40])
        .Sample((training, bins, values) =>
        {
            var binning = QuantileBins.Of(training, bins);
            var encoded = values.Order().Select(binning.Encode).ToList();

            Assert.Equal(encoded.Order(), encoded);
            Assert.All(encoded, bin => Assert.InRange(bin, QuantileBins.Missing + 1, binning.Count - 1));
        });

    [Fact]
    public void A_value_that_fills_several_bins_has_one() =>
        Assert.Equal([1, 1, 1, 2], new[] { -1f, 0, 5, 9 }.Select(QuantileBins.Of([0, 0, 0, 0, 0, 5, 9, 9], 4).Encode));
}
