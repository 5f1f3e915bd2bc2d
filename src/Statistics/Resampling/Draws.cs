namespace Seedbed.Statistics.Resampling;

/// <summary>
/// Numbers of chance, the same bits for the same seed on every machine: a hash of the seed and a counter (SplitMix64),
/// and nothing but additions, multiplications, divisions and square roots after it. Source: Steele, Lea and Flood
/// (2014), Fast splittable pseudorandom number generators, OOPSLA.
/// </summary>
internal struct Draws
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;                  // 2⁶⁴ divided by the golden ratio, odd

    private ulong _counter;

    public Draws(ulong seed) => _counter = Mix(seed);

    /// <summary>64 independent bits.</summary>
    public ulong Bits() => Mix(_counter = unchecked(_counter + Gamma));

    /// <summary>In (0, 1), a multiple of 2⁻⁵³.</summary>
    public double Uniform()
    {
        while (true)
            if (Bits() >> 11 is > 0 and var fraction)
                return fraction * (1.0 / (1L << 53));
    }

    /// <summary>A whole number in [0, bound), each equally likely.</summary>
    /// <remarks>Source: Lemire (2019), Fast random integer generation in an interval, ACM TOMACS 29(1).</remarks>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound)
    {
        var range = (uint)bound;
        var product = (Bits() >> 32) * range;
        if ((uint)product >= range) return (int)(product >> 32);

        var rejected = unchecked(0 - range) % range;                 // 2³² mod range
        while ((uint)product < rejected) product = (Bits() >> 32) * range;
        return (int)(product >> 32);
    }

    /// <summary>Mean 0, deviation 1.</summary>
    /// <remarks>Source: Marsaglia and Bray (1964), SIAM Review 6: the polar method; one of its two is used.</remarks>
    public double Normal()
    {
        while (true)
        {
            var (x, y) = (2 * Uniform() - 1, 2 * Uniform() - 1);
            var square = x * x + y * y;
            if (square is > 0 and < 1) return x * Math.Sqrt(-2 * PortableLog.Of(square) / square);
        }
    }

    /// <summary>A sum of squares of that many normal numbers.</summary>
    /// <remarks>Source: Marsaglia and Tsang (2000), ACM TOMS 26, 363–372: 2·gamma of half as many.</remarks>
    /// <param name="freedom">At least 1.</param>
    public double ChiSquare(int freedom)
    {
        if (freedom == 1)
        {
            var single = Normal();
            return single * single;
        }

        var d = freedom / 2.0 - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var root = 1 + c * x;
            if (root <= 0) continue;

            var v = root * root * root;
            if (PortableLog.Of(Uniform()) < x * x / 2 + d - d * v + d * PortableLog.Of(v)) return 2 * d * v;
        }
    }

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
