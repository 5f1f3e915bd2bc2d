namespace Seedbed.Coordinator.Scheduling;

using Seedbed.Messages;
using Seedbed.Messages.Http;

/// <summary>The cluster's nodes and slots for people.</summary>
public static class NodeViews
{
    /// <param name="requests">The latest request of each slot that asked since this coordinator started.</param>
    /// <returns>By name; slots by index.</returns>
    public static IReadOnlyList<NodeView> Of(Schedule schedule, IEnumerable<SlotRequest> requests) =>
        [.. from request in requests
            orderby request.Id.Slot.Index
            group request by request.Id.Slot.Node into node
            orderby node.Key
            let incarnation = node.Max(request => request.Id.Incarnation)
            select new NodeView(node.Key, incarnation, [.. node.Select(request => SlotOf(schedule, request))])];

    private static SlotView SlotOf(Schedule schedule, SlotRequest request) =>
        schedule.Slots.GetValueOrDefault(request.Id.Slot) is SlotOccupancy.Holding holding
            ? new(request.Id.Slot.Index, request.Device, holding.Study.Name, holding.Lease.Jobs)
            : new(request.Id.Slot.Index, request.Device, null, []);
}
