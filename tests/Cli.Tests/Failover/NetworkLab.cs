namespace Seedbed.Cli.Tests.Failover;

using System.Diagnostics;
using System.Globalization;

/// <summary>
/// Machines of a network of their own: network namespaces, each with a link to the network of the cluster and one to
/// the network of services, any of which can be cut. Nothing in it is reached from outside of this machine. Needs root
/// and Debian's iproute2. Gone after disposal.
/// </summary>
internal sealed class NetworkLab : IMachines, IDisposable
{
    private const string Cluster = "k";
    private const string Services = "s";

    private readonly string _id = Environment.ProcessId.ToString("x", CultureInfo.InvariantCulture);
    private readonly List<string> _machines = [];

    public NetworkLab(params IEnumerable<string> machines)
    {
        foreach (var network in (string[])[Cluster, Services])
        {
            Ip("link", "add", Bridge(network), "type", "bridge");
            Ip("link", "set", Bridge(network), "up");
        }

        Ip("addr", "add", $"{NetworkOf(Services)}254/24", "dev", Bridge(Services)); // this process asks from here
        foreach (var machine in machines) Add(machine);
    }

    /// <summary>Why there can be none here; null if there can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "Networks of machines need root on Linux."
        : !File.Exists("/usr/sbin/ip") && !File.Exists("/sbin/ip") ? "There is no ip: apt-get install iproute2."
        : null;

    public string ClusterAddress(string machine) => AddressOf(machine, Cluster);

    public string ServiceAddress(string machine) => AddressOf(machine, Services);

    public int Port(string machine, string service) => service switch
    {
        "akka" => 4053,
        "http" => 8080,
        _ => 5432,
    };

    public ProcessStartInfo On(string machine, ProcessStartInfo start)
    {
        foreach (var (index, word) in Prefix(machine).Append(start.FileName).Skip(1).Index())
            start.ArgumentList.Insert(index, word);
        start.FileName = Prefix(machine)[0];
        return start;
    }

    /// <summary>What stands before a command that is to run on a machine.</summary>
    public string[] Prefix(string machine) => ["ip", "netns", "exec", Namespace(machine)];

    /// <summary>The machine loses the other members of the cluster; services are still reached.</summary>
    public void CutFromCluster(string machine) => Ip("link", "set", Link(machine, Cluster), "down");

    /// <summary>The machine loses everybody.</summary>
    public void CutOff(string machine)
    {
        CutFromCluster(machine);
        Ip("link", "set", Link(machine, Services), "down");
    }

    /// <summary>All links of the machine work again.</summary>
    public void Mend(string machine)
    {
        Ip("link", "set", Link(machine, Cluster), "up");
        Ip("link", "set", Link(machine, Services), "up");
    }

    public void Dispose()
    {
        foreach (var machine in _machines) Ip("netns", "del", Namespace(machine));
        foreach (var network in (string[])[Cluster, Services]) Ip("link", "del", Bridge(network));
    }

    private static string NetworkOf(string network) => network == Cluster ? "10.77.53." : "10.77.54.";

    private string AddressOf(string machine, string network) => string.Create(
        CultureInfo.InvariantCulture, $"{NetworkOf(network)}{_machines.IndexOf(machine) + 1}");

    private void Add(string machine)
    {
        _machines.Add(machine);
        Ip("netns", "add", Namespace(machine));
        Ip("-n", Namespace(machine), "link", "set", "lo", "up");
        foreach (var network in (string[])[Cluster, Services])
        {
            Ip("link", "add", Link(machine, network), "type", "veth", "peer", network, "netns", Namespace(machine));
            Ip("link", "set", Link(machine, network), "master", Bridge(network), "up");
            Ip("-n", Namespace(machine), "addr", "add", $"{AddressOf(machine, network)}/24", "dev", network);
            Ip("-n", Namespace(machine), "link", "set", network, "up");
        }
    }

    private string Bridge(string network) => $"b{_id}{network}";

    private string Namespace(string machine) => $"seedbed-{_id}-{machine}";

    private string Link(string machine, string network) => $"v{_id}{network}{machine}";

    private static void Ip(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0) throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said}");
    }
}
