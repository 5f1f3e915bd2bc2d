namespace Seedbed.TrainerNode.Node;

using Akka.Actor;
using Akka.Cluster;

/// <summary>
/// The coordinators of a node's cluster, and which process answers at the address of each. Where another one answers
/// than before, the coordinator has died, long before the cluster can be sure of it.
/// </summary>
public sealed class KnownCoordinators
{
    private readonly Dictionary<UniqueAddress, long?> _answering = [];

    /// <summary>Where to ask.</summary>
    public IEnumerable<Address> Addresses => _answering.Keys.Select(coordinator => coordinator.Address).Distinct();

    /// <summary>Adds one; may be repeated.</summary>
    public void Add(UniqueAddress coordinator) => _answering.TryAdd(coordinator, null);

    /// <returns>Whether it was the last one.</returns>
    public bool Remove(UniqueAddress gone) => _answering.Remove(gone) && _answering.Count == 0;

    /// <summary>Something answers at an address.</summary>
    /// <param name="incarnation">The same for as long as it is the same process.</param>
    /// <returns>Whether the last coordinator is found to have died by this.</returns>
    public bool Hear(Address address, long incarnation)
    {
        var died = false;
        foreach (var (coordinator, before) in _answering.Where(entry => entry.Key.Address.Equals(address)).ToList())
            if (before is null) _answering[coordinator] = incarnation;
            else if (before != incarnation) died |= _answering.Remove(coordinator);
        return died && _answering.Count == 0;
    }
}
