namespace Seedbed.Data.Tables;

/// <summary>Lines of a stream as bytes, without their ends, one at a time; none may be longer than a row.</summary>
internal sealed class LineReader(Stream bytes)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isOver;

    /// <summary>Lines read so far.</summary>
    public long Number { get; private set; }

    /// <summary>The next line, valid until the one after it is read; null after the last.</summary>
    /// <exception cref="InvalidDataException">The line is longer than a row may be, or the content is
    /// malformed.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan((_start + searched).._end).IndexOf((byte)'\n');
            if (end >= 0) return Take(searched + end, skip: 1);
            if (_isOver && _start == _end) return null;
            if (_isOver) return Take(_end - _start, skip: 0);

            searched = _end - _start;
            if (searched > DataLimits.RowBytes)
            {
                throw new InvalidDataException(
                    $"Line {Number + 1} has more than {Wording.Number(DataLimits.RowBytes)} bytes.");
            }

            Fill();
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int skip)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + skip;
        Number++;
        return line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = bytes.Read(_buffer.AsSpan(_end));
        _end += read;
        _isOver = read == 0;
    }
}
