namespace Seedbed.TrainerNode.Node.Devices;

using Seedbed.Messages.Work;

/// <summary>Which device each slot of a node is bound to. Pure.</summary>
public static class SlotDevices
{
    /// <summary>
    /// One slot for each device found, or as many as wanted: device after device, and then from the first again.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no device.</exception>
    public static IReadOnlyList<Device> Assign(IReadOnlyList<Device> found, int? wanted) => found.Count == 0
        ? throw new InvalidOperationException("There is no device to bind slots to.")
        : [.. Enumerable.Range(0, wanted ?? found.Count).Select(slot => found[slot % found.Count])];
}
