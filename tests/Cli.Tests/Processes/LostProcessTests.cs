namespace Seedbed.Cli.Tests.Processes;

using Xunit;

[Collection(nameof(RealProcesses))]
public sealed class LostProcessTests : IDisposable
{
    private readonly StudyFolder _folder = new StudyFolder().With("slow.yaml", StudyFolder.Slow);

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task A_study_that_was_interrupted_goes_on_where_it_stopped()
    {
        await using var run = SeedbedProcess.Start(_folder.Path, "run", "slow.yaml", "--slots", "1");
        await run.SomeJobsEndedAsync();
        await run.PressControlCAsync();
        var stopped = await run.EndAsync();
        var kept = _folder.Jobs("runs/slow").Where(job => job["outcome"] != "").ToList();

        var again = await SeedbedProcess.RunAsync(_folder.Path, "run", "slow.yaml", "--slots", "1");

        Assert.True(stopped.Code == ExitCode.Interrupted, $"{stopped.Code}\n{stopped.Output}\n{stopped.Errors}");
        Assert.Contains("The same command again goes on", stopped.Output, StringComparison.Ordinal);
        Assert.True(again.Code == ExitCode.Success, again.Errors);
        Assert.InRange(kept.Count, 1, 7);
        var jobs = _folder.Jobs("runs/slow");
        Assert.Equal(8, jobs.Count);
        Assert.All(jobs, job => Assert.Equal("completed", job["outcome"]));
        Assert.All(kept, job => Assert.Contains(job, jobs));
    }

    [LinuxFact]
    public async Task A_killed_slot_and_a_killed_trainer_change_no_result()
    {
        await using var run = SeedbedProcess.Start(
            _folder.Path, "run", "slow.yaml", "--slots", "1", "--out", "disturbed");
        await run.SomeJobsEndedAsync();
        var trainer = ProcessTree.ChildOf(run.Id, "Seedbed.TrainerNode");
        await ProcessTree.SignalAsync(ProcessTree.ChildrenOf(trainer)[0], "KILL");
        await run.SomeJobsEndedAsync();
        await ProcessTree.SignalAsync(trainer, "KILL");
        var disturbed = await run.EndAsync();

        var calm = await SeedbedProcess.RunAsync(_folder.Path, "run", "slow.yaml", "--out", "calm");

        Assert.True(disturbed.Code == ExitCode.Success, disturbed.Errors);
        Assert.True(calm.Code == ExitCode.Success, calm.Errors);
        Assert.Contains("The trainer ended with exit code 137", disturbed.Output, StringComparison.Ordinal);
        Assert.Contains(_folder.Jobs("disturbed"), job => job["attempts"] != "1");
        _folder.AssertSameResults("calm", "disturbed");
    }

    [LinuxFact]
    public async Task Jobs_that_went_wrong_end_with_the_numbers_of_those_that_did_not()
    {
        _folder.With("wrong.yaml", StudyFolder.Misbehaving);

        var run = await SeedbedProcess.RunAsync(_folder.Path, "run", "wrong.yaml");

        Assert.True(run.Code == ExitCode.Success, run.Errors + run.Output);
        var jobs = _folder.Jobs("runs/wrong").ToLookup(job => job["config"]);
        foreach (var wrong in (string[])["throwing", "crashing", "exiting", "hanging"])
        {
            Assert.Equal(jobs["well-behaved"].Select(job => job["loss"]), jobs[wrong].Select(job => job["loss"]));
            Assert.All(jobs[wrong], job => Assert.NotEqual("1", job["attempts"]));
        }

        Assert.All(jobs["diverging"], job => Assert.Equal(
            ("diverged", "10", "1"), (job["outcome"], job["diverged_at"], job["attempts"])));
    }

    [LinuxFact]
    public async Task A_killed_coordinator_is_started_again_and_the_study_ends()
    {
        await using var run = SeedbedProcess.Start(_folder.Path, "run", "slow.yaml", "--slots", "1");
        await run.SomeJobsEndedAsync();
        await ProcessTree.SignalAsync(ProcessTree.ChildOf(run.Id, "Seedbed.Coordinator"), "KILL");
        var ended = await run.EndAsync();

        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
        Assert.Equal(8, _folder.Jobs("runs/slow").Count(job => job["outcome"] == "completed"));
    }

    [LinuxFact]
    public async Task Nothing_survives_the_kill_of_the_command()
    {
        await using var run = SeedbedProcess.Start(_folder.Path, "run", "slow.yaml", "--slots", "1");
        await run.SomeJobsEndedAsync();
        var started = ProcessTree.DescendantsOf(run.Id);
        run.Kill();

        await ProcessTree.EndedAsync(started);
        var again = await SeedbedProcess.RunAsync(_folder.Path, "run", "slow.yaml", "--slots", "1");

        Assert.True(started.Count >= 3, "a coordinator, a trainer and a slot");
        Assert.True(again.Code == ExitCode.Success, again.Errors);
        Assert.Equal(8, _folder.Jobs("runs/slow").Count(job => job["outcome"] == "completed"));
    }
}
