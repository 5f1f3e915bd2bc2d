namespace Seedbed.Coordinator.Hosting;

using Microsoft.Extensions.Logging.Console;

/// <summary>
/// Where the log goes: all of it to a file, warnings and errors to standard error.
/// Standard output is for the ready line.
/// </summary>
internal static class CoordinatorLog
{
    internal static ILoggingBuilder AddCoordinatorLog(this ILoggingBuilder logging, string path)
    {
        logging.ClearProviders()
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddProvider(new FileLog(path, Console.Error, TimeProvider.System));
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
