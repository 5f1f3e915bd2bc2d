namespace Seedbed.Training.Lanes;

/// <summary>How a convolution or a pool moves along one dimension.</summary>
/// <param name="Size">Elements it sees at once, at least 1.</param>
/// <param name="Stride">From one place to the next, at least 1.</param>
/// <param name="Padding">Elements put before the beginning and behind the end.</param>
/// <param name="Dilation">From one element it sees to the next, at least 1.</param>
public readonly record struct Window(long Size, long Stride = 1, long Padding = 0, long Dilation = 1)
{
    /// <summary>One element after the other, each on its own.</summary>
    internal static Window One { get; } = new(1);

    /// <summary>How many places it has along <paramref name="length"/> elements.</summary>
    public long Places(long length) => (length + 2 * Padding - Dilation * (Size - 1) - 1) / Stride + 1;
}
