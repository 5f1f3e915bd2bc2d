namespace Seedbed.Coordinator.Metrics;

using Seedbed.Coordinator.Studies;

/// <summary>
/// Which batch of each open job is stored last: what tells a repeated batch from a new one. Ended jobs are forgotten.
/// </summary>
public sealed class BatchNumbers
{
    private readonly Dictionary<JobKey, LastBatch> _last = [];

    public IReadOnlyDictionary<JobKey, LastBatch> Open => _last;

    public BatchVerdict Judge(JobKey job, long fence, int number)
    {
        var last = _last.GetValueOrDefault(job);
        if (fence < last.Fence) return BatchVerdict.Superseded;

        var stored = fence == last.Fence ? last.Number : 0;
        return number <= stored ? BatchVerdict.Repeated
            : number == stored + 1 ? BatchVerdict.Next
            : BatchVerdict.OutOfTurn;
    }

    public void Store(JobKey job, long fence, int number) => _last[job] = new(fence, number);

    /// <summary>The job ended under this fence.</summary>
    /// <returns>Whether it is forgotten: not if a later lease has stored batches.</returns>
    public bool Forget(JobKey job, long fence) =>
        _last.TryGetValue(job, out var last) && last.Fence <= fence && _last.Remove(job);
}

/// <param name="Number">From 1; 0 if there is none.</param>
public readonly record struct LastBatch(long Fence, int Number);

public enum BatchVerdict
{
    /// <summary>To be stored.</summary>
    Next,

    /// <summary>Stored before.</summary>
    Repeated,

    /// <summary>One before it is missing: the node offers both again.</summary>
    OutOfTurn,

    /// <summary>A later lease has stored batches.</summary>
    Superseded,
}
