namespace Seedbed.Training.Tests.Programs;

using Seedbed.Training.Programs;
using TorchSharp;
using Xunit;

[Collection(TorchCollection.Name)]
public class SoloProgramTests
{
    [Fact]
    public void A_job_has_the_same_bits_whatever_ran_before_it()
    {
        torch.manual_seed(1);
        var first = Train(Seeds.Of(5));
        torch.rand(1000);
        var second = Train(Seeds.Of(5));

        Assert.Equal(first.Points, second.Points);
        Assert.Equal(first.Artifacts["initial"], second.Artifacts["initial"]);
        Assert.Equal(first.Finals, second.Finals);
    }

    [Fact]
    public void The_init_seed_decides_how_a_model_begins()
    {
        var (one, other) = (Train(Seeds.Of(5)), Train(Seeds.Of(5) with { Init = 6 }));

        Assert.NotEqual(one.Artifacts["initial"], other.Artifacts["initial"]);
        Assert.Equal(one.Finals!["drawn"], other.Finals!["drawn"]);
    }

    [Theory]
    [InlineData(9, 5, 5), InlineData(5, 9, 5), InlineData(5, 5, 9)]
    public void Every_other_seed_decides_how_it_goes_on(long order, long dropout, long augment)
    {
        var (one, other) = (Train(Seeds.Of(5)), Train(new Seeds(5, order, dropout, augment)));

        Assert.Equal(one.Artifacts["initial"], other.Artifacts["initial"]);
        Assert.NotEqual(one.Points[0], other.Points[0]);
    }

    [Fact]
    public void How_much_chance_an_epoch_used_changes_no_later_one() =>
        Assert.Equal(Train(Seeds.Of(5)).Points, Train(Seeds.Of(5), new PlainProgram { Extra = 7 }).Points);

    [Fact]
    public void The_finals_are_those_of_the_chosen_epoch()
    {
        var (last, best) = (Train(Seeds.Of(5), rate: 0.2), Train(Seeds.Of(5), selectBy: "loss", rate: 0.2));
        var lowest = last.Points.MinBy(point => point.Value);

        Assert.Equal(last.Points, best.Points);
        Assert.Equal(16, last.Finals!["epoch"]);
        Assert.True(lowest.Step < 16, "the best epoch must not be the last for the test to tell them apart");
        Assert.Equal((lowest.Step, lowest.Value), ((long)best.Finals!["epoch"], best.Finals["loss"]));
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_job_as_diverged()
    {
        var diverged = Train(Seeds.Of(5), rate: 1e30);

        Assert.Equal(4, diverged.DivergedAt);
        Assert.Null(diverged.Finals);
    }

    [Fact]
    public void It_takes_packs_of_one_and_says_so()
    {
        var program = new PlainProgram();
        var (one, other) = (LaneOf(Seeds.Of(1), new RecordedLane()), LaneOf(Seeds.Of(2), new RecordedLane()));
        var mistake = Assert.Throws<ArgumentException>(() => program.Start(new([one, other], torch.CPU, null, null)));

        Assert.Contains("plain trains one job at a time, not 2", mistake.Message, StringComparison.Ordinal);
        Assert.Equal(1, program.Description.MaxLanes);
    }

    [Fact]
    public void Its_description_says_what_it_cannot_promise()
    {
        Assert.Equal(SoloProgram.Guarantees, new PlainProgram().Description.Guarantees);
        Assert.Contains("\"guarantees\":", new PlainProgram().Description.ToJson(), StringComparison.Ordinal);
    }

    private static RecordedLane Train(
        Seeds seeds, PlainProgram? program = null, string? selectBy = null, double rate = 0.1)
    {
        var recorded = new RecordedLane();
        using var session = (program ?? new()).Start(new([LaneOf(seeds, recorded, rate)], torch.CPU, null, selectBy));
        while (session.Advance(CancellationToken.None)) { }
        return recorded;
    }

    private static Lane LaneOf(Seeds seeds, ILaneObserver observer, double rate = 0.1) => new(
        seeds, new(new Dictionary<string, string> { ["learning-rate"] = $"{rate:R}", ["epochs"] = "4" }), observer);
}
