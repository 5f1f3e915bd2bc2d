namespace Seedbed.Coordinator.Hosting;

/// <summary>How one coordinator process is run.</summary>
/// <param name="State">Directory of journal, snapshots, store and log; created where absent.</param>
/// <param name="Http">Where the API listens; port 0 takes any free one.</param>
/// <param name="AkkaHost">Address that the cluster's members reach this one by.</param>
/// <param name="AkkaPort">0 takes any free one.</param>
/// <param name="Lifeline">Stop when standard input closes, and leave Ctrl+C to whoever holds the other end.</param>
public sealed record CoordinatorOptions(string State, Uri Http, string AkkaHost, int AkkaPort, bool Lifeline);
