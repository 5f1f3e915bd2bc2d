namespace Seedbed.TrainerNode.Node.Hosting;

using System.Globalization;
using Microsoft.Extensions.Logging;
using Seedbed.Messages.Hosting;

/// <summary>
/// Writes everything to a file, and our own warnings also to standard error. What Akka says
/// of connections that end is for those who read the file. A disk that takes no more loses
/// lines of the file, which is said once, and ends nothing.
/// </summary>
public sealed class NodeLog(string path, TextWriter error, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _writing = new();
    private readonly LogFile _file = new(path);
    private bool _isDisposed;
    private bool _hasLostLines;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_writing)
        {
            _isDisposed = true;
            _file.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message)
    {
        lock (_writing)
        {
            if (_isDisposed) return; // a late word of an actor system that ends
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {level} {category}: {message}");
            if (!_file.TryAdd(line) && !_hasLostLines)
            {
                _hasLostLines = true;
                Tell($"{path} takes no more lines.");
            }
        }

        if (level >= LogLevel.Warning && !category.StartsWith("Akka", StringComparison.Ordinal)) Tell(message);
    }

    private void Tell(string message)
    {
        try
        {
            error.WriteLine($"seedbed node: {message}");
        }
        catch (IOException)
        {
            // Standard error may be a file on the same full disk.
        }
    }

    private sealed class Category(NodeLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Write(logLevel, name, formatter(state, exception) + (exception is null ? "" : $"\n{exception}"));
        }
    }
}
