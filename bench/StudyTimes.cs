namespace Seedbed.Bench;

using MessagePack;
using Microsoft.Data.Sqlite;
using Seedbed.Messages.Journal;

/// <summary>When a study's jobs began and ended, as its journal says: no clock of the bench is in it.</summary>
/// <param name="FirstLease">When the first lease was decided.</param>
/// <param name="LastEnd">When the last outcome was decided.</param>
/// <param name="Ends">When each outcome was decided, in order.</param>
internal sealed record StudyTimes(DateTimeOffset FirstLease, DateTimeOffset LastEnd, IReadOnlyList<DateTimeOffset> Ends)
{
    public int Jobs => Ends.Count;

    public double Seconds => (LastEnd - FirstLease).TotalSeconds;

    public double JobsPerSecond => Jobs / Seconds;

    /// <param name="state">The coordinator's state directory.</param>
    public static StudyTimes Read(string state, string study)
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(state, "journal.db")};Mode=ReadOnly");
        journal.Open();
        using var query = journal.CreateCommand();
        query.CommandText =
            """
            SELECT manifest, message FROM journal
            WHERE persistence_id = $id AND manifest IN ('study.leased', 'study.ended')
            ORDER BY sequence_number
            """;
        query.Parameters.AddWithValue("$id", $"study-{study}");

        DateTimeOffset? first = null;
        var ends = new List<DateTimeOffset>();
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            var message = (byte[])rows[1];
            if (rows.GetString(0) == "study.ended")
                ends.Add(MessagePackSerializer.Deserialize<StudyEvent.Ended>(message).At);
            else first ??= MessagePackSerializer.Deserialize<StudyEvent.Leased>(message).At;
        }

        return first is { } begun && ends.Count > 0
            ? new(begun, ends[^1], ends)
            : throw new InvalidOperationException($"The journal holds no finished job of {study}.");
    }
}
