namespace Seedbed.Messages.Hosting;

using System.Runtime.InteropServices;

/// <summary>
/// When a process is to stop: SIGTERM, SIGHUP or SIGINT, or with a lifeline the end of standard input. Then SIGINT is
/// left to whoever holds the lifeline's other end: Ctrl+C reaches all processes of a terminal.
/// </summary>
public sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly bool _hasLifeline;
    private readonly PosixSignalRegistration[] _signals;

    public StopSignal(bool hasLifeline)
    {
        _hasLifeline = hasLifeline;
        _signals =
        [
            .. from signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT]
               select PosixSignalRegistration.Create(signal, Handle),
        ];
    }

    public CancellationToken Token => _stopping.Token;

    /// <param name="input">Standard input, from which everything up to its end is read and ignored.</param>
    public void HoldLifeline(TextReader input) =>
        new Thread(() => ReadToEnd(input)) { IsBackground = true, Name = "lifeline" }.Start();

    /// <summary>The process stops for a reason of its own.</summary>
    public void Request() => _stopping.Cancel();

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true; // the process ends by itself, in good order
        if (context.Signal is not PosixSignal.SIGINT || !_hasLifeline) _stopping.Cancel();
    }

    private void ReadToEnd(TextReader input)
    {
        var ignored = new char[256];
        while (input.Read(ignored) > 0) { }
        _stopping.Cancel();
    }
}
