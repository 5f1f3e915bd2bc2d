namespace Seedbed.Bench;

using System.Data.Common;
using MessagePack;
using Microsoft.Data.Sqlite;
using Seedbed.Messages.Journal;

/// <summary>When a study's jobs began and ended, as its journal says: no clock of the bench is in it.</summary>
/// <param name="Leases">When each lease was decided, in order.</param>
/// <param name="Ends">When each outcome was decided, in order.</param>
internal sealed record StudyTimes(IReadOnlyList<DateTimeOffset> Leases, IReadOnlyList<DateTimeOffset> Ends)
{
    public DateTimeOffset FirstLease => Leases[0];

    public DateTimeOffset LastEnd => Ends[^1];

    public int Jobs => Ends.Count;

    public double Seconds => (LastEnd - FirstLease).TotalSeconds;

    public double JobsPerSecond => Jobs / Seconds;

    /// <param name="state">The coordinator's state directory.</param>
    public static StudyTimes Read(string state, string study)
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(state, "journal.db")};Mode=ReadOnly");
        return Read(journal, study);
    }

    public static StudyTimes Read(DbConnection journal, string study)
    {
        journal.Open();
        using var query = journal.CreateCommand();
        query.CommandText =
            """
            SELECT manifest, message FROM journal
            WHERE persistence_id = @id AND manifest IN ('study.leased', 'study.ended')
            ORDER BY sequence_number
            """;
        var id = query.CreateParameter();
        (id.ParameterName, id.Value) = ("id", $"study-{study}");
        query.Parameters.Add(id);

        var leases = new List<DateTimeOffset>();
        var ends = new List<DateTimeOffset>();
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            var message = (byte[])rows[1];
            if (rows.GetString(0) == "study.ended")
                ends.Add(MessagePackSerializer.Deserialize<StudyEvent.Ended>(message).At);
            else leases.Add(MessagePackSerializer.Deserialize<StudyEvent.Leased>(message).At);
        }

        return leases.Count > 0 && ends.Count > 0
            ? new(leases, ends)
            : throw new InvalidOperationException($"The journal holds no finished job of {study}.");
    }
}
