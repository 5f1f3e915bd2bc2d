namespace Seedbed.Cli.Tests.Failover;

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

/// <summary>Where the processes of a cluster run.</summary>
internal interface IMachines
{
    /// <summary>By which other members of the cluster reach one on this machine.</summary>
    string ClusterAddress(string machine);

    /// <summary>By which HTTP and database servers on this machine are reached.</summary>
    string ServiceAddress(string machine);

    /// <summary>The same again for the same machine and service.</summary>
    int Port(string machine, string service);

    /// <summary>How a process is started there.</summary>
    ProcessStartInfo On(string machine, ProcessStartInfo start);
}

/// <summary>All of them on this machine, on its loopback address.</summary>
internal sealed class ThisMachine : IMachines
{
    private readonly Random _random = new(Environment.ProcessId);
    private readonly Dictionary<(string Machine, string Service), int> _ports = [];

    public string ClusterAddress(string machine) => ServiceAddress(machine);

    public string ServiceAddress(string machine) => IPAddress.Loopback.ToString();

    public int Port(string machine, string service) =>
        _ports.TryGetValue((machine, service), out var port) ? port : _ports[(machine, service)] = FreePort();

    public ProcessStartInfo On(string machine, ProcessStartInfo start) => start;

    /// <summary>
    /// Below those that the system hands out for connections: what is free now is free when a process starts again.
    /// </summary>
    private int FreePort()
    {
        while (true)
        {
            var port = _random.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }
    }
}
