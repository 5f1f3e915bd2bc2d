namespace Seedbed.Coordinator.LiveStatistics;

using System.Diagnostics;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;

/// <summary>
/// What a study shows while it runs, kept up with each durable event. The table is made when it is first asked for.
/// </summary>
public sealed class LiveStudy(StudyId study)
{
    /// <summary>Room in a version for batches of points between two events.</summary>
    private const int PointBits = 16;

    private readonly RunningCurves _curves = new();
    private CellTallies? _tallies;
    private LiveComparisons? _comparisons;
    private long _version;

    /// <summary>The journal stands here: versions grow with it, also when the study is recovered elsewhere.</summary>
    /// <param name="sequenceNumber">Of the last durable event.</param>
    public void Reach(long sequenceNumber) => _version = Math.Max(_version + 1, sequenceNumber << PointBits);

    /// <param name="state">The state after the event.</param>
    /// <exception cref="UnreachableException">There is no rule for the event.</exception>
    public void Apply(StudyEvent @event, StudyState state)
    {
        switch (@event)
        {
            case StudyEvent.Submitted or StudyEvent.Cancelled or StudyEvent.Retried:
                (_tallies, _comparisons) = (null, null);
                break;
            case StudyEvent.Ended ended: End(new(ended.Cell, ended.Seed), state); break;
            case StudyEvent.JobCancelled cancelled: End(new(cancelled.Cell, cancelled.Seed), state); break;
            case StudyEvent.GivenUp given: End(new(given.Cell, given.Seed), state); break;
            case StudyEvent.AttemptFailed failed: _curves.Close(new(failed.Cell, failed.Seed)); break;
            case StudyEvent.Interrupted interrupted: _curves.Close(new(interrupted.Cell, interrupted.Seed)); break;
            case StudyEvent.Leased: break; // shown once points of it come
            case StudyEvent.Checkpointed or StudyEvent.CheckpointDropped or StudyEvent.ReplayDiffered: break;
            case StudyEvent.Paused or StudyEvent.Resumed: break;
            default: throw new UnreachableException($"No rule for {@event.GetType().Name}.");
        }
    }

    /// <summary>Points of an open job became durable.</summary>
    public void Apply(JobKey job, long fence, MetricPoints points)
    {
        _version++;
        _curves.Add(job, fence, points);
    }

    /// <exception cref="InvalidOperationException">The study was never submitted.</exception>
    public StudyView View(StudyState state)
    {
        _tallies ??= new CellTallies(state);
        _comparisons ??= new LiveComparisons(state);
        return new(
            study.Name,
            _version,
            state.Specification.Program,
            state.Specification.Report.Metrics,
            state.JobCounts,
            state.Order.Cells,
            _tallies.View(),
            _curves.View(state),
            state.IsPaused,
            state.Specification.Standing.Weight,
            state.Specification.Standing.Priority,
            _comparisons.View());
    }

    private void End(JobKey job, StudyState state)
    {
        _curves.Close(job);
        if (state.Jobs.GetValueOrDefault(job) is not JobState.Ended ended) return;

        _tallies?.Add(job, ended);
        _comparisons?.Add(job, ended);
    }
}
