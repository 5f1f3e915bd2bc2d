namespace Seedbed.Cli.Tests.Chaos;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Serialization;
using Seedbed.Messages.Work;
using Xunit;

/// <summary>
/// A study's journal, read from its file or database event by event and held against what is promised of it, without
/// any code that reads it in the product.
/// </summary>
internal sealed class JournalAudit
{
    private readonly Dictionary<(int Cell, int Seed), Story> _jobs = [];
    private readonly List<string> _causes = [];

    private JournalAudit() { }

    /// <summary>Leases of all jobs together.</summary>
    public int Leases => _jobs.Values.Sum(job => job.Grants.Count);

    /// <summary>Leases that went on from a checkpoint.</summary>
    public int Resumed => _jobs.Values.Sum(job => job.Grants.Values.Count(grant => grant.ResumeFence > 0));

    /// <summary>Why jobs left leases without an outcome, in order.</summary>
    public IReadOnlyList<string> Causes => _causes;

    /// <summary>Points of all curves together, along the fences that end in the outcomes.</summary>
    public int Points => _jobs.Values.Sum(job => job.Curve().Count());

    /// <exception cref="Xunit.Sdk.XunitException">The journal breaks a promise.</exception>
    public static JournalAudit Of(string path, string study)
    {
        using var journal = FileAt(path);
        return Of(journal, study);
    }

    /// <exception cref="Xunit.Sdk.XunitException">The journal breaks a promise.</exception>
    public static JournalAudit Of(DbConnection journal, string study)
    {
        var audit = new JournalAudit();
        foreach (var @event in Events(journal, [$"study-{study}", $"metrics-{study}-0"])) audit.Take(@event);
        foreach (var (_, job) in audit._jobs) job.AssertWhole();
        return audit;
    }

    /// <summary>Whether any job of the study has points yet; also while the journal is being written.</summary>
    public static bool HasPoints(string path, string study)
    {
        try
        {
            using var journal = FileAt(path);
            return File.Exists(path) && Events(journal, [$"metrics-{study}-0"]).Any();
        }
        catch (SqliteException)
        {
            return false; // it has no tables yet
        }
    }

    private void Take(object @event)
    {
        switch (@event)
        {
            case StudyEvent.Leased leased:
                foreach (var grant in leased.Jobs) Of(grant.Cell, grant.Seed).Grant(grant);
                break;
            case StudyEvent.Checkpointed(var cell, var seed, var checkpoint, _): Of(cell, seed).Keep(checkpoint); break;
            case StudyEvent.Ended ended: Of(ended.Cell, ended.Seed).End(ended); break;
            case StudyEvent.Interrupted interrupted: _causes.Add(interrupted.Cause); break;
            case StudyEvent.AttemptFailed failed: _causes.Add(failed.Reason.Split('\n')[0]); break;
            case StudyEvent.GivenUp given: Assert.Fail($"A job was given up: {given}."); break;
            case StudyEvent.ReplayDiffered differed: Assert.Fail($"An epoch came out otherwise: {differed}."); break;
            case MetricsEvent.PointsRecorded points: Of(points.Cell, points.Seed).Record(points); break;
        }
    }

    private Story Of(int cell, int seed) =>
        _jobs.TryGetValue((cell, seed), out var story) ? story : _jobs[(cell, seed)] = new();

    private static SqliteConnection FileAt(string path) => new($"Data Source={path};Mode=ReadOnly;Pooling=False");

    private static IEnumerable<object> Events(DbConnection journal, string[] streams)
    {
        journal.Open();
        foreach (var stream in streams)
        {
            using var query = journal.CreateCommand();
            query.CommandText =
                "SELECT manifest, message FROM journal WHERE persistence_id = @stream ORDER BY sequence_number";
            var parameter = query.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("stream", stream);
            query.Parameters.Add(parameter);
            using var rows = query.ExecuteReader();
            while (rows.Read())
            {
                var manifest = rows.GetString(0);
                yield return MessageTable.All.Single(type => type.Manifest == manifest)
                    .Read((byte[])rows.GetValue(1));
            }
        }
    }

    /// <summary>One job.</summary>
    private sealed class Story
    {
        private readonly Dictionary<(long Fence, int Number), MetricPoints> _batches = [];
        private readonly Dictionary<(long Fence, long Step), Checkpoint> _checkpoints = [];
        private StudyEvent.Ended? _end;

        public SortedDictionary<long, Grant> Grants { get; } = [];

        public void Grant(Grant grant)
        {
            Assert.Null(_end);
            Assert.True(Grants.Count == 0 || grant.Fence > Grants.Keys.Last(), "A fence only grows.");
            if (grant.ResumeFence > 0) Assert.Contains((grant.ResumeFence, grant.ResumeStep), _checkpoints.Keys);
            Grants.Add(grant.Fence, grant);
        }

        public void Keep(Checkpoint checkpoint)
        {
            Assert.Equal(Grants.Keys.Last(), checkpoint.Fence);
            _checkpoints.Add((checkpoint.Fence, checkpoint.Step), checkpoint);
        }

        public void End(StudyEvent.Ended end)
        {
            Assert.Null(_end);
            Assert.Equal(Grants.Keys.Last(), end.Fence);
            _end = end;
        }

        public void Record(MetricsEvent.PointsRecorded points)
        {
            Assert.Equal(_batches.Keys.Count(batch => batch.Fence == points.Fence) + 1, points.Number);
            _batches.Add((points.Fence, points.Number), points.Points);
        }

        public void AssertWhole()
        {
            Assert.NotNull(_end);
            var curve = Curve().ToList();
            Assert.Equal(curve.Count, curve.Distinct().Count());
        }

        /// <summary>Metric and step of every point that counts.</summary>
        public IEnumerable<(string Metric, long Step)> Curve()
        {
            Assert.NotNull(_end);
            var (fence, last) = (_end.Fence, _end.Result.LastBatch);
            while (true)
            {
                for (var number = 1; number <= last; number++)
                    foreach (var point in _batches[(fence, number)].Unpack()) yield return (point.Metric, point.Step);
                if (Grants[fence] is not { ResumeFence: > 0 } grant) yield break;
                (fence, last) = (grant.ResumeFence, _checkpoints[(grant.ResumeFence, grant.ResumeStep)].LastBatch);
            }
        }
    }
}
