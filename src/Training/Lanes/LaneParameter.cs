namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>A parameter of every lane: a view of <see cref="LaneParameters.Values"/>.</summary>
public sealed class LaneParameter
{
    private Tensor? _value;
    private Tensor? _gradient;

    internal LaneParameter(string name, int index, long offset, IReadOnlyList<long> shape, Initialiser initialiser) =>
        (Name, Index, Offset, Shape, Initialiser) = (name, index, offset, shape, initialiser);

    public string Name { get; }

    /// <summary>Position among the parameters, from 0: the purpose of the initial stream.</summary>
    public int Index { get; }

    /// <summary>Where the parameter begins in a lane's row.</summary>
    public long Offset { get; }

    /// <summary>One lane's shape.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements of one lane.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    internal Initialiser Initialiser { get; }

    /// <summary>[lanes, …shape], a leaf of the gradient computation.</summary>
    /// <exception cref="InvalidOperationException">The parameters are not initialised yet.</exception>
    public Tensor Value { get => _value ?? throw NotInitialised(); internal set => _value = value; }

    /// <summary>[lanes, …shape], a view of <see cref="LaneParameters.Gradients"/>.</summary>
    /// <exception cref="InvalidOperationException">The parameters are not initialised yet.</exception>
    public Tensor Gradient { get => _gradient ?? throw NotInitialised(); internal set => _gradient = value; }

    /// <summary>Overwrites one lane's block, such as with a stated beginning.</summary>
    /// <param name="values">Of the lane's shape; may be a transposed view.</param>
    public void Write(int lane, Tensor values)
    {
        using var noGradient = no_grad();
        using var block = Value[lane];
        block.copy_(values);
    }

    internal void Dispose()
    {
        _value?.Dispose();
        _gradient?.Dispose();
    }

    private InvalidOperationException NotInitialised() => new(
        $"Parameter '{Name}' has no value before {nameof(LaneParameters)}.{nameof(LaneParameters.Initialise)}.");
}
