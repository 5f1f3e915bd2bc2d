namespace Seedbed.Data.Tables;

/// <summary>A part of a file as if it were a file: what is inside of an archive that does not compress.</summary>
/// <param name="file">Disposed with it.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">Its bytes.</param>
internal sealed class RangeStream(FileStream file, long start, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("It does not begin before its first byte.");
    }

    public override int Read(Span<byte> buffer)
    {
        var left = Math.Max(0, length - _position);
        if (file.Position != start + _position) file.Position = start + _position;
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => length,
    };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
