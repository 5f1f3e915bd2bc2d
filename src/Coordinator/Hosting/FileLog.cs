namespace Seedbed.Coordinator.Hosting;

using System.Globalization;
using Seedbed.Messages.Hosting;

/// <summary>Writes the log to a file, a line for each entry. That the file takes no more is said once.</summary>
[ProviderAlias("File")]
internal sealed class FileLog(string path, TextWriter error, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _writing = new();
    private readonly LogFile _file = new(path);
    private bool _hasLostLines;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_writing)
        {
            _hasLostLines = true; // a late word is no loss
            _file.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level,-11} {category}: {message}");
        lock (_writing)
        {
            if (_file.TryAdd(line) || _hasLostLines) return;

            _hasLostLines = true;
            Tell($"seedbed-coordinator: {path} takes no more lines.");
        }
    }

    private void Tell(string message)
    {
        try
        {
            error.WriteLine(message);
        }
        catch (IOException)
        {
            // Standard error may be a file on the same full disk.
        }
    }

    private sealed class Category(FileLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, name, formatter(state, exception) + (exception is null ? "" : $"\n{exception}"));
    }
}
