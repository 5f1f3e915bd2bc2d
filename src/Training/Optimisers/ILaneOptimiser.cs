namespace Seedbed.Training.Optimisers;

using System.Globalization;
using Seedbed.Training.Checkpoints;
using TorchSharp;

/// <summary>Changes the parameters of all lanes that are not frozen by their gradients.</summary>
public interface ILaneOptimiser : IDisposable
{
    /// <summary>One update from <c>LaneParameters.Gradients</c>.</summary>
    /// <param name="step">Updates done before, from 0.</param>
    /// <param name="scale">What the learning rates are multiplied by in this step, from a schedule.</param>
    void Step(long step, double scale = 1);

    /// <summary>
    /// What an update depends on besides the parameters: tensors with a row for each lane, as theirs.
    /// </summary>
    IReadOnlyList<torch.Tensor> State { get; }

    /// <summary>Passes a lane's rows of <see cref="State"/> through.</summary>
    void Exchange(int lane, LaneState state)
    {
        foreach (var (index, rows) in State.Index())
        {
            using var row = rows.select(0, lane);
            state.Tensor(string.Create(CultureInfo.InvariantCulture, $"optimiser.{index}"), row);
        }
    }
}
