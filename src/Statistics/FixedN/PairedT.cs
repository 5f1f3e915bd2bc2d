namespace Seedbed.Statistics.FixedN;

/// <summary>
/// The paired t test of "the mean difference is 0", <c>t = √n·mean/sd</c> with n − 1 degrees of freedom. Assumes
/// independent normal differences and an n that no difference had a say in. Source: Student (1908), Biometrika 6, 1–25.
/// </summary>
public abstract record PairedT
{
    private PairedT()
    {
    }

    /// <summary>Null where there is nothing to test.</summary>
    public abstract double? P { get; }

    /// <param name="T">NaN, as its p, where a difference is not finite.</param>
    /// <param name="Freedom">n − 1.</param>
    public sealed record Tested(double T, int Freedom) : PairedT
    {
        /// <summary>Two-sided.</summary>
        public override double? P { get; } = StudentT.TwoSidedP(T, Freedom);
    }

    /// <summary>At least two pairs, and every difference is 0.</summary>
    public sealed record Identical : PairedT
    {
        public override double? P => null;
    }

    /// <summary>At least two pairs, and every difference is the same: without noise there is no test.</summary>
    /// <param name="Difference">Not 0.</param>
    public sealed record Constant(double Difference) : PairedT
    {
        public override double? P => null;
    }

    /// <summary>Fewer than two pairs.</summary>
    public sealed record TooFew : PairedT
    {
        public override double? P => null;
    }

    /// <param name="differences">Shape [n], in any order.</param>
    public static PairedT Of(ReadOnlySpan<double> differences)
    {
        var moments = new Moments();
        foreach (var difference in differences) moments.Add(difference);
        return (moments.Mean, moments.Deviation) switch
        {
            (_, null) or (null, _) => new TooFew(),
            (0, 0) => new Identical(),
            ({ } value, 0) => new Constant(value),
            ({ } mean, { } deviation) => new Tested(Math.Sqrt(moments.Count) * (mean / deviation), moments.Count - 1),
        };
    }
}
