namespace Seedbed.TrainerNode.Node.Slots;

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Seedbed.Messages.Hosting;
using Seedbed.TrainerNode.Node.Store;
using Seedbed.TrainerNode.Slot.Pipe;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// Runs one slot: hands events to its <see cref="SlotState"/> one by one and carries out the instructions. Lives as
/// long as the node's process, whatever becomes of actor systems.
/// </summary>
public sealed partial class SlotSupervisor : IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Reports that were read and not handled yet, at most.</summary>
    private const int MaxReports = 16;

    private readonly Channel<SlotEvent> _events = Channel.CreateUnbounded<SlotEvent>(new() { SingleReader = true });
    private readonly SemaphoreSlim _reports = new(MaxReports);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _uploads = [];
    private readonly SlotLaunch _launch;
    private readonly StoreClient _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private SlotState _state;
    private SlotChild? _child;
    private int _owedReports;
    private volatile Action<IWorkMessage>? _coordinator;

    public SlotSupervisor(SlotOffer offer, SlotLaunch launch, StoreClient store, TimeProvider time, ILogger logger)
    {
        (_state, _launch, _store, _time, _logger) = (SlotState.Of(offer), launch, store, time, logger);
        _stopped = _stopping.Token;
        Slot = offer.Slot.Index;
        Post(new SlotEvent.Begun());
        Completion = Task.Run(RunAsync);
    }

    /// <summary>Index of the slot in its node.</summary>
    public int Slot { get; }

    /// <summary>The slot's process; null while there is none.</summary>
    public int? ProcessId => _child?.ProcessId;

    /// <summary>Ends with the slot; faulted if a mistake of ours ended it.</summary>
    public Task Completion { get; }

    /// <summary>From any thread. Handled in the order of calls.</summary>
    public void Post(SlotEvent @event) => _events.Writer.TryWrite(@event);

    /// <summary>Everything that is not acknowledged is offered again to this coordinator.</summary>
    /// <param name="send">May be called from any thread and must not block.</param>
    public void Connect(Action<IWorkMessage> send)
    {
        _coordinator = send;
        Post(new SlotEvent.Connected());
    }

    public void Disconnect(Action<IWorkMessage> send) => Interlocked.CompareExchange(ref _coordinator, null, send);

    /// <summary>
    /// Gives back what is unfinished, a pack in training at its next boundary and with checkpoints; completes once all
    /// of it is acknowledged.
    /// </summary>
    /// <param name="within">After this a pack that has not come to a boundary is given up.</param>
    public Task DrainAsync(TimeSpan within)
    {
        Post(new SlotEvent.Drained(within));
        return _drained.Task;
    }

    /// <summary>Ends the slot's process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _events.Writer.TryComplete();
        await Completion;
        _child?.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await using var ticks = _time.CreateTimer(_ => Post(new SlotEvent.Ticked()), null, TickInterval, TickInterval);
        while (await _events.Reader.WaitToReadAsync())
        {
            while (!_stopped.IsCancellationRequested && _events.Reader.TryRead(out var @event)) Handle(@event);
            if (_stopped.IsCancellationRequested) return;
        }
    }

    private void Handle(SlotEvent @event)
    {
        var (next, instructions) = _state.Handle(@event, _time.GetElapsedTime(0));
        _state = next;
        foreach (var instruction in instructions) CarryOut(instruction);

        if (@event is SlotEvent.ChildReported) _owedReports++;
        if (_owedReports > 0 && !_state.IsFull)
        {
            _reports.Release(_owedReports);
            _owedReports = 0;
        }

        if (_state.IsDrained) _drained.TrySetResult();
    }

    private void CarryOut(SlotInstruction instruction)
    {
        switch (instruction)
        {
            case SlotInstruction.Send send: _coordinator?.Invoke(send.Message); break;
            case SlotInstruction.Order order: _child?.Order(order.Content); break;
            case SlotInstruction.StartChild start: StartChild(start.Child); break;
            case SlotInstruction.KillChild: _child?.Dispose(); break;
            case SlotInstruction.UseStore use: _store.MoveTo(use.Url); break;
            case SlotInstruction.Fetch fetch: _ = FetchAsync(fetch); break;
            case SlotInstruction.FetchCheckpoint fetch: _ = FetchAsync(fetch); break;
            case SlotInstruction.Upload upload: _ = UploadAsync(upload); break;
            case SlotInstruction.Discard discard: Discard(discard.Path); break;
            default: throw new UnreachableException($"No rule for {instruction.GetType().Name}.");
        }
    }

    private void StartChild(long number)
    {
        try
        {
            _child = SlotChild.Start(_launch, report => Take(number, report), exit => Exited(number, exit));
            LogStarted(_launch.Device, _child.ProcessId);
        }
        catch (Exception refused) when (refused is Win32Exception or IOException)
        {
            Exited(number, ChildExit.Failed($"The slot's process does not start: {refused.Message}"));
        }
    }

    /// <summary>
    /// Blocks the thread that reads the child while the coordinator does not keep up: that is the backpressure.
    /// </summary>
    private void Take(long child, SlotReport report)
    {
        if (report is SlotReport.Warned warned)
        {
            LogWarned(ProgramWarning.LineOf(warned.Text)); // for people, and no matter of the slot's state
            return;
        }

        try
        {
            _reports.Wait(_stopped);
            Post(new SlotEvent.ChildReported(child, report));
        }
        catch (OperationCanceledException)
        {
            // The node ends; nobody takes reports any more.
        }
    }

    private void Exited(long child, ChildExit exit)
    {
        if (exit.Cause == ExitCause.Asked) LogEnded(exit.Reason);
        else LogExited(exit.Reason);
        Post(new SlotEvent.ChildExited(child, exit));
    }

    private async Task FetchAsync(SlotInstruction.Fetch fetch)
    {
        try
        {
            Post(new SlotEvent.DataFetched(fetch.Pack, await _store.FetchAsync(fetch.Content, _stopped)));
        }
        catch (Exception refused) when (refused is StoreRefusedException or IOException or UnauthorizedAccessException)
        {
            LogRefused(refused.Message);
            Post(new SlotEvent.DataRefused(fetch.Pack, refused.Message));
        }
        catch (OperationCanceledException)
        {
            // The node ends.
        }
    }

    private async Task FetchAsync(SlotInstruction.FetchCheckpoint fetch)
    {
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"from-{fetch.Pack}-{fetch.Lane}");
            var path = Path.Combine(_launch.Artifacts, name);
            await _store.FetchToAsync(path, fetch.Content, fetch.Place, _stopped);
            Post(new SlotEvent.CheckpointFetched(fetch.Pack, fetch.Lane, path));
        }
        catch (Exception refused) when (refused is StoreRefusedException or IOException or UnauthorizedAccessException)
        {
            LogRefused(refused.Message);
            Post(new SlotEvent.CheckpointMissing(fetch.Pack, fetch.Lane, refused.Message));
        }
        catch (OperationCanceledException)
        {
            // The node ends.
        }
    }

    private async Task UploadAsync(SlotInstruction.Upload upload)
    {
        using var discarding = CancellationTokenSource.CreateLinkedTokenSource(_stopped);
        _uploads[upload.Path] = discarding;
        try
        {
            await _store.UploadAsync(upload.Path, upload.Place, discarding.Token);
            Post(new SlotEvent.ArtifactStored(upload.Path));
        }
        catch (Exception refused) when (refused is StoreRefusedException or IOException or UnauthorizedAccessException)
        {
            LogRefused(refused.Message);
            Post(new SlotEvent.ArtifactRefused(upload.Path, refused.Message));
        }
        catch (OperationCanceledException)
        {
            File.Delete(upload.Path); // discarded, or the node ends and what it has is given back
        }
        finally
        {
            _uploads.TryRemove(upload.Path, out _);
        }
    }

    private void Discard(string path)
    {
        if (_uploads.TryRemove(path, out var upload)) upload.Cancel();
        else File.Delete(path);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slot on {Device} started as process {Process}")]
    private partial void LogStarted(string device, int process);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarned(string warning);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reason}")]
    private partial void LogEnded(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogExited(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogRefused(string reason);
}
