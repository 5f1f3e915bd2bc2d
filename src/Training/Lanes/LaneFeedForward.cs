namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Two linear layers with ReLU and dropout between them.</summary>
public sealed class LaneFeedForward(
    LaneParameters parameters, DropoutSites dropout, string name, long width, long hidden)
{
    private readonly LaneLinear _first = new(parameters, $"{name}.first", width, hidden);
    private readonly LaneLinear _second = new(parameters, $"{name}.second", hidden, width);
    private readonly LaneDropout _dropout = dropout.Next();

    /// <param name="x">[lanes, rows, width]</param>
    /// <param name="step">As in <see cref="LaneDropout.Forward"/>.</param>
    /// <returns>[lanes, rows, width]</returns>
    public Tensor Forward(Tensor x, long? step) => _second.Forward(_dropout.Forward(_first.Forward(x).relu(), step));
}
