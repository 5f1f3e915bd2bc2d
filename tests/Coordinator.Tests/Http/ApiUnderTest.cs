namespace Seedbed.Coordinator.Tests.Http;

using Microsoft.Data.Sqlite;
using Seedbed.Coordinator.Hosting;
using Seedbed.Coordinator.Tests.Hosting;

/// <summary>The real host with the real web server on a free port, in front of a scripted coordinator actor.</summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly StateDirectory _state;

    private ApiUnderTest(TemporaryDirectory directory, StateDirectory state, CoordinatorHost host)
    {
        (_directory, _state, Host) = (directory, state, host);
        Client = new() { BaseAddress = new(host.Http, "/api/v1/") };
    }

    public CoordinatorHost Host { get; }

    public HttpClient Client { get; }

    public string StoreDirectory => _state.Store;

    public static async Task<ApiUnderTest> Start(Func<object, object?> answer)
    {
        var directory = new TemporaryDirectory();
        var options = new CoordinatorOptions(directory.Path, new("http://127.0.0.1:0"), "127.0.0.1", 0, Lifeline: false);
        var state = new StateDirectory(options.State);
        state.Journal.Prepare();
        return new(directory, state, await CoordinatorHost.Start(options, state, _ => ScriptedCoordinator.Props(answer)));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _state.Dispose();
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }
}
