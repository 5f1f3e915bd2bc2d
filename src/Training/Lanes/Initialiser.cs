namespace Seedbed.Training.Lanes;

using Seedbed.Training.Randomness;

/// <summary>Fills one lane's block of a parameter, row-major, from the parameter's own stream.</summary>
public delegate void Initialiser(RandomStream stream, Span<float> block);

/// <summary>The usual initialisers.</summary>
public static class Initialisers
{
    public static Initialiser Zeros { get; } = (_, block) => block.Clear();

    public static Initialiser Ones { get; } = (_, block) => block.Fill(1);

    /// <summary>Uniform in ±1/√<paramref name="fanIn"/>, as torch's linear layers begin.</summary>
    public static Initialiser UniformByFan(long fanIn)
    {
        var bound = 1 / Math.Sqrt(fanIn);
        return (stream, block) => stream.FillUniform(block, -bound, bound);
    }

    public static Initialiser Normal(double standardDeviation) =>
        (stream, block) => stream.FillNormal(block, standardDeviation);
}
