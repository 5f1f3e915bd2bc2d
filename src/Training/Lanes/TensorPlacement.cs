namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Brings tensors to where they are used.</summary>
public static class TensorPlacement
{
    /// <summary>
    /// The tensor on a device, in no scope: its owner disposes of it. The one that was given is disposed of, which
    /// <see cref="Tensor.to(Device, bool, bool, bool)"/> alone leaves to the caller, also where nothing moves.
    /// </summary>
    public static Tensor OwnedOn(this Tensor made, Device device)
    {
        using (made) return made.to(device).DetachFromDisposeScope();
    }
}
