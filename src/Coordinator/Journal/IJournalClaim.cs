namespace Seedbed.Coordinator.Journal;

/// <summary>
/// The right to be the one who acts on a journal, until disposal. Whoever acts has it before it reads the first event.
/// </summary>
public interface IJournalClaim : IAsyncDisposable
{
    /// <summary>Completes, with the name of who has it now, when it passed to somebody else.</summary>
    Task<string> Lost { get; }
}

/// <summary>A right that nobody else asks for, because the journal lies in a directory that is locked.</summary>
internal sealed class UnrivalledClaim : IJournalClaim
{
    public Task<string> Lost { get; } = new TaskCompletionSource<string>().Task;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
