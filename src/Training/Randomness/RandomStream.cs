namespace Seedbed.Training.Randomness;

/// <summary>Numbers of one stream, in order; number i is a hash of the key and i.</summary>
public sealed class RandomStream(StreamKey key)
{
    private ulong _counter = key.Origin;

    /// <summary>64 independent bits.</summary>
    public ulong NextBits() => SplitMix64.Mix(_counter = unchecked(_counter + SplitMix64.Gamma));

    /// <summary>In [0, 1), a multiple of 2⁻²⁴.</summary>
    public double NextUniform() => SplitMix64.ToUnit(NextBits());

    /// <summary>A whole number in [0, <paramref name="bound"/>), each equally likely.</summary>
    /// <remarks>Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public long NextBelow(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (ulong)bound;
        var rejected = unchecked(0 - range) % range;                 // 2⁶⁴ mod range
        while (true)
        {
            var high = Math.BigMul(NextBits(), range, out var low);
            if (low >= rejected) return (long)high;
        }
    }

    /// <summary>Fills with float32 numbers in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public void FillUniform(Span<float> values, double low, double high)
    {
        foreach (ref var value in values) value = (float)(low + (high - low) * NextUniform());
    }

    /// <summary>Fills with normal numbers of mean 0: Box–Muller, two numbers of the stream for each.</summary>
    public void FillNormal(Span<float> values, double standardDeviation)
    {
        foreach (ref var value in values)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - NextUniform())); // 1 − u is never 0
            value = (float)(standardDeviation * radius * Math.Cos(2 * Math.PI * NextUniform()));
        }
    }

    /// <summary>0 … <paramref name="count"/> − 1 in random order, every order equally likely (Fisher–Yates).</summary>
    public long[] NextPermutation(int count)
    {
        var order = new long[count];
        for (var i = 0; i < count; i++)
        {
            var j = (int)NextBelow(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
