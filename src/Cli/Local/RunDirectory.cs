namespace Seedbed.Cli.Local;

/// <summary>
/// Where a local run keeps what lets it go on later: <c>OUT/.seedbed</c> with journal, store, cache and logs.
/// One command at a time may use it.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    private readonly FileStream _lock;

    private RunDirectory(string path, FileStream @lock)
    {
        (Root, _lock) = (path, @lock);
        Directory.CreateDirectory(Logs);
        Directory.CreateDirectory(Cache);
    }

    public string Root { get; }

    public string Cache => Path.Combine(Root, "cache");

    public string Logs => Path.Combine(Root, "logs");

    /// <exception cref="InfrastructureException">Another command uses it.</exception>
    public static RunDirectory Open(string results)
    {
        var root = Path.GetFullPath(Path.Combine(results, ".seedbed"));
        Directory.CreateDirectory(root);
        try
        {
            var path = Path.Combine(root, "lock");
            return new(root, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new InfrastructureException(
                $"Another command is using {results}. Wait for it, stop it, or choose another directory with --out.",
                exception);
        }
    }

    public string Log(string name) => Path.Combine(Logs, $"{name}.log");

    public void Dispose() => _lock.Dispose();
}
