namespace Seedbed.TrainerNode.Node.Store;

using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Seedbed.Data;
using Seedbed.Messages;

/// <summary>
/// The node's side of the store: data comes into a cache that all slots share, verified by its hash; larger results go
/// out. What may pass by itself (no connection, a server's own error) is tried again until it works or is cancelled,
/// each time where the store is by then.
/// </summary>
/// <param name="cache">Folder of verified content, one file for each hash.</param>
public sealed partial class StoreClient(HttpClient http, string cache, TimeProvider time, ILogger logger)
{
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(10));
    private readonly ConcurrentDictionary<ContentHash, Lazy<Task<string>>> _fetches = [];
    private volatile Place? _place;

    /// <summary>
    /// From now on the store is there. What is under way to another place is given up and begins anew: whoever served
    /// there may be gone without a word.
    /// </summary>
    /// <param name="url">A hash or a checkpoint's path is appended to it.</param>
    public void MoveTo(string url)
    {
        var before = _place;
        if (before?.Url == url) return;

        if (Interlocked.CompareExchange(ref _place, new(url), before) == before) before?.Left.Cancel();
    }

    /// <summary>The path of the content. Slots that ask for the same content share one download.</summary>
    /// <exception cref="StoreRefusedException">The store has no such content, or sent something else.</exception>
    /// <exception cref="OperationCanceledException">By whoever asked first.</exception>
    public async Task<string> FetchAsync(ContentHash content, CancellationToken cancellation)
    {
        var fetch = _fetches.GetOrAdd(content, _ => new(() => FindAsync(content, cancellation)));
        try
        {
            return await fetch.Value;
        }
        catch
        {
            _fetches.TryRemove(new(content, fetch)); // the next to ask tries anew
            throw;
        }
    }

    /// <summary>Brings content, such as a checkpoint, into a file that belongs to whoever asked.</summary>
    /// <param name="place">Of the content in the store.</param>
    /// <exception cref="StoreRefusedException">The store has no such content, or sent something else.</exception>
    public async Task FetchToAsync(string path, ContentHash content, string place, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
        await PersistAsync(place, (url, token) => DownloadAsync(content, url, path, token), cancellation);
    }

    /// <summary>Puts the file into the store and deletes it here. Putting it twice is harmless.</summary>
    /// <param name="place">Where in the store.</param>
    /// <exception cref="StoreRefusedException">The store does not take it.</exception>
    public async Task UploadAsync(string path, string place, CancellationToken cancellation)
    {
        await PersistAsync(place, PutAsync, cancellation);
        File.Delete(path);

        async Task<bool> PutAsync(string url, CancellationToken token)
        {
            using var body = new StreamContent(File.OpenRead(path));
            using var response = await http.PutAsync(url, body, token);
            await RequireSuccessAsync(response, $"PUT {url}", token);
            return true;
        }
    }

    private async Task<string> FindAsync(ContentHash content, CancellationToken cancellation)
    {
        var path = Path.Combine(cache, content.Hex);
        if (File.Exists(path))
        {
            if (await HashOfFileAsync(path, cancellation) == content) return path;
            File.Delete(path); // damaged since it was verified
        }

        Directory.CreateDirectory(cache);
        return await PersistAsync(
            content.Hex, (url, token) => DownloadAsync(content, url, path, token), cancellation);
    }

    private async Task<string> DownloadAsync(
        ContentHash content, string url, string path, CancellationToken cancellation)
    {
        var part = $"{path}.{Environment.ProcessId}.part";
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await RequireSuccessAsync(response, $"GET {url}", cancellation);

        await using (var source = await response.Content.ReadAsStreamAsync(cancellation))
        await using (var target = File.Create(part))
        {
            await source.CopyToAsync(target, cancellation);
        }

        var found = await HashOfFileAsync(part, cancellation);
        if (found != content)
        {
            File.Delete(part);
            throw new StoreRefusedException($"GET {url} gave content with hash {found} where {content} was asked for.");
        }

        File.Move(part, path, overwrite: true);
        return path;
    }

    private static async Task<ContentHash> HashOfFileAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return new(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)));
    }

    private static async Task RequireSuccessAsync(
        HttpResponseMessage response, string request, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode) return;

        var message = $"{request} was answered {(int)response.StatusCode} {response.ReasonPhrase}: "
            + await response.Content.ReadAsStringAsync(cancellation);
        var mayPass = response.StatusCode is >= HttpStatusCode.InternalServerError
            or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
        throw mayPass ? new HttpRequestException(message) : new StoreRefusedException(message);
    }

    private async Task<T> PersistAsync<T>(
        string path, Func<string, CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            var place = _place ?? throw new InvalidOperationException("No lease has said where the store is.");
            using var token = CancellationTokenSource.CreateLinkedTokenSource(cancellation, place.Left.Token);
            try
            {
                return await attempt(place.Url + path, token.Token);
            }
            catch (OperationCanceledException) when (
                place.Left.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                failures = 0; // it moved: at once
            }
            catch (Exception passing) when (passing is HttpRequestException or HttpIOException
                || (passing is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                if (failures == 1) LogWaiting(passing.Message);
                await Task.Delay(BackOff.After(failures), time, cancellation);
            }
        }
    }

    /// <param name="Url">Where the store is.</param>
    private sealed record Place(string Url)
    {
        /// <summary>Cancelled when it is somewhere else.</summary>
        public CancellationTokenSource Left { get; } = new();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store: {Reason} Trying again until it works.")]
    private partial void LogWaiting(string reason);
}
