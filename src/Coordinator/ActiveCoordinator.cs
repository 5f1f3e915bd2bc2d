namespace Seedbed.Coordinator;

/// <summary>
/// Which coordinator acts now, as far as this process knows. Nobody while one takes over from another. For all threads.
/// </summary>
public sealed class ActiveCoordinator(TimeProvider time)
{
    /// <summary>How long one that does not act any more may take to answer what it was asked.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private TaskCompletionSource<Holder> _known = Unknown();

    /// <param name="Url">Of its HTTP API.</param>
    /// <param name="IsHere">Whether it is in this process.</param>
    public sealed record Holder(Uri Url, bool IsHere)
    {
        internal CancellationTokenSource Leaving { get; } = new();

        /// <summary>Cancelled when it has not acted for so long that nobody should wait for it any more.</summary>
        public CancellationToken Left => Leaving.Token;

        internal bool Is(Uri url, bool isHere) => Url == url && IsHere == isHere;
    }

    /// <summary>Null while nobody is known to act.</summary>
    public Holder? Now
    {
        get
        {
            var known = _known.Task;
            return known.IsCompletedSuccessfully ? known.Result : null;
        }
    }

    /// <summary>Completes when one is known to act.</summary>
    public async Task<Holder> Wait(CancellationToken cancellation)
    {
        Task<Holder> known;
        lock (_lock) known = _known.Task;
        return await known.WaitAsync(cancellation);
    }

    /// <summary>This process's own has recovered and acts.</summary>
    public void Begin(Uri url) => Change(url, isHere: true, _ => true);

    /// <summary>This process's own does not act any more.</summary>
    public void End() => Change(null, isHere: false, now => now is { IsHere: true });

    /// <summary>Another one says that it acts. What this process knows of its own goes before.</summary>
    public void Hear(Uri url) => Change(url, isHere: false, now => now is not { IsHere: true });

    /// <summary>The other one at this address does not answer.</summary>
    public void Forget(Uri url) => Change(null, isHere: false, now => now?.Is(url, isHere: false) == true);

    private void Change(Uri? url, bool isHere, Predicate<Holder?> applies)
    {
        lock (_lock)
        {
            var now = Now;
            if (!applies(now) || (url is null ? now is null : now?.Is(url, isHere) == true)) return;

            if (now is not null)
            {
                _ = Task.Delay(Grace, time).ContinueWith(_ => now.Leaving.Cancel(), TaskScheduler.Default);
                _known = Unknown();
            }

            if (url is not null) _known.SetResult(new(url, isHere));
        }
    }

    private static TaskCompletionSource<Holder> Unknown() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
