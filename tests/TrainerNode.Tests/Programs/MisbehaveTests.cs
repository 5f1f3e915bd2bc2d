namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.TrainerNode.Programs.Misbehave;
using Seedbed.Training.Programs;
using Xunit;

public class MisbehaveTests
{
    private static readonly MisbehaveProgram Program = new();

    [Fact]
    public void An_attempt_after_the_bad_ones_ends_with_the_numbers_of_a_job_that_never_went_wrong()
    {
        LaneSetting good = new(Seeds.Of(4)), bad = new(Seeds.Of(4), ("behaviour", "throw"), ("attempts", "2"));

        var expected = RecordedLane.Train(Program, [good])[0];
        var actual = RecordedLane.Train(Program, [bad with { Attempt = 3 }])[0];

        Assert.Equal(20, expected.Points.Count);
        Assert.Equal(expected.Points, actual.Points);
        Assert.Equal(expected.Finals, actual.Finals);
    }

    [Theory]
    [InlineData(1, "2")]
    [InlineData(2, "2")]
    [InlineData(99, "0")]
    public void An_attempt_that_is_to_go_wrong_does(int attempt, string attempts)
    {
        var bad = new LaneSetting(Seeds.Of(4), ("behaviour", "throw"), ("attempts", attempts)) { Attempt = attempt };

        var thrown = Assert.Throws<InvalidOperationException>(() => RecordedLane.Train(Program, [bad]));

        Assert.Equal($"Misbehaves as told, at step 10 of attempt {attempt}.", thrown.Message);
    }

    [Fact]
    public void A_lane_that_diverges_says_at_which_step_and_leaves_its_neighbour_alone()
    {
        var packed = RecordedLane.Train(
            Program, [new(Seeds.Of(4)), new(Seeds.Of(5), ("behaviour", "diverge"), ("step", "7"))]);

        Assert.Equal(7, packed[1].DivergedAt);
        Assert.Equal(6, packed[1].Points.Count);
        Assert.Equal(RecordedLane.Train(Program, [new(Seeds.Of(4))])[0].Points, packed[0].Points);
    }

    [Fact]
    public void Taking_all_memory_ends_as_having_no_memory_ends() => Assert.Throws<InsufficientMemoryException>(
        () => RecordedLane.Train(Program, [new(Seeds.Of(0), ("behaviour", "out-of-memory"), ("memory", "2"))]));
}
