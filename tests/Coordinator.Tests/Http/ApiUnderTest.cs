namespace Seedbed.Coordinator.Tests.Http;

using Akka.Actor;
using Microsoft.Data.Sqlite;
using Seedbed.Coordinator.Hosting;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Hosting;

/// <summary>
/// The real host with the real web server on a free port and the real journal, in front of some coordinator actor.
/// </summary>
internal sealed class ApiUnderTest : IAsyncDisposable
{
    private readonly StateDirectory _state;
    private readonly TemporaryDirectory? _own;

    private ApiUnderTest(StateDirectory state, CoordinatorHost host, TemporaryDirectory? own)
    {
        (_state, Host, _own) = (state, host, own);
        Client = new() { BaseAddress = new(host.Http, "/api/v1/") };
    }

    public CoordinatorHost Host { get; }

    public HttpClient Client { get; }

    public string StoreDirectory => _state.Store;

    /// <summary>In front of a scripted coordinator, in a directory of its own.</summary>
    /// <param name="storage">Null for the one in the directory.</param>
    public static Task<ApiUnderTest> Start(Func<object, object?> answer, IStorage? storage = null)
    {
        var own = new TemporaryDirectory();
        return Start(own.Path, journal: null, storage, parts => ScriptedCoordinator.Props(answer, parts), own);
    }

    /// <summary>In front of the coordinator itself.</summary>
    /// <param name="journal">Null for the one in the directory.</param>
    public static Task<ApiUnderTest> Start(string directory, IJournal? journal = null) =>
        Start(
            directory, journal, storage: null, parts => CoordinatorActor.Props(parts, new(), TimeProvider.System),
            own: null);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _state.Dispose();
        SqliteConnection.ClearAllPools();
        _own?.Dispose();
    }

    private static async Task<ApiUnderTest> Start(
        string directory, IJournal? journal, IStorage? storage, Func<CoordinatorParts, Props> coordinator,
        TemporaryDirectory? own)
    {
        var options = new CoordinatorOptions(
            directory, Journal: null, new StorePlace.InState(), new("http://127.0.0.1:0"), Advertised: null,
            "127.0.0.1", 0, Peers: [],
            Lifeline: false);
        var state = new StateDirectory(options.State);
        journal ??= new SqliteJournal(state.Journal);
        await journal.Prepare(_ => { }, CancellationToken.None);
        storage ??= new DirectoryStorage(state.Store, TimeProvider.System);
        return new(
            state,
            await CoordinatorHost.Start(options, state, journal, storage, coordinator, CancellationToken.None), own);
    }
}
