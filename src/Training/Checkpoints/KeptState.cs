namespace Seedbed.Training.Checkpoints;

/// <summary>Takes a lane's state down.</summary>
public sealed class KeptState : LaneState
{
    private readonly Dictionary<string, StoredTensor> _tensors = [];

    /// <summary>Everything that was passed through, as it was then.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors => _tensors;

    /// <exception cref="ArgumentException">The program passes two things under one name.</exception>
    protected override StoredTensor Exchange(string name, StoredTensor present)
    {
        if (!_tensors.TryAdd(name, present))
            throw new ArgumentException($"The program keeps two things under the name '{name}'.", nameof(name));
        return present;
    }
}
