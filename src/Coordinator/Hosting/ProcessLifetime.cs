namespace Seedbed.Coordinator.Hosting;

using Seedbed.Messages.Hosting;

/// <summary>Ends the host, in good order, on the process's <see cref="StopSignal"/>.</summary>
internal sealed class ProcessLifetime(IHostApplicationLifetime application, CoordinatorOptions options)
    : IHostLifetime, IDisposable
{
    private readonly StopSignal _stop = new(options.Lifeline);

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _stop.Token.Register(application.StopApplication);
        if (options.Lifeline) _stop.HoldLifeline(Console.In);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();
}
