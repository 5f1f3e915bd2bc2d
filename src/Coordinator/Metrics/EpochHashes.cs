namespace Seedbed.Coordinator.Metrics;

using Seedbed.Coordinator.Studies;
using Seedbed.Data;
using Seedbed.Messages.Work;

/// <summary>
/// What state each open job was in when its epochs ended, the first time each was trained. An epoch that is trained
/// again, under a later lease, is held against it. Of each job the latest <see cref="PerJob"/> are kept.
/// </summary>
public sealed class EpochHashes
{
    public const int PerJob = 1_000;

    private readonly Dictionary<JobKey, SortedList<long, ContentHash>> _byStep = [];

    /// <summary>May be repeated.</summary>
    /// <returns>The first step at which the job was in another state before; null if there is none.</returns>
    public long? Store(JobKey job, IReadOnlyList<EpochHash> epochs)
    {
        if (epochs.Count == 0) return null;
        if (!_byStep.TryGetValue(job, out var known)) _byStep[job] = known = [];
        long? differing = null;
        foreach (var (step, state) in epochs)
        {
            if (!known.TryAdd(step, state) && known[step] != state) differing ??= step;
            if (known.Count > PerJob) known.RemoveAt(0);
        }

        return differing;
    }

    /// <summary>The latest epochs of a job, oldest first; null if none are known.</summary>
    public IReadOnlyList<EpochHash>? Latest(JobKey job, int count) =>
        _byStep.TryGetValue(job, out var known) && count > 0
            ? [.. known.Skip(known.Count - count).Select(epoch => new EpochHash(epoch.Key, epoch.Value))]
            : null;

    public void Forget(JobKey job) => _byStep.Remove(job);
}
