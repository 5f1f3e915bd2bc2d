namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Numbers of every lane that training keeps and no gradient changes, such as running means: a view of the end of
/// <see cref="LaneParameters.Values"/>, so that a checkpoint of a lane's row has them. What a forward pass writes
/// gets there with <see cref="LaneParameters.Backward"/>: to libtorch the row is one tensor, and it takes every write
/// to it as a change of parameters that the backward pass still needs.
/// </summary>
public sealed class LaneStatistic
{
    private readonly LaneParameters _parameters;
    private Tensor? _value;
    private Tensor? _written;

    internal LaneStatistic(
        LaneParameters parameters, string name, long offset, double initial, IReadOnlyList<long> shape) =>
        (_parameters, Name, Offset, Initial, Shape) = (parameters, name, offset, initial, shape);

    public string Name { get; }

    /// <summary>One lane's shape.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements of one lane.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>[lanes, …shape], as last written.</summary>
    /// <exception cref="InvalidOperationException">The parameters are not initialised yet.</exception>
    public Tensor Value
    {
        get => _written ?? _value ?? throw new InvalidOperationException(
            $"Statistic '{Name}' has no value before {nameof(LaneParameters)}.{nameof(LaneParameters.Initialise)}.");
        internal set => _value = value;
    }

    /// <summary>From the first statistic's beginning.</summary>
    internal long Offset { get; }

    internal double Initial { get; }

    /// <summary>Overwrites all lanes but frozen ones.</summary>
    /// <param name="values">[lanes, …shape]</param>
    public void Write(Tensor values)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var written = values.detach().clone();
        for (var lane = 0; lane < _parameters.Lanes; lane++)
            if (_parameters.IsFrozen(lane)) written[lane].copy_(Value[lane]);
        _written?.Dispose();
        _written = written.DetachFromDisposeScope();
    }

    /// <summary>Puts what was written into the lanes' rows.</summary>
    internal void Settle()
    {
        if (_written is not { } written) return;

        using var noGradient = no_grad();
        _value?.copy_(written);
        written.Dispose();
        _written = null;
    }

    internal void Dispose()
    {
        _value?.Dispose();
        _written?.Dispose();
    }
}
