namespace Seedbed.Messages.Studies;

using MessagePack;

/// <summary>When checkpoints are taken, always at a boundary of the program.</summary>
/// <param name="Seconds">Between two of them at least; null leaves it to the node.</param>
/// <param name="Epochs">Also after so many epochs; null for none.</param>
/// <param name="Keep">Whether those of ended jobs are kept.</param>
[MessagePackObject]
public sealed record CheckpointPolicy(
    [property: Key(0)] double? Seconds, [property: Key(1)] int? Epochs, [property: Key(2)] bool Keep)
{
    public static CheckpointPolicy Default { get; } = new(null, null, Keep: false);
}
