namespace Seedbed.Statistics.Tests.Resampling;

using Seedbed.Statistics.Resampling;
using Xunit;

public class DrawsTests
{
    private const int Count = 20_000;

    // C reference implementation of SplitMix64 (Vigna, prng.di.unimi.it/splitmix64.c), state = mix(seed) for seed 0.
    [Fact]
    public void Bits_are_those_of_SplitMix64()
    {
        var chance = new Draws(0);                                   // mix(0) = 0
        ulong[] bits = [chance.Bits(), chance.Bits(), chance.Bits()];

        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], bits);
    }

    [Fact]
    public void Normal_and_chi_square_numbers_have_their_moments()
    {
        var chance = new Draws(5);
        var (normal, fourth, even, odd) = (new Moments(), new Moments(), new Moments(), new Moments());
        for (var i = 0; i < Count; i++)
        {
            var x = chance.Normal();
            normal.Add(x);
            fourth.Add(x * x * x * x);
            even.Add(chance.ChiSquare(40));
            odd.Add(chance.ChiSquare(3));
        }

        // Four standard errors each.
        Assert.Equal(0, normal.Mean!.Value, tolerance: 4 / Math.Sqrt(Count));
        Assert.Equal(1, normal.Deviation!.Value, tolerance: 4 / Math.Sqrt(2.0 * Count));
        Assert.Equal(3, fourth.Mean!.Value, tolerance: 4 * Math.Sqrt(96.0 / Count));
        Assert.Equal(40, even.Mean!.Value, tolerance: 4 * Math.Sqrt(80.0 / Count));
        Assert.Equal(Math.Sqrt(80), even.Deviation!.Value, tolerance: 0.25);
        Assert.Equal(3, odd.Mean!.Value, tolerance: 4 * Math.Sqrt(6.0 / Count));
        Assert.Equal(Math.Sqrt(6), odd.Deviation!.Value, tolerance: 0.11);
    }

    [Fact]
    public void Whole_numbers_are_equally_likely()
    {
        var chance = new Draws(6);
        var times = new int[7];
        for (var i = 0; i < Count; i++) times[chance.Below(7)]++;

        Assert.All(times, count => Assert.InRange(count, Count / 7.0 - 210, Count / 7.0 + 210));      // 4.2 deviations
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(0.7071067811865475)]
    [InlineData(1.4142135623730951)]
    [InlineData(0.9999999999999999)]
    [InlineData(1e-300)]
    [InlineData(3.5e17)]
    public void The_portable_logarithm_is_the_logarithm(double x) =>
        Assert.Equal(Math.Log(x), PortableLog.Of(x), tolerance: Math.Abs(Math.Log(x)) * 1e-15);
}
