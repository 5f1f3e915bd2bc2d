namespace Seedbed.Training.Tests.Randomness;

using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;

[Collection(TorchCollection.Name)]
public class DropoutMaskTests
{
    private static readonly ulong[] Origins = [1, ulong.MaxValue, 0x8000_0000_0000_0000];
    private static readonly double[] Rates = [0.1, 0.5, 0];

    [Theory]
    [InlineData(1), InlineData(3), InlineData(16), InlineData(17), InlineData(1001)]
    public void An_element_takes_its_sixteen_bits_of_a_hash(int perLane)
    {
        var mask = DropoutMask.For(torch.zeros(3, perLane), Origins, Rates).data<float>().ToArray();

        for (var lane = 0; lane < 3; lane++)
        {
            for (var e = 0; e < perLane; e++)
                Assert.Equal(Element(Origins[lane], Rates[lane], e), mask[lane * perLane + e]);
        }
    }

    [Theory]
    [InlineData(1), InlineData(18), InlineData(1001)]
    public void Tensor_operations_give_the_same_bits(int perLane)
    {
        var x = torch.zeros(3, perLane, 1);

        Assert.Equal(
            DropoutMask.For(x, Origins, Rates).data<float>().ToArray(),
            HashInTensors.Mask(x, Origins, Rates).data<float>().ToArray());
    }

    [Fact]
    public void The_hash_in_tensor_operations_is_the_integer_hash()
    {
        ulong[] inputs = [0, 1, 42, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, ulong.MaxValue, SplitMix64.Gamma];

        var hashes = HashInTensors.Mix(torch.tensor(inputs.Select(input => unchecked((long)input)).ToArray()));

        Assert.Equal(inputs.Select(input => unchecked((long)SplitMix64.Mix(input))), hashes.data<long>().ToArray());
    }

    [Theory]
    [InlineData(0.1), InlineData(0.5), InlineData(0.9)]
    public void The_share_of_dropped_elements_is_the_rate_and_the_mean_is_kept(double rate)
    {
        const int elements = 200_000;

        var mask = DropoutMask.For(torch.zeros(1, elements), [77], [rate]).data<float>().ToArray();

        var tolerance = 5 * Math.Sqrt(rate * (1 - rate) / elements);  // five standard errors
        Assert.Equal(rate, mask.Count(value => value == 0) / (double)elements, tolerance);
        Assert.Equal(1, mask.Average(), tolerance / (1 - rate));
    }

    private static float Element(ulong origin, double rate, int e)
    {
        var hash = SplitMix64.Mix(origin + (ulong)(e / 4 + 1) * SplitMix64.Gamma);
        var sixteen = (hash >> (16 * (e % 4))) & 0xFFFF;
        var dropped = Math.Round(rate * 65536);
        return sixteen < dropped ? 0 : (float)(65536 / (65536 - dropped));
    }
}
