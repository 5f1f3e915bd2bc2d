namespace Seedbed.Coordinator.Tests;

using LinqToDB;
using Seedbed.Coordinator.Journal;

/// <summary>Of a journal the claims alone: the test says when one is granted, and when it is lost.</summary>
internal sealed class ClaimedJournal : IJournal
{
    private TaskCompletionSource _free = Free();
    private TaskCompletionSource<string> _loss = new();

    public string Name => "a journal in memory";

    public string Provider => throw new NotSupportedException();

    public int Writers => throw new NotSupportedException();

    public DataOptions Events => throw new NotSupportedException();

    public DataOptions Snapshots => throw new NotSupportedException();

    /// <summary>Claims that were granted and not released.</summary>
    public int Open { get; private set; }

    public Task Prepare(Action<string> say, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<IJournalClaim> Claim(Action<string> say, CancellationToken cancellation)
    {
        await _free.Task.WaitAsync(cancellation);
        Open++;
        _loss = new();
        return new Claimed(_loss.Task, () => Open--);
    }

    /// <summary>From now on somebody else has it.</summary>
    public void Oust(string holder)
    {
        _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _loss.SetResult(holder);
    }

    /// <summary>Whoever had it has it no more.</summary>
    public void Release() => _free.TrySetResult();

    private static TaskCompletionSource Free()
    {
        var free = new TaskCompletionSource();
        free.SetResult();
        return free;
    }

    private sealed class Claimed(Task<string> lost, Action release) : IJournalClaim
    {
        public Task<string> Lost => lost;

        public ValueTask DisposeAsync()
        {
            release();
            return ValueTask.CompletedTask;
        }
    }
}
