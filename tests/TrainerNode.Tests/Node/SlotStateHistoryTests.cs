namespace Seedbed.TrainerNode.Tests.Node;

using CsCheck;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// Over random histories of loss, repetition, reordering, crashes and superseded jobs.
/// Safety is asserted in <see cref="SlotWorld"/>.
/// </summary>
public sealed class SlotStateHistoryTests
{
    private static readonly Gen<int[]> Histories = Gen.Int[0, 16 * 4096].Array[0, 400];

    [Fact]
    public void Every_job_ends_once_the_world_behaves_again() => Histories.Sample(
        history =>
        {
            var world = Lived(history);

            Until(() => world.IsDone && world.SlotHoldsNothing, world);
        },
        iter: 2_000);

    [Fact]
    public void A_draining_slot_gives_everything_back_and_asks_for_nothing() => Histories.Sample(
        history =>
        {
            var world = Lived(history);

            world.Drain();
            Until(() => world.State.IsDrained, world);

            Assert.True(world.SlotHoldsNothing);
            Assert.All(
                world.Ends, end => Assert.True(end is Finished or AttemptFailed or Release or CheckpointRefused));
        },
        iter: 1_000);

    [Fact]
    public void Without_losses_every_job_finishes_with_all_its_points_unless_its_checkpoint_is_torn()
    {
        var world = new SlotWorld(jobs: 20);

        Until(() => world.IsDone, world);

        Assert.Equal(20, world.Ends.Count());
        Assert.All(world.Ends, end => Assert.True(end is Finished or Release or CheckpointRefused));
        Assert.InRange(world.Ends.Count(end => end is Finished), 12, 19);
        Assert.NotEmpty(world.Ends.OfType<CheckpointRefused>());
    }

    private static SlotWorld Lived(int[] history)
    {
        var world = new SlotWorld(jobs: 12);
        foreach (var choice in history) world.Step(choice);
        return world;
    }

    private static void Until(Func<bool> holds, SlotWorld world)
    {
        for (var round = 0; round < 200 && !holds(); round++) world.FairRound();
        Assert.True(holds(), "200 rounds in which nothing goes wrong are enough.");
    }
}
