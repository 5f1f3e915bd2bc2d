namespace Seedbed.Coordinator.Tests.Studies;

using System.Text.Json;
using Seedbed.Coordinator.Studies;

/// <summary>Everything a state says, as text: states that say the same are the same.</summary>
internal static class Fingerprint
{
    public static string Of(StudyState state) => JsonSerializer.Serialize(new
    {
        state.Total,
        state.Counts,
        state.WaitingCount,
        state.Next,
        state.Order,
        state.IsPaused,
        state.Cancellations,
        state.Source,
        Specifications = state.Specifications.Count,
        Jobs = state.Jobs.OrderBy(entry => entry.Key)
            .Select(entry => new { entry.Key, Type = entry.Value.GetType().Name, State = (object)entry.Value }),
        Leases = state.Leases.Values.OrderBy(lease => lease.Id.Slot.ToString(), StringComparer.Ordinal),
        Returned = state.Returned.ToList(),
        Dormant = state.Dormant.Order(),
    });
}
