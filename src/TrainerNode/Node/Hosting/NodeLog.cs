namespace Seedbed.TrainerNode.Node.Hosting;

using System.Globalization;
using Microsoft.Extensions.Logging;

/// <summary>
/// Writes everything to a file, and our own warnings also to standard error. What Akka says of connections that end is for
/// those who read the file.
/// </summary>
public sealed class NodeLog(string path, TextWriter error, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _writing = new();
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_writing) _file.Dispose();
    }

    private void Write(LogLevel level, string category, string message)
    {
        lock (_writing)
        {
            if (_file.BaseStream is null) return; // a late word of an actor system that ends
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {level} {category}: {message}"));
        }

        if (level >= LogLevel.Warning && !category.StartsWith("Akka", StringComparison.Ordinal)) error.WriteLine($"seedbed node: {message}");
    }

    private sealed class Category(NodeLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Write(logLevel, name, formatter(state, exception) + (exception is null ? "" : $"\n{exception}"));
        }
    }
}
