namespace Seedbed.Training.Tests.Randomness;

using CsCheck;
using Seedbed.Training.Randomness;
using Xunit;

public class RandomStreamTests
{
    private static readonly StreamKey Key = new(Seed: 5, RandomSource.Order, Purpose: 2, Step: 9);

    [Fact]
    public void Equal_keys_give_equal_numbers() => Assert.Equal(Draw(Key), Draw(new(5, RandomSource.Order, 2, 9)));

    [Fact]
    public void Every_part_of_a_key_makes_another_stream()
    {
        StreamKey[] keys =
        [
            Key, Key with { Seed = 9 }, Key with { Source = RandomSource.Init }, Key with { Purpose = 5 },
            Key with { Step = 2 }, new(2, RandomSource.Order, 5, 9), new(9, RandomSource.Order, 2, 5),
        ];

        Assert.Equal(keys.Length, keys.Select(key => Draw(key)[0]).Distinct().Count());
    }

    [Fact]
    public void Bounded_numbers_are_in_range() =>
        Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue]).Sample((seed, bound) =>
            new RandomStream(Key with { Seed = seed }).NextBelow(bound) is >= 0 and var number && number < bound);

    [Fact]
    public void A_permutation_holds_every_row_once() =>
        Gen.Select(Gen.Long, Gen.Int[0, 300]).Sample((seed, rows) =>
            new RandomStream(Key with { Seed = seed }).NextPermutation(rows).Order().Index()
                .All(row => row.Item == row.Index));

    [Fact]
    public void Every_order_is_equally_likely()
    {
        const int draws = 24_000;
        var stream = new RandomStream(Key);

        var counts = Enumerable.Range(0, draws).CountBy(_ => string.Concat(stream.NextPermutation(4))).ToDictionary();

        var expected = draws / 24.0;
        var chiSquare = counts.Values.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.Equal(24, counts.Count);
        Assert.InRange(chiSquare, 0, 49.73);                         // the 99.9 % quantile with 23 degrees of freedom
    }

    [Fact]
    public void Normal_numbers_have_their_mean_deviation_and_tails()
    {
        var values = new float[40_000];
        new RandomStream(Key).FillNormal(values, 2);

        Assert.Equal(0, values.Average(), 0.05);                     // five standard errors
        Assert.Equal(4, values.Average(value => value * value), 0.15);
        Assert.Equal(0.0455, values.Count(value => Math.Abs(value) > 4) / 40_000.0, 0.005);
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval_evenly()
    {
        var values = new float[40_000];
        new RandomStream(Key).FillUniform(values, -1, 3);

        Assert.All(values, value => Assert.InRange(value, -1f, 3f));
        Assert.Equal(1, values.Average(), 0.03);                     // five standard errors
        Assert.Equal(16.0 / 12, values.Average(value => (value - 1) * (value - 1)), 0.03);
    }

    private static ulong[] Draw(StreamKey key)
    {
        var stream = new RandomStream(key);
        return [stream.NextBits(), stream.NextBits(), stream.NextBits()];
    }
}
