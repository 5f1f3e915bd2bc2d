namespace Seedbed.TrainerNode.Slot.Pipe;

/// <summary>Limits of what crosses the pipe between node and slot in one piece.</summary>
public static class Frame
{
    /// <summary>Far above any order or report: a longer length means that the two sides lost step.</summary>
    public const int MaxBytes = 1024 * 1024;

    internal static InvalidDataException TooLong<T>(int length) =>
        new($"A {typeof(T).Name} of {length} bytes: a frame has 1 to {MaxBytes}.");
}
