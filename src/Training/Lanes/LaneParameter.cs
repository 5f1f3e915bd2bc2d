namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>A parameter of every lane: a view of <see cref="LaneParameters.Values"/>.</summary>
/// <param name="Index">Position among the parameters, from 0: the purpose of its initial stream.</param>
/// <param name="Shape">One lane's shape.</param>
/// <param name="Offset">Where the parameter begins in a lane's row.</param>
public sealed record LaneParameter(string Name, int Index, IReadOnlyList<long> Shape, long Offset, Initialiser Initialiser)
{
    private Tensor? _value;
    private Tensor? _gradient;

    /// <summary>Elements of one lane.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, size) => product * size);

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
