namespace Seedbed.TrainerNode.Node.Slots;

using System.Diagnostics;
using System.IO.Pipes;
using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Pipe;

/// <summary>
/// One process of a slot and the two pipes to it. Threads of its own read it: a pipe is read by blocking, which the
/// thread pool that carries heartbeats must not do.
/// </summary>
public sealed class SlotChild : IDisposable
{
    private static readonly Lock Starting = new();
    private static readonly TimeSpan ExitTime = TimeSpan.FromSeconds(5);
    private readonly Lock _ending = new();
    private readonly Process _process;
    private readonly AnonymousPipeServerStream _orders;
    private readonly AnonymousPipeServerStream _reports;
    private readonly FrameWriter<SlotOrder> _frames;
    private readonly SlotLog _log;
    private bool _wasAsked;
    private bool _isDisposed;

    private SlotChild(Process process, AnonymousPipeServerStream orders, AnonymousPipeServerStream reports, SlotLog log)
    {
        (_process, _orders, _reports, _log) = (process, orders, reports, log);
        _frames = new(orders);
        ProcessId = process.Id;
    }

    public int ProcessId { get; }

    /// <summary>Starts the process. The callbacks come from a thread of the child's own.</summary>
    /// <param name="report">Called with every report, in order; while it blocks nothing is read.</param>
    /// <param name="exited">Called once, last.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The executable cannot be started.</exception>
    public static SlotChild Start(SlotLaunch launch, Action<SlotReport> report, Action<ChildExit> exited)
    {
        var child = Start(launch);
        var output = child.Capture(child._process.StandardOutput);
        var error = child.Capture(child._process.StandardError);
        var reading = new Thread(() => child.ReadToExit(report, exited, output, error))
        {
            IsBackground = true,
            Name = "slot reports",
        };
        reading.Start();
        return child;
    }

    /// <summary>Without effect once the process is gone: that is told by <c>exited</c>.</summary>
    public void Order(SlotOrder order)
    {
        try
        {
            _frames.Append(order);
            _frames.Flush();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The reading thread sees the same end.
        }
    }

    /// <summary>Kills the process. <c>exited</c> is still called.</summary>
    public void Dispose()
    {
        Kill(isAsked: true);
        _orders.Dispose();
    }

    private void Kill(bool isAsked)
    {
        lock (_ending)
        {
            if (_isDisposed) return; // it has no process id any more
            if (!_process.HasExited) _wasAsked |= isAsked;
            _process.Kill();
        }
    }

    /// <remarks>
    /// One at a time: a process that is started between the making of another's pipes and the closing of this side's
    /// copies would inherit them, and keep them open when their owner is gone.
    /// </remarks>
    private static SlotChild Start(SlotLaunch launch)
    {
        lock (Starting)
        {
            var orders = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var reports = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            try
            {
                var process = new Process
                {
                    StartInfo = launch.StartInfo(orders.GetClientHandleAsString(), reports.GetClientHandleAsString()),
                };
                process.Start();
                process.StandardInput.Close();
                return new(process, orders, reports, new(launch.LogPath));
            }
            finally
            {
                orders.DisposeLocalCopyOfClientHandle();
                reports.DisposeLocalCopyOfClientHandle();
            }
        }
    }

    private Thread Capture(StreamReader output)
    {
        var thread = new Thread(Read) { IsBackground = true, Name = "slot output" };
        thread.Start();
        return thread;

        void Read()
        {
            while (output.ReadLine() is { } line) _log.Add(line);
        }
    }

    private void ReadToExit(Action<SlotReport> report, Action<ChildExit> exited, Thread output, Thread error)
    {
        string? broken = null;
        try
        {
            using var frames = new FrameReader<SlotReport>(_reports);
            while (frames.TryRead(out var next)) report(next);
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException)
        {
            broken = cut.Message;
        }

        if (!_process.WaitForExit(ExitTime)) Kill(isAsked: false);
        _process.WaitForExit();
        output.Join(ExitTime);
        error.Join(ExitTime);
        exited(Describe(broken));
        lock (_ending)
        {
            _isDisposed = true;
            _process.Dispose();
        }

        _orders.Dispose();
        _log.Dispose();
    }

    private ChildExit Describe(string? broken)
    {
        lock (_ending)
        {
            if (_wasAsked) return ChildExit.Asked;
        }

        var exit = ChildExit.Of(_process.ExitCode);
        var reason = broken is null or "" ? exit.Reason : $"{exit.Reason} {broken}";
        var tail = _log.Tail(FailureReason.MaxCharacters - reason.Length - 40);
        return exit with { Reason = tail.Length == 0 ? reason : $"{reason} Its last lines:\n{tail}" };
    }
}
