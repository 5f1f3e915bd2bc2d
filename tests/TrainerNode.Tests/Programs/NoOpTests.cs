namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.TrainerNode.Programs.NoOp;
using Seedbed.Training.Programs;
using Xunit;

public class NoOpTests
{
    private static readonly NoOpProgram Program = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(25_000, 16)]
    public void It_reports_the_points_and_finals_it_is_told_to(int points, int finals)
    {
        var lanes = RecordedLane.Train(Program, [Job(3, points, finals), Job(4, points, finals)]);

        Assert.All(lanes, lane =>
        {
            Assert.Equal(
                Enumerable.Range(1, points).Select(step => (long)step), lane.Points.Select(point => point.Step));
            Assert.Equal(Enumerable.Range(1, finals).Select(number => $"final_{number}"), lane.Finals!.Keys);
        });
    }

    [Fact]
    public void Its_numbers_depend_on_the_seed_alone()
    {
        var packed = RecordedLane.Train(Program, [Job(4, 5, 2), Job(3, 5, 2)]);
        var alone = RecordedLane.Train(Program, [Job(3, 5, 2)])[0];

        Assert.Equal(alone.Points, packed[1].Points);
        Assert.Equal(alone.Finals, packed[1].Finals);
        Assert.NotEqual(packed[0].Finals!["final_1"], packed[1].Finals!["final_1"]);
        Assert.NotEqual(alone.Finals!["final_1"], alone.Finals["final_2"]);
    }

    [Fact]
    public void Its_wait_is_cut_short_by_cancellation()
    {
        var lane = new RecordedLane();
        var parameters = new LaneSetting(Seeds.Of(0), ("milliseconds", "3600000")).Over(Program.Description);
        using var session = Program.Start(new([new(Seeds.Of(0), parameters, lane)], null!, null, null));
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Assert.Throws<OperationCanceledException>(() => session.Advance(cancelled.Token));
        Assert.Null(lane.Finals);
    }

    private static LaneSetting Job(long seed, int points, int finals) =>
        new(Seeds.Of(seed), ("points", $"{points}"), ("finals", $"{finals}"));
}
