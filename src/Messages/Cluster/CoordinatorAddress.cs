namespace Seedbed.Messages.Cluster;

using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

/// <summary>The address of a coordinator, as members of the cluster are given it.</summary>
public static class CoordinatorAddress
{
    public static string Example { get; } = ClusterSettings.AddressOf("127.0.0.1", 4053);

    /// <exception cref="FormatException">The text is no address.</exception>
    public static Address Parse(string? text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is no address of a coordinator: it looks like {Example}.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out Address? address)
    {
        address = ActorPath.TryParseAddress(text?.Trim() ?? "", out var parsed) && parsed.Port is not null
            ? parsed
            : null;
        return address is not null;
    }
}
