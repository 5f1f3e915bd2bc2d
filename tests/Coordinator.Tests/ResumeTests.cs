namespace Seedbed.Coordinator.Tests;

using System.Security.Cryptography;
using Akka.Actor;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>Checkpoints from the node's message to the file's end, with a journal and real files.</summary>
public sealed class ResumeTests : CoordinatorKit
{
    [Fact]
    public async Task An_interrupted_job_goes_on_from_its_newest_checkpoint_also_after_a_restart()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var job = (await Lease(1)).Jobs[0];
        Assert.Null(job.From);
        await Keep(job, 100);
        var newest = await Keep(job, 200);
        await Restart();

        var again = (await Lease(2)).Jobs[0];

        Assert.Equal((2L, newest), (again.Fence, again.From));
    }

    [Fact]
    public async Task A_checkpoint_is_acknowledged_however_often_it_is_told()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var job = (await Lease()).Jobs[0];
        await Keep(job, 100);

        await Keep(job, 100);
        Tell(new Release(job.Job, job.Fence, "drain"));
        await Node.ExpectMsgAsync<OutcomeStored>();
        await Keep(job, 100);
    }

    [Fact]
    public async Task A_checkpoint_under_a_fence_that_was_left_or_overtaken_is_superseded()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var job = (await Lease(1)).Jobs[0];
        Tell(new Release(job.Job, job.Fence, "drain"));
        await Node.ExpectMsgAsync<OutcomeStored>();

        Tell(new Checkpointed(job.Job, job.Fence, Given.CheckpointAt(job.Fence, 100)));
        Assert.Equal(new Superseded(job.Job, job.Fence), await Node.ExpectMsgAsync<Superseded>());
        await Lease(2);
        Tell(new Checkpointed(job.Job, job.Fence, Given.CheckpointAt(job.Fence, 100)));
        Assert.Equal(new Superseded(job.Job, job.Fence), await Node.ExpectMsgAsync<Superseded>());
    }

    [Fact]
    public async Task A_lease_is_told_again_with_the_checkpoint_it_began_from_however_many_were_taken_since()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        await Keep((await Lease(1)).Jobs[0], 100);
        var lease = await Lease(2);
        foreach (var step in (int[])[200, 300, 400]) await Keep(lease.Jobs[0], step);

        var repeated = await Lease(2);
        await Restart();
        var recovered = await Lease(2);

        Assert.Equal(100, lease.Jobs[0].From?.Step);
        Assert.Equal(lease.Jobs, repeated.Jobs);
        Assert.Equal(lease.Jobs, recovered.Jobs);
    }

    [Fact]
    public async Task A_refused_checkpoint_is_not_leased_again_and_is_no_failure()
    {
        await Submit(Given.Study(cells: 1, seeds: 1, maxAttempts: 1));
        var before = await Keep((await Lease(1)).Jobs[0], 100);
        var refused = await Keep((await Lease(2)).Jobs[0], 200);
        var job = (await Lease(3)).Jobs[0];
        Assert.Equal(refused, job.From);

        Tell(new CheckpointRefused(job.Job, job.Fence, refused, "it is torn"));
        Assert.Equal(new OutcomeStored(job.Job, job.Fence), await Node.ExpectMsgAsync<OutcomeStored>());

        Assert.Equal(before, (await Lease(4)).Jobs[0].From);
    }

    [Fact]
    public async Task A_lease_says_when_checkpoints_are_taken()
    {
        var policy = new CheckpointPolicy(30, 5, Keep: true);
        await Submit(Given.Study() with { Checkpoints = policy });

        Assert.Equal(policy, (await Lease()).Checkpoints);
    }

    [Fact]
    public async Task Files_of_checkpoints_that_are_no_longer_kept_are_removed()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var job = (await Lease()).Jobs[0];
        List<CheckpointPath> files = [];
        foreach (var step in (int[])[100, 150, 200, 300])
        {
            files.Add(await Put(job, step));
            if (step != 150) await Keep(job, step, files[^1]);    // 150 is put and never told
        }

        await Removals();

        bool[] kept = [false, false, true, true];
        Assert.Equal(kept, await Task.WhenAll(files.Select(Has)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_of_a_job_go_when_it_ends_unless_the_study_keeps_them(bool keep)
    {
        await Submit(Given.Study(cells: 1, seeds: 1) with { Checkpoints = new(null, null, keep) });
        var job = (await Lease()).Jobs[0];
        var file = await Put(job, 100);
        await Keep(job, 100, file);

        await Finish(job);
        await Removals();

        Assert.Equal(keep, await Has(file));
    }

    [Fact]
    public async Task What_ended_jobs_left_behind_is_removed_when_their_study_is_opened()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        var ended = (await Lease(slot: 0)).Jobs[0];
        var open = (await Lease(slot: 1)).Jobs[0];
        await Finish(ended);
        await Removals();
        var late = await Put(ended, 100);
        var current = await Put(open, 100);
        var unknown = await Put(open with { Job = open.Job with { Seed = 9 } }, 100);
        await Keep(open, 100, current);

        await Restart();
        await Removals();

        Assert.Equal((false, false, true), (await Has(late), await Has(unknown), await Has(current)));
    }

    private Task<bool> Has(CheckpointPath checkpoint) => Checkpoints.Has(checkpoint, CancellationToken.None);

    private async Task<Checkpoint> Keep(LeasedJob job, long step, CheckpointPath? file = null)
    {
        var checkpoint = Given.CheckpointAt(job.Fence, step);
        if (file is { Content: var content }) checkpoint = checkpoint with { Content = content };
        Tell(new Checkpointed(job.Job, job.Fence, checkpoint));
        Assert.Equal(new CheckpointStored(job.Job, job.Fence, step), await Node.ExpectMsgAsync<CheckpointStored>());
        return checkpoint;
    }

    private async Task<CheckpointPath> Put(LeasedJob job, long step)
    {
        var content = BitConverter.GetBytes(step);
        var path = new CheckpointPath(
            job.Job, job.Fence, step, new(Convert.ToHexStringLower(SHA256.HashData(content))));
        await Checkpoints.Put(path, new MemoryStream(content), CancellationToken.None);
        return path;
    }

    /// <summary>Until all removals that were asked for so far are done.</summary>
    private async Task Removals() => await Sys.ActorSelection(Coordinator.Path / "checkpoint-removal")
        .Ask<ActorIdentity>(new Identify(null), RemainingOrDefault);
}
