namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.Messages.Hosting;

/// <summary>
/// What a slot's process writes to its standard output and error: kept in a file, its last lines in memory for failure
/// reasons. A disk that takes no more loses the file's lines only. Thread-safe.
/// </summary>
public sealed class SlotLog(string path) : IDisposable
{
    private const int MaxLines = 40;
    private const int MaxLineCharacters = 1_000;
    private readonly Lock _writing = new();
    private readonly Queue<string> _last = new();
    private readonly LogFile _file = new(path);

    public void Add(string line)
    {
        lock (_writing)
        {
            _last.Enqueue(line.Length <= MaxLineCharacters ? line : line[..MaxLineCharacters]);
            if (_last.Count > MaxLines) _last.Dequeue();
            _file.TryAdd(line);
        }
    }

    public void Dispose()
    {
        lock (_writing) _file.Dispose();
    }

    /// <summary>The last lines, as many as fit; empty if nothing was written.</summary>
    public string Tail(int maxCharacters)
    {
        lock (_writing)
        {
            var lines = new List<string>();
            var left = maxCharacters;
            foreach (var line in _last.Reverse())
            {
                left -= line.Length + 1;
                if (left < 0) break;
                lines.Insert(0, line);
            }

            return string.Join('\n', lines);
        }
    }
}
