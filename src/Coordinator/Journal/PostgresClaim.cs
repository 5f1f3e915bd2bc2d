namespace Seedbed.Coordinator.Journal;

using Npgsql;

/// <summary>
/// An advisory lock of a PostgreSQL database, held by a session that speaks once a second. A holder that was silent for
/// longer is frozen or cut off: whoever asks then ends all of its sessions, a transaction in the middle included. A
/// holder whose session broke takes the lock again, unless somebody else has it.
/// </summary>
internal sealed class PostgresClaim : IJournalClaim
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly PostgresAddress _address;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _released = new();
    private readonly Task _holding;

    private PostgresClaim(PostgresAddress address, ClaimSession session, TimeProvider time)
    {
        (_address, _time) = (address, time);
        _holding = Hold(session);
    }

    public Task<string> Lost => _lost.Task;

    /// <summary>Waits until nobody else has it.</summary>
    /// <param name="say">Told, for people, who has it.</param>
    /// <exception cref="OperationCanceledException">Not waited for any longer.</exception>
    public static async Task<PostgresClaim> Take(
        PostgresAddress address, Action<string> say, TimeProvider time, CancellationToken cancellation)
    {
        ClaimSession? session = null;
        string? said = null;
        try
        {
            while (true)
            {
                try
                {
                    session ??= await ClaimSession.Open(address, cancellation);
                    if (await session.TryTake(cancellation)) return new(address, Pass(ref session), time);

                    if (await session.Holder(cancellation) is { } holder)
                    {
                        if (holder.Silence > Silence) await session.EndSessionsOf(holder.Name, cancellation);
                        if (said != holder.Name) say($"{address} is held by {said = holder.Name}; waiting for it.");
                    }
                }
                catch (Exception failed) when (IsOfSession(failed))
                {
                    if (session is not null) await session.DisposeAsync();
                    session = null;
                    if (said != failed.Message)
                        say($"{address} cannot be claimed: {said = failed.Message} Trying again.");
                }

                await Task.Delay(BetweenLooks, time, cancellation);
            }
        }
        finally
        {
            if (session is not null) await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _released.CancelAsync();
        await _holding;
        _released.Dispose();
    }

    /// <summary>Also the one that a command gets whose connection was found dead before it.</summary>
    private static bool IsOfSession(Exception failed) =>
        failed is NpgsqlException or TimeoutException or InvalidOperationException;

    /// <summary>What holds the session from now on disposes of it.</summary>
    private static ClaimSession Pass(ref ClaimSession? session)
    {
        var passed = session!;
        session = null;
        return passed;
    }

    private async Task Hold(ClaimSession first)
    {
        var session = first;
        try
        {
            while (true)
            {
                await Task.Delay(Beat, _time, _released.Token);
                try
                {
                    await session.Beat(_released.Token);
                }
                catch (Exception broken) when (IsOfSession(broken))
                {
                    await session.DisposeAsync();
                    (session, var other) = await Retake();
                    if (other is null) continue;

                    _lost.TrySetResult(other);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Released.
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>While the server cannot be reached nobody else can take the lock there, either.</summary>
    /// <returns>Also who else has it; null if it is held again.</returns>
    private async Task<(ClaimSession Session, string? Other)> Retake()
    {
        while (true)
        {
            try
            {
                var session = await ClaimSession.Open(_address, _released.Token);
                if (await session.TryTake(_released.Token)) return (session, null);
                if (await session.Holder(_released.Token) is { } holder)
                {
                    if (holder.Name != _address.Session) return (session, holder.Name);
                    await session.End(holder.Process, _released.Token); // what is left of our own
                }

                await session.DisposeAsync();
            }
            catch (Exception broken) when (IsOfSession(broken))
            {
                // It comes back, or this process is told to stop.
            }

            await Task.Delay(BetweenLooks, _time, _released.Token);
        }
    }
}
