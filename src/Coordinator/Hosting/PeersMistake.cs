namespace Seedbed.Coordinator.Hosting;

using Seedbed.Messages.Cluster;

/// <summary>What is wrong with a list of coordinators.</summary>
internal static class PeersMistake
{
    /// <returns>For people; null if nothing is.</returns>
    public static string? Of(CoordinatorOptions options)
    {
        var distinct = options.Peers.Distinct().ToList();
        if (distinct.Count == 0) return null;
        if (distinct.Count < options.Peers.Count)
            return $"--peer: {options.Peers.GroupBy(peer => peer).First(same => same.Count() > 1).Key} is given twice.";
        if (distinct.Count < 3)
            return $"--peer: {distinct.Count} of {distinct.Count} would be a majority, so losing one would stop all. "
                + "Give the addresses of three coordinators, or none for a single one.";
        var own = ClusterSettings.AddressOf(options.AkkaHost, options.AkkaPort);
        if (distinct.All(peer => peer.ToString() != own))
            return $"--peer: this coordinator is {own} (--akka-host, --akka-port), and not among "
                + $"{string.Join(", ", distinct)}. Give the same list to all of them.";
        return options.Journal is not null
            ? null
            : "--peer: several coordinators need a journal that all of them reach: name a database with --journal.";
    }
}
