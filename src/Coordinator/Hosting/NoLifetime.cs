namespace Seedbed.Coordinator.Hosting;

/// <summary>Leaves signals to the process: it outlives hosts, and tells them when to stop.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
