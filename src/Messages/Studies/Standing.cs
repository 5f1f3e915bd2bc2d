namespace Seedbed.Messages.Studies;

/// <summary>
/// What a study's wish for slots is worth beside others': those of the highest priority come first, and among equals
/// slots are shared in proportion to weights. It changes no result and makes no new cell.
/// </summary>
/// <param name="Weight">More than 0.</param>
/// <param name="Priority">Higher first.</param>
public sealed record Standing(double Weight, int Priority)
{
    /// <summary>Of a study that says nothing about it.</summary>
    public static Standing Default { get; } = new(1, 0);
}
