namespace Seedbed.Coordinator.Tests.Hosting;

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>The executable itself.</summary>
public sealed class CoordinatorProcessTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited) process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task It_says_where_it_serves_and_ends_with_its_lifeline()
    {
        var coordinator = Start("--state", _directory.Path, "--lifeline");
        using var ready = JsonDocument.Parse((await coordinator.StandardOutput.ReadLineAsync())!);
        using var client = new HttpClient();

        Assert.True(ready.RootElement.GetProperty("ready").GetBoolean());
        Assert.StartsWith(
            "akka.tcp://seedbed@127.0.0.1:", ready.RootElement.GetProperty("akka").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(
            "ok\n", await client.GetStringAsync($"{ready.RootElement.GetProperty("http").GetString()}/health"));

        coordinator.StandardInput.Close();
        await coordinator.WaitForExitAsync();
        Assert.Equal(0, coordinator.ExitCode);
        Assert.Empty(await coordinator.StandardOutput.ReadToEndAsync());
        Assert.False(File.Exists(_directory.File("coordinator.pid")));
    }

    [Fact]
    public async Task With_a_lifeline_an_interrupt_is_left_to_the_parent_and_a_termination_is_not()
    {
        if (OperatingSystem.IsWindows()) return;         // has no such signals

        var coordinator = Start("--state", _directory.Path, "--lifeline");
        using var ready = JsonDocument.Parse((await coordinator.StandardOutput.ReadLineAsync())!);
        using var client = new HttpClient();

        await Signal(coordinator, "INT");
        Assert.Equal(
            "ok\n", await client.GetStringAsync($"{ready.RootElement.GetProperty("http").GetString()}/health"));

        await Signal(coordinator, "TERM");
        await coordinator.WaitForExitAsync();
        Assert.Equal(0, coordinator.ExitCode);
    }

    [Fact]
    public async Task A_second_one_in_the_same_directory_is_refused_and_told_of_the_first()
    {
        var first = Start("--state", _directory.Path, "--lifeline");
        await first.StandardOutput.ReadLineAsync();

        var second = Start("--state", _directory.Path, "--lifeline");

        Assert.Contains(
            first.Id.ToString(CultureInfo.InvariantCulture), await second.StandardError.ReadToEndAsync(),
            StringComparison.Ordinal);
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_used_is_named()
    {
        await File.WriteAllTextAsync(_directory.File("journal.db"), new string('?', 5_000));

        var coordinator = Start("--state", _directory.Path, "--lifeline");

        Assert.Contains(
            "journal.db cannot be used", await coordinator.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        await coordinator.WaitForExitAsync();
        Assert.Equal(1, coordinator.ExitCode);
    }

    [Fact]
    public async Task A_store_in_the_journal_needs_a_journal_in_a_database()
    {
        var coordinator = Start("--state", _directory.Path, "--store", "postgres", "--lifeline");

        Assert.Contains(
            "--store postgres: the journal is in SQLite files", await coordinator.StandardError.ReadToEndAsync(),
            StringComparison.Ordinal);
        await coordinator.WaitForExitAsync();
        Assert.Equal(1, coordinator.ExitCode);
    }

    [PostgresFact]
    public async Task A_second_one_of_the_same_journal_with_a_store_of_its_own_is_refused()
    {
        await using var server = await PostgresServer.Start();
        var journal = await server.Create("grid");
        var first = Start("--state", _directory.File("a"), "--journal", journal, "--lifeline");
        await first.StandardOutput.ReadLineAsync();
        first.StandardInput.Close();
        await first.WaitForExitAsync();

        var second = Start("--state", _directory.File("b"), "--journal", journal, "--lifeline");

        Assert.Contains(
            "is not the one that belongs to the journal", await second.StandardError.ReadToEndAsync(),
            StringComparison.Ordinal);
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
    }

    private Process Start(params string[] arguments)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, "Seedbed.Coordinator.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", executable, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _started.Add(process);
        return process;
    }

    private static async Task Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
