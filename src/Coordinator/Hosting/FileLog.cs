namespace Seedbed.Coordinator.Hosting;

using System.Globalization;
using System.Text;

/// <summary>
/// Writes the log to a file, a line for each entry. At start an old file above 16 MB becomes <c>….1</c>.
/// </summary>
[ProviderAlias("File")]
internal sealed class FileLog(string path, TimeProvider time) : ILoggerProvider
{
    private const long LargestKept = 16 * 1024 * 1024;

    private readonly StreamWriter _writer = Open(path);
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_gate) _writer.Dispose();
    }

    private static StreamWriter Open(string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length > LargestKept) File.Move(path, $"{path}.1", overwrite: true);
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        return new(file, new UTF8Encoding(false)) { AutoFlush = true };
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level,-11} {category}: {message}");
        lock (_gate)
        {
            _writer.WriteLine(line);
            if (exception is not null) _writer.WriteLine(exception);
        }
    }

    private sealed class Category(FileLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, name, formatter(state, exception), exception);
    }
}
