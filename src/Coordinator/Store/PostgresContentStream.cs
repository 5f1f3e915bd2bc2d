namespace Seedbed.Coordinator.Store;

using System.Buffers;
using System.Data;

/// <summary>
/// A content of the database, read part by part: it holds one part in memory, and a connection only while a part comes.
/// For asynchronous readers.
/// </summary>
internal sealed class PostgresContentStream(StoreDatabase database, string path, long length) : Stream
{
    private const int None = -1;

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(PostgresStorage.PartSize);
    private int _part = None;
    private bool _isReturned;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <exception cref="IOException">The content was removed since it was opened.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.IsEmpty) return 0;

        var (part, from) = Math.DivRem(Position, PostgresStorage.PartSize);
        if (part != _part) await Load((int)part, cancellationToken);
        var count = Math.Min(buffer.Length, SizeOf(_part) - (int)from);
        _bytes.AsMemory((int)from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => length,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush() { }

    protected override void Dispose(bool disposing)
    {
        if (!_isReturned) ArrayPool<byte>.Shared.Return(_bytes);
        _isReturned = true;
        base.Dispose(disposing);
    }

    private int SizeOf(int part) =>
        (int)Math.Min(PostgresStorage.PartSize, length - ((long)part * PostgresStorage.PartSize));

    private async Task Load(int part, CancellationToken cancellation)
    {
        _part = None;
        var size = SizeOf(part);
        var found = await database.Ask(
            async connection =>
            {
                await using var question = StoreDatabase.Command(
                    connection, "SELECT bytes FROM store_part WHERE path = $1 AND part = $2", path, part);
                await using var row = await question.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
                if (!await row.ReadAsync(cancellation)) return 0;
                await using var bytes = await row.GetStreamAsync(0, cancellation);
                return bytes.Length == size
                    ? await bytes.ReadAtLeastAsync(_bytes.AsMemory(0, size), size, false, cancellation)
                    : 0;
            },
            cancellation);
        if (found != size)
            throw new IOException($"{path} is no longer whole in {database.Name}: part {part} is not as it was.");
        _part = part;
    }
}
