namespace Seedbed.Training.Checkpoints;

/// <summary>Gives a lane's state back, and knows what was not asked for.</summary>
public sealed class GivenState(CheckpointFile file) : LaneState
{
    private readonly HashSet<string> _unread = [.. file.Tensors.Keys];

    /// <exception cref="InvalidDataException">Something in the checkpoint has no place in this program.</exception>
    public void RequireRead()
    {
        if (_unread.Count > 0)
        {
            throw new InvalidDataException(
                $"The checkpoint holds {string.Join(", ", _unread.Order(StringComparer.Ordinal).Select(Quoted))}, "
                + "which this program does not keep.");
        }
    }

    protected override StoredTensor Exchange(string name, StoredTensor present)
    {
        _unread.Remove(name);
        return file.Tensors.TryGetValue(name, out var kept)
            ? kept
            : throw new InvalidDataException($"The checkpoint holds no '{name}'.");
    }

    private static string Quoted(string name) => $"'{name}'";
}
