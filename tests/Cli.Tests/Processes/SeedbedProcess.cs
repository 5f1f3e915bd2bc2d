namespace Seedbed.Cli.Tests.Processes;

using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;
using Seedbed.Cli.Local;
using Xunit;

/// <summary>
/// The command line tool as its users start it. Disposing of it kills it and everything that it started.
/// </summary>
internal sealed class SeedbedProcess : IAsyncDisposable
{
    /// <summary>Far above what any step takes: reaching it means that something hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The tool's assembly, where it was built.</summary>
    public static readonly string Assembly = typeof(SeedbedProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "seedbed").Value!;

    /// <summary>What it starts.</summary>
    public static readonly ChildExecutables Children = ChildExecutables.FindBeside(Path.GetDirectoryName(Assembly)!);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();
    private readonly Task<string> _errors;
    private readonly Task _pump;

    private SeedbedProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _pump = PumpAsync();
    }

    public int Id => _process.Id;

    public static SeedbedProcess Start(string folder, params IEnumerable<string> arguments) => new(Process.Start(
        new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            ["exec", Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!);

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        await using var process = Start(folder, arguments);
        return await process.EndAsync();
    }

    public Task<Ended> EndAsync() => EndAsync(Patience);

    public async Task<Ended> EndAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        await _pump.WaitAsync(patience);
        return new(_process.ExitCode, string.Join('\n', _lines), await _errors.WaitAsync(patience));
    }

    /// <summary>Waits for a line on standard output.</summary>
    public async Task LineAsync(Predicate<string> isExpected)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var line in _news.Reader.ReadAllAsync(limit.Token))
        {
            if (isExpected(line)) return;
        }

        Assert.Fail($"It ended without the expected line:\n{string.Join('\n', _lines)}\n{await _errors}");
    }

    /// <summary>Waits until progress says that a job has ended, but not all.</summary>
    public Task SomeJobsEndedAsync() => LineAsync(line => line.Contains("jobs ended", StringComparison.Ordinal)
        && !line.Contains(" 0/", StringComparison.Ordinal));

    /// <summary>
    /// Ctrl+C as a terminal sends it: to the command and to everything that it started. A shell
    /// starts what it puts into the background with SIGINT ignored; a command that inherited that
    /// is sent SIGTERM, which means the same to it.
    /// </summary>
    public async Task PressControlCAsync()
    {
        foreach (var id in ProcessTree.DescendantsOf(Id)) await ProcessTree.SignalAsync(id, "INT");
        await ProcessTree.SignalAsync(Id, ProcessTree.IgnoresInterrupt(Id) ? "TERM" : "INT");
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task PumpAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Add(line);
            _news.Writer.TryWrite(line);
        }

        _news.Writer.Complete();
    }
}

/// <summary>How the tool ended and what it printed.</summary>
internal sealed record Ended(int Code, string Output, string Errors);
