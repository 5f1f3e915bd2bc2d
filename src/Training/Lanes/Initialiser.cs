namespace Seedbed.Training.Lanes;

using Seedbed.Training.Randomness;

/// <summary>Fills one lane's block of a parameter, row-major, from the parameter's own stream.</summary>
public delegate void Initialiser(RandomStream stream, Span<float> block);

/// <summary>
/// The usual initialisers. A fan is how many numbers an output is a sum of (in) or an input goes into (out); a gain
/// makes up for the nonlinearity behind the layer: √2 for ReLU, 5/3 for tanh, 1 for none.
/// </summary>
public static class Initialisers
{
    public static Initialiser Zeros { get; } = Constant(0);

    public static Initialiser Ones { get; } = Constant(1);

    public static Initialiser Constant(double value) => (_, block) => block.Fill((float)value);

    /// <summary>Uniform in ±1/√<paramref name="fanIn"/>, as torch's linear layers begin.</summary>
    public static Initialiser UniformByFan(long fanIn) => Uniform(1 / Math.Sqrt(fanIn));

    /// <summary>Uniform in ±<paramref name="bound"/>.</summary>
    public static Initialiser Uniform(double bound) => (stream, block) => stream.FillUniform(block, -bound, bound);

    public static Initialiser Normal(double standardDeviation) =>
        (stream, block) => stream.FillNormal(block, standardDeviation);

    /// <summary>Uniform with variance gain²/fan in. Source: He et al., arXiv:1502.01852; gain √2 if null.</summary>
    public static Initialiser KaimingUniform(long fanIn, double? gain = null) =>
        Uniform((gain ?? Math.Sqrt(2)) * Math.Sqrt(3.0 / fanIn));

    /// <summary>Normal with variance gain²/fan in. Source: He et al., arXiv:1502.01852; gain √2 if null.</summary>
    public static Initialiser KaimingNormal(long fanIn, double? gain = null) =>
        Normal((gain ?? Math.Sqrt(2)) / Math.Sqrt(fanIn));

    /// <summary>Uniform with variance 2·gain²/(fan in + fan out). Source: Glorot and Bengio, AISTATS 2010.</summary>
    public static Initialiser XavierUniform(long fanIn, long fanOut, double gain = 1) =>
        Uniform(gain * Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Normal with variance 2·gain²/(fan in + fan out). Source: Glorot and Bengio, AISTATS 2010.</summary>
    public static Initialiser XavierNormal(long fanIn, long fanOut, double gain = 1) =>
        Normal(gain * Math.Sqrt(2.0 / (fanIn + fanOut)));

    /// <summary>
    /// A matrix whose shorter side's vectors are orthogonal and of length <paramref name="gain"/>, every such matrix
    /// equally likely. Source: Saxe, McClelland and Ganguli, arXiv:1312.6120.
    /// </summary>
    /// <param name="columns">Length of a row; the block's other dimensions count as rows.</param>
    public static Initialiser Orthogonal(long columns, double gain = 1) => (stream, block) =>
    {
        stream.FillNormal(block, 1);
        var rows = block.Length / (int)columns;
        OrthogonalVectors.Of(block, rows, (int)columns, gain);
    };
}
