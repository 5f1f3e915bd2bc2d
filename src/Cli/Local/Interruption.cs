namespace Seedbed.Cli.Local;

using System.Runtime.InteropServices;

/// <summary>
/// Ctrl+C and SIGTERM: the first asks for a clean stop, the second ends the process and its children at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly CancellationTokenSource _forced = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Stop cleanly.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>Kill: what is registered here runs just before the process ends.</summary>
    public CancellationToken Forced => _forced.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _requested.Dispose();
        _forced.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_requested.IsCancellationRequested)
        {
            _requested.Cancel();
            return;
        }

        _forced.Cancel();
        Environment.Exit(ExitCode.Interrupted);
    }
}
