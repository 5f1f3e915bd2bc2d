namespace Seedbed.Coordinator.Hosting;

using System.Runtime.InteropServices;

/// <summary>
/// Ends the host on SIGTERM, SIGHUP and SIGINT, or with a lifeline on the end of standard input: then Ctrl+C, which the
/// terminal sends to child processes too, is left to the parent.
/// </summary>
internal sealed class ProcessLifetime(IHostApplicationLifetime application, CoordinatorOptions options)
    : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT])
            _signals.Add(PosixSignalRegistration.Create(signal, Handle));
        if (options.Lifeline)
            Task.Factory.StartNew(
                HoldLifeline, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;                           // the host ends the process, not the runtime
        if (context.Signal is not PosixSignal.SIGINT || !options.Lifeline) application.StopApplication();
    }

    private void HoldLifeline()
    {
        using var input = Console.OpenStandardInput();
        var ignored = new byte[256];
        while (input.Read(ignored) > 0) { }
        application.StopApplication();
    }
}
