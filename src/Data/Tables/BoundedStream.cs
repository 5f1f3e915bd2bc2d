namespace Seedbed.Data.Tables;

using System.IO.Compression;

/// <summary>
/// Reads no further than it was allowed to, so that a few bytes that decompress to very many, or a row without an end,
/// cost no memory. Forward only.
/// </summary>
/// <param name="total">Bytes that may be read altogether.</param>
internal sealed class BoundedStream(Stream inner, long total) : Stream
{
    private long _position;
    private long? _bound;

    /// <summary>A file as it lies.</summary>
    public static BoundedStream Plain(TableFile file) => new(file.Open(), DataLimits.Bytes);

    /// <summary>The content of a gzip file.</summary>
    public static BoundedStream Gzip(TableFile file) =>
        new(new GZipStream(file.Open(), CompressionMode.Decompress), DataLimits.Bytes);

    /// <summary>Allows this many more bytes than are read by now.</summary>
    public void Allow(long bytes) => _bound = _position + bytes;

    /// <exception cref="TooLargeException">There is more than is allowed.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _position += read;
        if (_position > total) throw new TooLargeException(isWhole: true);
        if (_position > _bound) throw new TooLargeException(isWhole: false);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _position; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    /// <param name="isWhole">All bytes together are too many, not only those of one row.</param>
    internal sealed class TooLargeException(bool isWhole) : Exception(isWhole
        ? $"It has more than {Wording.Number(DataLimits.Bytes)} bytes when decompressed."
        : $"A row has more than {Wording.Number(DataLimits.RowBytes)} bytes.");
}
