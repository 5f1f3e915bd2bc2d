namespace Seedbed.Statistics.Tests.FixedN;

using CsCheck;
using Seedbed.Statistics.FixedN;
using Xunit;

public class SignFlipTestTests
{
    private static readonly double[] Twenty =
    [
        2.441, -2.156, 0.818, -0.168, -0.053, 0.184, -1.62, 0.168, -0.465, 3.723, 0.626, 0.047, 0.119, -0.268, -0.655,
        0.009, 0.882, 0.161, 1.358, 0.2,
    ];

    // scipy 1.10.1: permutation_test((d,), np.sum, permutation_type='samples', n_resamples=inf); the one with a single
    // pair by itertools.product in Python 3.11.
    public static TheoryData<double[], double> Published => new()
    {
        { [5], 1 },
        { [0, 0], 1 },
        { [1, 2, 3, 4, 5], 0.0625 },
        { [12, 30, -4, 21, 17], 0.125 },
        { [1, 1, 1, -1], 0.625 },
        { [0, 0, 3, -1, 2], 0.5 },
        { [3, -3, 3, -3, 3, 3], 0.6875 },
        { [12, -7, 33, 5, -2, 18, 9, -4, 26, 1, 15, -11], 0.07080078125 },
        { Twenty, 0.3694896697998047 },
    };

    [Theory, MemberData(nameof(Published))]
    public void All_ways_are_counted_as_scipy_counts_them(double[] differences, double p)
    {
        var test = SignFlipTest.Of(differences)!;

        Assert.Equal((p, 1L << differences.Length, true), (test.P, test.Ways, test.IsExact));
    }

    [Fact]
    public void Without_pairs_there_is_no_test() => Assert.Null(SignFlipTest.Of([]));

    [Fact]
    public void Rounding_breaks_no_tie() =>
        // 0.1 + 0.2 is not 0.3 in doubles; in tenths it is, and ways with a sum of 0.0 and 0.6 are counted as ties.
        Assert.Equal(SignFlipTest.Of([1, 2, -3])!.P, SignFlipTest.Of([0.1, 0.2, -0.3])!.P);

    [Theory]
    [InlineData(1e306)]
    [InlineData(1e-310)]
    public void Scale_does_not_matter(double scale) =>
        Assert.Equal(0.125, SignFlipTest.Of([12 * scale, 30 * scale, -4 * scale, 21 * scale, 17 * scale])!.P);

    [Fact]
    public void Halves_and_enumeration_count_the_same() =>
        Gen.Int[-9, 9].Array[1, 10].Sample(whole =>
        {
            double[] differences = [.. whole];
            var far = Math.Abs(whole.Sum());
            var count = Enumerable.Range(0, 1 << whole.Length)
                .Count(way => Math.Abs(whole.Select((d, i) => (way >> i & 1) == 0 ? d : -d).Sum()) >= far);
            return SignFlipTest.Of(differences)!.P == count / (double)(1 << whole.Length);
        });

    [Fact]
    public void Above_twenty_pairs_random_ways_come_near_the_exact_share()
    {
        // The zero changes no share: p of 21 pairs is that of the twenty.
        var test = SignFlipTest.Of([.. Twenty, 0], seed: 3)!;

        Assert.Equal((100_000L, 21, false), (test.Ways, test.Pairs, test.IsExact));
        Assert.Equal(0.3694896697998047, test.P, tolerance: 4 * Math.Sqrt(0.37 * 0.63 / 100_000));
        Assert.Equal(test, SignFlipTest.Of([.. Twenty, 0], seed: 3));
        Assert.NotEqual(test.P, SignFlipTest.Of([.. Twenty, 0], seed: 4)!.P);
    }

    [Fact]
    public void Random_ways_never_say_that_p_is_zero() =>
        Assert.Equal(1.0 / 1001, SignFlipTest.Of([.. Enumerable.Repeat(1.0, 70)], seed: 1, draws: 1000)!.P);

    [Fact]
    public void Drawing_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(
            () => SignFlipTest.Of([.. Twenty, 1], cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void A_difference_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() => SignFlipTest.Of([1, double.NaN]));
}
