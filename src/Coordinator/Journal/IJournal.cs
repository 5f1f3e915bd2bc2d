namespace Seedbed.Coordinator.Journal;

using System.Data.Common;
using LinqToDB;
using LinqToDB.Data;

/// <summary>The database that keeps events and snapshots: one of these for each kind.</summary>
public interface IJournal
{
    /// <summary>What and where it is, for people; holds no secret.</summary>
    string Name { get; }

    /// <summary>LinqToDB's name for the kind of database.</summary>
    string Provider { get; }

    /// <summary>Transactions that are written at the same time; each holds the events of many actors.</summary>
    int Writers { get; }

    /// <summary>How a connection to the events is opened, each time.</summary>
    DataOptions Events { get; }

    /// <summary>How a connection to the snapshots is opened, each time.</summary>
    DataOptions Snapshots { get; }

    /// <summary>Makes it ready for use, before the actor system starts; may be repeated.</summary>
    /// <param name="say">Told, for people, why it takes long.</param>
    /// <exception cref="JournalUnusableException">
    /// It cannot be used; the message says what, where, why and what to do.
    /// </exception>
    Task Prepare(Action<string> say, CancellationToken cancellation);

    /// <summary>Waits until nobody else acts on the journal.</summary>
    /// <param name="say">Told, for people, who does.</param>
    /// <exception cref="OperationCanceledException">Not waited for any longer.</exception>
    Task<IJournalClaim> Claim(Action<string> say, CancellationToken cancellation);

    /// <summary>Why it cannot be reached right now, for people; null if it can.</summary>
    async Task<string?> Problem(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new DataConnection(Events);
            await connection.ExecuteAsync("SELECT 1", cancellation);
            return null;
        }
        catch (Exception refused) when (refused is DbException or TimeoutException)
        {
            return $"The journal {Name} cannot be reached: {refused.Message}";
        }
    }
}

/// <summary>The journal cannot be used, so the coordinator cannot start.</summary>
public sealed class JournalUnusableException(string journal, string reason, Exception? cause = null)
    : Exception($"The journal {journal} cannot be used: {reason}", cause);
