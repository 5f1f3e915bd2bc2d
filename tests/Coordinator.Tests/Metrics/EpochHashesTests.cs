namespace Seedbed.Coordinator.Tests.Metrics;

using Seedbed.Coordinator.Metrics;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Work;
using Xunit;

public class EpochHashesTests
{
    private static readonly JobKey Job = new(0, 0);

    private readonly EpochHashes _epochs = new();

    [Fact]
    public void Epochs_trained_again_to_the_same_states_differ_nowhere()
    {
        Assert.Null(_epochs.Store(Job, [Epoch(10, 'a'), Epoch(20, 'b')]));
        Assert.Null(_epochs.Store(Job, [Epoch(20, 'b'), Epoch(30, 'c')]));
    }

    [Fact]
    public void The_first_step_that_came_out_otherwise_is_told()
    {
        _epochs.Store(Job, [Epoch(10, 'a'), Epoch(20, 'b'), Epoch(30, 'c')]);

        Assert.Equal(20, _epochs.Store(Job, [Epoch(10, 'a'), Epoch(20, 'd'), Epoch(30, 'e')]));
    }

    [Fact]
    public void Each_job_is_held_against_itself()
    {
        _epochs.Store(Job, [Epoch(10, 'a')]);

        Assert.Null(_epochs.Store(new(0, 1), [Epoch(10, 'b')]));
    }

    [Fact]
    public void Of_a_job_with_more_epochs_than_are_kept_the_latest_are()
    {
        for (var step = 1; step <= EpochHashes.PerJob + 5; step++) _epochs.Store(Job, [Epoch(step, 'a')]);

        var kept = _epochs.Latest(Job, int.MaxValue)!;

        Assert.Equal((EpochHashes.PerJob, 6, EpochHashes.PerJob + 5), (kept.Count, kept[0].Step, kept[^1].Step));
        Assert.Null(_epochs.Store(Job, [Epoch(5, 'b')]));
        Assert.Equal(kept, _epochs.Latest(Job, int.MaxValue)!);
    }

    [Fact]
    public void The_latest_of_them_come_oldest_first()
    {
        _epochs.Store(Job, [Epoch(10, 'a'), Epoch(20, 'b'), Epoch(30, 'c')]);

        Assert.Equal([Epoch(20, 'b'), Epoch(30, 'c')], _epochs.Latest(Job, 2)!);
        Assert.Null(_epochs.Latest(Job, 0));
        Assert.Null(_epochs.Latest(new(7, 7), 2));
    }

    [Fact]
    public void A_forgotten_job_begins_anew()
    {
        _epochs.Store(Job, [Epoch(10, 'a')]);
        _epochs.Forget(Job);

        Assert.Null(_epochs.Store(Job, [Epoch(10, 'b')]));
    }

    internal static EpochHash Epoch(long step, char state) => new(step, new(new string(state, 64)));
}
