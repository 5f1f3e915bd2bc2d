namespace Seedbed.Coordinator.Tests.Journal;

using LinqToDB;
using LinqToDB.Data;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Tests.Hosting;
using Xunit;

public sealed class JournalFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]                     // FULL
    [InlineData("busy_timeout", "10000")]
    public void A_connection_to_a_prepared_file_is_durable(string pragma, string expected)
    {
        var files = JournalFiles.In(_directory.Path);
        files.Prepare();

        var journal = new SqliteJournal(files);
        foreach (var database in (DataOptions[])[journal.Events, journal.Snapshots])
        {
            using var connection = new DataConnection(database);
            Assert.Equal(expected, connection.Execute<string>($"PRAGMA {pragma}"));
        }
    }

    [Fact]
    public void Files_may_be_prepared_again()
    {
        JournalFiles.In(_directory.Path).Prepare();

        JournalFiles.In(_directory.Path).Prepare();

        Assert.True(File.Exists(JournalFiles.In(_directory.Path).Events));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_by_name()
    {
        var files = JournalFiles.In(_directory.Path);
        File.WriteAllText(files.Events, new string('?', 5_000));

        var refusal = Assert.Throws<JournalUnusableException>(files.Prepare);

        Assert.Contains(files.Events, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not a database", refusal.Message, StringComparison.Ordinal);
    }
}
