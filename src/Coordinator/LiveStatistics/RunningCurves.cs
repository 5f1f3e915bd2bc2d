namespace Seedbed.Coordinator.LiveStatistics;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;

/// <summary>
/// How far the open jobs are, by their stored points: the last step, and the last value of the first validation curve.
/// </summary>
public sealed class RunningCurves
{
    private const string ValidationPrefix = "val.";

    private readonly Dictionary<JobKey, Progress> _open = [];

    public void Add(JobKey job, long fence, MetricPoints points)
    {
        if (points.Count == 0) return; // a batch of epochs alone

        var progress = _open.TryGetValue(job, out var known) && known.Fence == fence
            ? known
            : new Progress(fence, 0, null, null);
        foreach (var point in points.Unpack())
        {
            progress = progress with { Step = Math.Max(progress.Step, point.Step) };
            if (point.Metric == (progress.Metric ?? FirstOf(point.Metric)))
                progress = progress with { Metric = point.Metric, Value = point.Value };
        }

        _open[job] = progress;
    }

    /// <summary>The curve itself if it may be the one shown.</summary>
    private static string? FirstOf(string metric) =>
        metric.StartsWith(ValidationPrefix, StringComparison.Ordinal) ? metric : null;

    public void Close(JobKey job) => _open.Remove(job);

    /// <summary>The jobs in open leases, by slot, as many as a view shows.</summary>
    public IReadOnlyList<RunningJob> View(StudyState state) =>
        [.. (from lease in state.Leases.Values
            orderby lease.Id.Slot.Node, lease.Id.Slot.Index
            from job in lease.Jobs
            select View(new(job.Cell, job.Seed), job.Fence, lease.Id.Slot.ToString())).Take(StudyView.MaxRunning)];

    private RunningJob View(JobKey job, long fence, string slot) =>
        _open.TryGetValue(job, out var progress) && progress.Fence == fence
            ? new(job.Cell, job.Seed, slot, fence, progress.Step, progress.Metric, progress.Value)
            : new(job.Cell, job.Seed, slot, fence, null, null, null);

    private readonly record struct Progress(long Fence, long Step, string? Metric, double? Value);
}
