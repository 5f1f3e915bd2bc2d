namespace Seedbed.TrainerNode.Node.Hosting;

using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Seedbed.Messages.Cluster;

/// <summary>The address of the member that a node joins.</summary>
public static class CoordinatorAddress
{
    public static string Example { get; } = ClusterSettings.AddressOf("127.0.0.1", 4053);

    public static bool TryParse(string? text, [NotNullWhen(true)] out Address? address)
    {
        address = ActorPath.TryParseAddress(text?.Trim() ?? "", out var parsed) && parsed.Port is not null
            ? parsed
            : null;
        return address is not null;
    }
}
