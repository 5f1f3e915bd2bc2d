namespace Seedbed.Cli.Tests.Processes;

using Seedbed.Cli.Tests.Chaos;
using Xunit;

/// <summary>
/// A trainer that is told to stop puts its jobs aside where they are. No interval takes checkpoints here.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class DrainTests : IDisposable
{
    private const string Long = """
        name: long
        program: mlp-teacher
        seeds: 2
        base: { steps: 6000, report-every: 30, learning-rate: 1e-3 }
        configs: { adam: { } }
        checkpoints: { seconds: 86400 }
        """;

    private readonly StudyFolder _folder = new StudyFolder().With("long.yaml", Long);

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task Jobs_of_a_trainer_that_is_told_to_stop_go_on_from_where_they_were()
    {
        await using var run = Start("stopped");
        await PointsAsync("stopped");
        await ProcessTree.SignalAsync(ProcessTree.ChildOf(run.Id, "Seedbed.TrainerNode"), "TERM");
        var stopped = await run.EndAsync();

        Assert.True(stopped.Code == ExitCode.Success, stopped.Errors + stopped.Output);
        AssertWentOn("stopped");
        await using var calm = Start("calm");
        Assert.Equal(ExitCode.Success, (await calm.EndAsync()).Code);
        _folder.AssertSameResults("calm", "stopped");
    }

    [LinuxFact]
    public async Task Jobs_of_a_run_that_was_interrupted_go_on_from_where_they_were_when_it_is_started_again()
    {
        await using (var run = Start("interrupted"))
        {
            await PointsAsync("interrupted");
            await run.PressControlCAsync();
            Assert.Equal(ExitCode.Interrupted, (await run.EndAsync()).Code);
        }

        await using var again = Start("interrupted");
        var ended = await again.EndAsync();

        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
        AssertWentOn("interrupted");
    }

    /// <summary>Both jobs, packed: each from a checkpoint.</summary>
    private void AssertWentOn(string results)
    {
        var audit = JournalAudit.Of(JournalOf(results), "long");
        Assert.Equal((4, 2), (audit.Leases, audit.Resumed));
        Assert.All(
            _folder.Jobs(results), job => Assert.Equal(("2", "1"), (job["attempts"], job["interruptions"])));
    }

    private SeedbedProcess Start(string results) => SeedbedProcess.Start(
        _folder.Path, "run", "long.yaml", "--slots", "1", "--lanes", "2", "--out", results);

    private string JournalOf(string results) => Path.Combine(_folder.Path, results, ".seedbed", "journal.db");

    /// <summary>Waits until the journal has points of a job: then it is in training.</summary>
    private async Task PointsAsync(string results)
    {
        using var patience = new CancellationTokenSource(SeedbedProcess.Patience);
        while (!JournalAudit.HasPoints(JournalOf(results), "long")) await Task.Delay(50, patience.Token);
    }
}
