namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using Xunit;

public class InitialiserTests
{
    private const int Draws = 100_000;

    /// <summary>
    /// By the formulas of the papers, as torch.nn.init has them: Kaiming's standard deviation √2/√50 = 0.2, Xavier's
    /// √(2/(50 + 30)) = 0.158; a uniform distribution's bound is √3 times that.
    /// </summary>
    public static TheoryData<string, Initialiser, double, double> Distributions => new()
    {
        { "Kaiming, uniform", Initialisers.KaimingUniform(50), 0.2, 0.2 * Math.Sqrt(3) },
        { "Kaiming, for tanh", Initialisers.KaimingUniform(50, 5.0 / 3), 5 / Math.Sqrt(450), 5 / Math.Sqrt(150) },
        { "Kaiming, normal", Initialisers.KaimingNormal(50), 0.2, double.PositiveInfinity },
        { "Xavier, uniform", Initialisers.XavierUniform(50, 30), Math.Sqrt(1.0 / 40), Math.Sqrt(6.0 / 80) },
        { "Xavier, normal", Initialisers.XavierNormal(50, 30), Math.Sqrt(1.0 / 40), double.PositiveInfinity },
        { "uniform", Initialisers.Uniform(0.3), 0.3 / Math.Sqrt(3), 0.3 },
        { "normal", Initialisers.Normal(0.3), 0.3, double.PositiveInfinity },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void It_has_its_deviation_and_bound(string name, Initialiser initialiser, double deviation, double bound)
    {
        var values = Fill(initialiser, Draws);

        Assert.Equal(0, values.Average(), 0.01 * deviation);    // three standard errors
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (double)value * value)), 0.01 * deviation);
        Assert.All(values, value => Assert.True(Math.Abs(value) <= bound * (1 + 1e-6), name));
        if (double.IsFinite(bound)) Assert.InRange(values.Max(), 0.999 * bound, bound * (1 + 1e-6));
    }

    [Theory]
    [InlineData(6, 11), InlineData(11, 6), InlineData(7, 7), InlineData(1, 5)]
    public void An_orthogonal_matrix_has_unit_vectors_at_right_angles(int rows, int columns)
    {
        var block = Fill(Initialisers.Orthogonal(columns, gain: 2), rows * columns);
        var (count, size) = (Math.Min(rows, columns), Math.Max(rows, columns));
        float At(int vector, int k) => rows <= columns ? block[vector * columns + k] : block[k * columns + vector];

        for (var a = 0; a < count; a++)
            for (var b = 0; b < count; b++)
                Assert.Equal(a == b ? 4 : 0, Enumerable.Range(0, size).Sum(k => (double)At(a, k) * At(b, k)), 1e-6);
    }

    [Fact]
    public void Orthogonal_vectors_point_everywhere()
    {
        var first = Enumerable.Range(0, 2000).Select(seed => Fill(Initialisers.Orthogonal(3), 9, seed)[0]).ToArray();

        Assert.Equal(0, first.Average(), 0.04);
        Assert.Equal(1 / 3.0, first.Average(value => value * value), 0.03);    // a coordinate of a random unit vector
    }

    [Fact]
    public void A_constant_is_one() => Assert.Equal([0.25f, 0.25f, 0.25f], Fill(Initialisers.Constant(0.25), 3));

    private static float[] Fill(Initialiser initialiser, int count, long seed = 1)
    {
        var block = new float[count];
        initialiser(new RandomStream(new(seed, RandomSource.Init, 0, 0)), block);
        return block;
    }
}
