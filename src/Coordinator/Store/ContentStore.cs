namespace Seedbed.Coordinator.Store;

using Seedbed.Data;

/// <summary>
/// Data and larger results by the hash of their content: <c>{directory}/ab/ab12…</c>. What is there is whole and what
/// its name says; it is never changed.
/// </summary>
public sealed class ContentStore
{
    private readonly string _directory;
    private readonly Intake _intake;

    /// <param name="directory">
    /// Created where absent. Leftovers of a crash in it are removed: there is one store to a directory.
    /// </param>
    /// <param name="limit">The most bytes one content may have.</param>
    public ContentStore(string directory, long limit) =>
        (_directory, _intake) = (directory, new(Path.Combine(directory, "incoming"), limit));

    public long Limit => _intake.Limit;

    /// <summary>Where a content is; null if it is not here.</summary>
    public string? Find(ContentHash hash) => File.Exists(PathOf(hash)) ? PathOf(hash) : null;

    /// <summary>Takes content in. May be repeated and may run beside another of the same hash.</summary>
    /// <exception cref="ContentRefusedException">
    /// Too large, or not what the hash says; nothing is left of it.
    /// </exception>
    /// <exception cref="IOException">The disk is full or fails; nothing is left of it.</exception>
    public Task Put(ContentHash hash, Stream content, CancellationToken cancellation) =>
        _intake.Put(PathOf(hash), hash, content, cancellation);

    private string PathOf(ContentHash hash) => Path.Combine(_directory, hash.Hex[..2], hash.Hex);
}
