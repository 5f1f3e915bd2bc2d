namespace Seedbed.Coordinator;

using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;

/// <summary>What a process lends to the coordinator actor while it has it.</summary>
/// <param name="Http">Address of the process's API, as nodes and other coordinators reach it.</param>
/// <param name="Store">Where nodes fetch data and put results.</param>
/// <param name="Checkpoints">Where those that nodes put lie.</param>
/// <param name="Journal">Claimed before its first event is read.</param>
/// <param name="Active">Told when the actor acts and when it does not any more.</param>
public sealed record CoordinatorParts(
    Uri Http, StoreLocation Store, CheckpointStore Checkpoints, IJournal Journal, ActiveCoordinator Active);
