namespace Seedbed.TrainerNode.Tests.Node;

using System.Threading.Channels;
using Microsoft.Extensions.Logging;

/// <summary>A log that a test listens to.</summary>
internal sealed class HeardLog : ILogger
{
    private readonly Channel<(LogLevel Level, string Message)> _lines = Channel.CreateUnbounded<(LogLevel, string)>();

    public ChannelReader<(LogLevel Level, string Message)> Lines => _lines.Reader;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite((logLevel, formatter(state, exception)));
}
