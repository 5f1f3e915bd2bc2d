namespace Seedbed.Coordinator.Hosting;

using Akka.Actor;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;

/// <summary>How one coordinator process is run.</summary>
/// <param name="State">
/// Directory of the log, and of journal and store unless they are kept elsewhere; created where absent.
/// </param>
/// <param name="Journal">Database that keeps journal and snapshots; null keeps them in the state directory.</param>
/// <param name="Store">Where data, results and checkpoints are kept.</param>
/// <param name="Http">Where the API listens; port 0 takes any free one.</param>
/// <param name="Advertised">Where nodes and other coordinators reach the API; null for where it listens.</param>
/// <param name="AkkaHost">Address that the cluster's members reach this one by.</param>
/// <param name="AkkaPort">0 takes any free one.</param>
/// <param name="Peers">
/// Addresses of all coordinators, this one among them, in an order that is the same everywhere; none if it is the only
/// one.
/// </param>
/// <param name="Lifeline">Stop when standard input closes, and leave Ctrl+C to whoever holds the other end.</param>
public sealed record CoordinatorOptions(
    string State, PostgresAddress? Journal, StorePlace Store, Uri Http, Uri? Advertised, string AkkaHost, int AkkaPort,
    IReadOnlyList<Address> Peers, bool Lifeline)
{
    /// <summary>How many coordinators there are to be.</summary>
    public int Coordinators => Math.Max(1, Peers.Count);
}
