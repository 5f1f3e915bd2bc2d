namespace Seedbed.Coordinator.Journal;

using System.Net.Sockets;
using Npgsql;

/// <summary>Why PostgreSQL cannot be used, and what a person can do about it.</summary>
/// <param name="Reason">For people.</param>
/// <param name="MayPass">Whether waiting may help: the server is not up yet, or not for us.</param>
public sealed record PostgresRefusal(string Reason, bool MayPass)
{
    /// <param name="failed">What connecting to the address, or its first question, failed of.</param>
    internal static PostgresRefusal Of(Exception failed, PostgresAddress address) => failed switch
    {
        PostgresException answer => Of(answer, address),
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } socket } => new(
            $"the host '{address.Host}' is not known ({socket.Message}). Check Host.", MayPass: true),
        { InnerException: SocketException or IOException or TimeoutException } or TimeoutException => new(
            $"no server answers there ({(failed.InnerException ?? failed).Message}). "
            + "Start PostgreSQL, or check Host and Port.",
            MayPass: true),
        _ => new($"{failed.Message}.", MayPass: false),
    };

    private static PostgresRefusal Of(PostgresException answer, PostgresAddress address) => answer.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => new(
            $"it does not exist. Create it: createdb --owner={address.User} {address.Database}", MayPass: false),
        PostgresErrorCodes.InvalidPassword => new(
            $"the server refuses the password of user '{address.User}'. "
            + "Give the right one as Password, in PGPASSWORD, or in a password file.",
            MayPass: false),
        PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            $"the server refuses user '{address.User}' ({answer.MessageText}). Check Username and its pg_hba.conf.",
            MayPass: false),
        PostgresErrorCodes.InsufficientPrivilege => NoRights(address, answer.MessageText),
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.TooManyConnections => new(
                $"the server does not take us now ({answer.MessageText}).", MayPass: true),
        _ => new($"{answer.MessageText} ({answer.SqlState}).", MayPass: false),
    };

    internal static PostgresRefusal NoRights(PostgresAddress address, string reason) => new(
        $"user '{address.User}' may not create its tables there ({reason}). "
        + $"Make it the owner: ALTER DATABASE \"{address.Database}\" OWNER TO \"{address.User}\"",
        MayPass: false);
}
