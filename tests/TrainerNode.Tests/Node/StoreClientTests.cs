namespace Seedbed.TrainerNode.Tests.Node;

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.TrainerNode.Node.Store;
using Xunit;

/// <summary>Against a real HTTP server.</summary>
public sealed class StoreClientTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(number => (byte)number)];
    private static readonly ContentHash Hash = new(Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-store-");
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<int> _answers = new();
    private readonly ConcurrentDictionary<string, byte[]> _kept = [];
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StoreClient _store;
    private WebApplication? _server;
    private int _requests;

    public StoreClientTests() => _store = NewClient();

    private StoreClient NewClient() =>
        new(_http, Path.Combine(_folder.FullName, "content"), TimeProvider.System, NullLogger.Instance);

    private string Url(string store) => $"{_server!.Urls.Single()}/{store}/";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.MapGet("/right/{name}", () => Answer(Content));
        _server.MapGet("/wrong/{name}", () => Answer([1, 2, 3]));
        _server.MapGet("/silent/{name}", async (CancellationToken cancellation) =>
        {
            _heard.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        _server.MapPut("/right/{name}", async (string name, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _kept[name] = body.ToArray();
            return Answer([]);
        });
        await _server.StartAsync();
    }

    public Task DisposeAsync() => _server!.DisposeAsync().AsTask();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Content_is_fetched_once_for_all_slots_and_kept()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Fetch("right")));
        paths = [.. paths, await Fetch("right")];

        Assert.Equal(1, _requests);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Assert.Single(paths.Distinct())));
    }

    [Fact]
    public async Task Content_with_another_hash_is_refused_and_not_kept()
    {
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Fetch("wrong"));

        Assert.Contains(Hash.Hex, refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
        await Fetch("right");
    }

    [Fact]
    public async Task Content_that_was_damaged_in_the_cache_is_fetched_anew_by_the_next_process()
    {
        var path = await Fetch("right");
        await File.WriteAllBytesAsync(path, [1, 2, 3]);

        var next = NewClient();
        next.MoveTo(Url("right"));

        Assert.Equal(Content, await File.ReadAllBytesAsync(await next.FetchAsync(Hash, CancellationToken.None)));
    }

    [Fact]
    public async Task What_belongs_to_one_slot_is_fetched_for_it_and_not_kept_for_others()
    {
        string[] paths = [Path.Combine(_folder.FullName, "a", "1"), Path.Combine(_folder.FullName, "a", "2")];

        _store.MoveTo(Url("right"));
        foreach (var path in paths) await _store.FetchToAsync(path, Hash, "any", CancellationToken.None);

        Assert.All(paths, path => Assert.Equal(Content, File.ReadAllBytes(path)));
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "content")));
        _store.MoveTo(Url("wrong"));
        await Assert.ThrowsAsync<StoreRefusedException>(
            () => _store.FetchToAsync(paths[0], Hash, "any", CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_again()
    {
        _answers.Enqueue(StatusCodes.Status503ServiceUnavailable);
        _answers.Enqueue(StatusCodes.Status500InternalServerError);

        Assert.Equal(Content, await File.ReadAllBytesAsync(await Fetch("right")));
        Assert.Equal(3, _requests);
    }

    [Fact]
    public async Task Content_that_the_store_does_not_have_is_refused_at_once()
    {
        _answers.Enqueue(StatusCodes.Status404NotFound);

        await Assert.ThrowsAsync<StoreRefusedException>(() => Fetch("right"));
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task An_artifact_is_put_into_the_store_and_deleted_here()
    {
        var path = Path.Combine(_folder.FullName, "artifact");
        await File.WriteAllBytesAsync(path, Content);
        _answers.Enqueue(StatusCodes.Status503ServiceUnavailable);

        _store.MoveTo(Url("right"));
        await _store.UploadAsync(path, Hash.Hex, CancellationToken.None);

        Assert.Equal(Content, _kept[Hash.Hex]);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task What_is_under_way_when_the_store_moves_begins_anew_there()
    {
        var fetching = Fetch("silent");
        await _heard.Task;

        _store.MoveTo(Url("right"));

        Assert.Equal(Content, await File.ReadAllBytesAsync(await fetching));
    }

    [Fact]
    public async Task A_store_that_nobody_serves_any_more_is_left_for_the_one_that_is_named()
    {
        var path = Path.Combine(_folder.FullName, "artifact");
        await File.WriteAllBytesAsync(path, Content);
        _store.MoveTo("http://127.0.0.1:9/");            // the port of a service that throws all away

        var putting = _store.UploadAsync(path, Hash.Hex, CancellationToken.None);
        Assert.False(putting.IsCompleted);
        _store.MoveTo(Url("right"));
        await putting;

        Assert.Equal(Content, _kept[Hash.Hex]);
    }

    private Task<string> Fetch(string store)
    {
        _store.MoveTo(Url(store));
        return _store.FetchAsync(Hash, CancellationToken.None);
    }

    /// <summary>The next queued status, or the content.</summary>
    private IResult Answer(byte[] content)
    {
        Interlocked.Increment(ref _requests);
        return _answers.TryDequeue(out var status) ? Results.StatusCode(status) : Results.Bytes(content);
    }
}
