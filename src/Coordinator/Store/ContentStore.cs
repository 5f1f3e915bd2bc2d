namespace Seedbed.Coordinator.Store;

using Seedbed.Data;

/// <summary>
/// Data and larger results by the hash of their content: <c>ab/ab12…</c>. What is there is whole and what its name
/// says; it is never changed.
/// </summary>
/// <param name="limit">The most bytes one content may have.</param>
public sealed class ContentStore(IStorage storage, long limit)
{
    public long Limit => limit;

    public Task<bool> Has(ContentHash hash, CancellationToken cancellation) => storage.Has(PathOf(hash), cancellation);

    /// <inheritdoc cref="IStorage.Open"/>
    public Task<Stream?> Open(ContentHash hash, CancellationToken cancellation) =>
        storage.Open(PathOf(hash), cancellation);

    /// <inheritdoc cref="IStorage.Fetch"/>
    public Task<LocalFile?> Fetch(ContentHash hash, CancellationToken cancellation) =>
        storage.Fetch(PathOf(hash), hash, cancellation);

    /// <inheritdoc cref="IStorage.Put"/>
    public Task Put(ContentHash hash, Stream content, CancellationToken cancellation) =>
        storage.Put(PathOf(hash), hash, content, limit, cancellation);

    private static string PathOf(ContentHash hash) => $"{hash.Hex[..2]}/{hash.Hex}";
}
