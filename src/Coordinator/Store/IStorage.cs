namespace Seedbed.Coordinator.Store;

using Seedbed.Data;

/// <summary>
/// Where contents lie by path: whole or not at all, whoever dies while one comes in. Several coordinators may use one
/// at the same time. Everything may be repeated, and whatever fails may work later.
/// </summary>
/// <remarks>
/// All of it throws <see cref="StoreUnavailableException"/> when the place cannot be reached now, and
/// <see cref="IOException"/> when a disk fails.
/// </remarks>
public interface IStorage
{
    Task<bool> Has(string path, CancellationToken cancellation);

    /// <summary>
    /// A content to read from, of known length and at any position; null if it is not here. Whoever reads verifies it.
    /// A read may fail if the content is removed meanwhile.
    /// </summary>
    Task<Stream?> Open(string path, CancellationToken cancellation);

    /// <summary>
    /// A content as a file on this machine, for as long as the answer is not disposed; null if it is not here.
    /// </summary>
    /// <exception cref="ContentRefusedException">It was copied, and is not what the hash says.</exception>
    Task<LocalFile?> Fetch(string path, ContentHash hash, CancellationToken cancellation);

    /// <summary>Takes a content in; it is durable when this returns. May run beside another of the same path.</summary>
    /// <param name="limit">The most bytes it may have.</param>
    /// <exception cref="ContentRefusedException">
    /// Too large, or not what the hash says; nothing is left of it.
    /// </exception>
    /// <exception cref="StoreFullException">There is no room for it; nothing is left of it.</exception>
    Task Put(string path, ContentHash hash, Stream content, long limit, CancellationToken cancellation);

    /// <summary>Names of the contents in a folder, not in folders below it; none if there is no such folder.</summary>
    Task<IReadOnlyList<string>> FilesIn(string folder, CancellationToken cancellation);

    /// <summary>Names of the folders in a folder; none if there is no such folder.</summary>
    Task<IReadOnlyList<string>> FoldersIn(string folder, CancellationToken cancellation);

    /// <summary>
    /// Removes contents of a folder, and the folder with the last of them; those that are gone are no error.
    /// </summary>
    Task Remove(string folder, IReadOnlyCollection<string> files, CancellationToken cancellation);
}

/// <summary>Content that was offered to the store and not taken.</summary>
public sealed class ContentRefusedException(string message) : Exception(message);

/// <summary>The store cannot be reached now; nothing is lost, and asking again is safe.</summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : IOException(message, cause);

/// <summary>The store has no room; the message says where.</summary>
public sealed class StoreFullException(string message, Exception? cause = null) : IOException(message, cause);
