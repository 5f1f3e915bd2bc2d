namespace Seedbed.Cli.Local;

using System.Collections.Concurrent;
using System.Diagnostics;

/// <summary>
/// A child process whose lifeline is its standard input: it ends by itself when that closes, also when this process is
/// killed. What it writes goes line by line into a log file.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private const int RememberedLines = 20;

    private readonly Process _process;
    private readonly TextWriter _log;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string>? _hear;
    private readonly Task _pumps;

    private Child(string name, Process process, TextWriter log, Action<string>? hear)
    {
        (Name, _process, _log, _hear) = (name, process, log, hear);
        Exited = process.WaitForExitAsync();
        _pumps = Task.WhenAll(PumpAsync(process.StandardOutput, _firstLine), PumpAsync(process.StandardError, null));
    }

    public string Name { get; }

    public int ProcessId => _process.Id;

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task Exited { get; }

    /// <summary>The first line on standard output; never completes if the process ends without one.</summary>
    public Task<string> FirstLine => _firstLine.Task;

    /// <param name="logFile">Appended to, and created where absent.</param>
    /// <param name="hear">Told every line that goes into the log, from any thread.</param>
    /// <exception cref="InfrastructureException">The process could not be started.</exception>
    public static Child Start(
        string name, ProcessStartInfo start, string logFile, Action<string>? hear = null)
    {
        var file = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var log = TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true });
        var process = Process.Start(start) ?? throw new InfrastructureException($"The {name} did not start.");
        return new(name, process, log, hear);
    }

    /// <summary>Writes a line to the process's standard input; a process that has ended gets nothing.</summary>
    public async Task TellAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended; Exited says so.
        }
    }

    /// <summary>How it ended and the last lines it wrote, for people. After <see cref="Exited"/>.</summary>
    public async Task<string> DescribeEndAsync()
    {
        await Task.WhenAny(_pumps, Task.Delay(TimeSpan.FromSeconds(1)));
        var lines = string.Concat(_lastLines.Select(line => $"{Environment.NewLine}  {line}"));
        return $"The {Name} ended with exit code {_process.ExitCode}.{lines}";
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>
    /// Lets go of the lifeline and waits for the end; kills what has not ended within <paramref name="grace"/>.
    /// </summary>
    public async Task StopAsync(TimeSpan grace)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }

        if (await Task.WhenAny(Exited, Task.Delay(grace)) != Exited) Kill();
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        await Task.WhenAny(_pumps, Task.Delay(TimeSpan.FromSeconds(1)));
        await _log.DisposeAsync();
        _process.Dispose();
    }

    private async Task PumpAsync(TextReader output, TaskCompletionSource<string>? first)
    {
        try
        {
            while (await output.ReadLineAsync() is { } line)
            {
                if (first?.TrySetResult(line) == true) continue;
                await _log.WriteLineAsync(line);
                _hear?.Invoke(line);
                _lastLines.Enqueue(line);
                if (_lastLines.Count > RememberedLines) _lastLines.TryDequeue(out _);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe or the log closed: the process is being disposed of.
        }
    }
}
