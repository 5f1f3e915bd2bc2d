namespace Seedbed.Training.Tests.Programs;

using FiveSteps;
using Seedbed.Data;
using Seedbed.Training.Programs;
using Seedbed.Training.Tests.Data;
using TorchSharp;
using Xunit;

/// <summary><c>examples/FiveSteps</c>: what <c>docs/programs.md</c> says of the five holds.</summary>
[Collection(TorchCollection.Name)]
public class FiveStepsTests
{
    private static readonly DataSource Flowers = new(
        ShippedData.Path("iris.csv", "examples/FiveSteps"),
        new(default, "iris.csv", Bytes: 0, new Dictionary<string, NameList>
        {
            ["numeric"] = new("sepal-length", "sepal-width", "petal-length", "petal-width"),
            ["label"] = "species",
        }, InDomain: null, Classes: null, Domains: [], new("random", null, null, 0.2, 0.2, Seed: 1), Take: null));

    [Fact]
    public void The_ordinary_loop_tells_most_flowers_apart() =>
        Assert.InRange(OrdinaryLoop.Run(Flowers.Path), 0.8, 1);

    [Theory]
    [InlineData(typeof(IrisModules)), InlineData(typeof(IrisKeyed))]
    [InlineData(typeof(IrisLanes)), InlineData(typeof(IrisStudied))]
    public void Each_program_tells_most_flowers_apart(Type program) =>
        Assert.InRange(Train(Made(program), new Job(5))[0].Finals!["test.accuracy"], 0.8, 1);

    [Fact]
    public void Lanes_give_the_numbers_of_the_keyed_loop()
    {
        var (keyed, lane) = (Train(new IrisKeyed(), new Job(5))[0], Train(new IrisLanes(), new Job(5))[0]);

        Assert.Equal(30, keyed.Points.Count);
        Assert.All(keyed.Points.Zip(lane.Points), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 1e-4));
        Assert.Equal(keyed.Finals, lane.Finals);
    }

    [Theory]
    [InlineData(typeof(IrisModules), false), InlineData(typeof(IrisKeyed), true), InlineData(typeof(IrisLanes), true)]
    public void Sources_of_chance_vary_apart_once_chance_is_keyed(Type program, bool areApart)
    {
        var job = new Job(5, new() { ["epochs"] = "1", ["dropout"] = "0" });

        var (one, other) = (Loss(job), Loss(job with { DropoutSeed = 6 }));

        Assert.Equal(areApart, one.Equals(other)); // nothing is dropped, so its seed has nothing to decide

        double Loss(Job of) => Train(Made(program), of)[0].Points[0].Value;
    }

    [Theory]
    [InlineData(typeof(IrisLanes)), InlineData(typeof(IrisStudied))]
    public void A_job_has_the_same_bits_alone_and_in_a_pack_of_three(Type program)
    {
        Job[] jobs = [new(1), new(2), new(3)];

        var packed = Train(Made(program), jobs);

        Assert.Equal(3, packed.Select(lane => lane.Points[0]).Distinct().Count());
        Assert.All(jobs.Index(), job => AssertSame(Train(Made(program), job.Item)[0], packed[job.Index]));
    }

    [Fact]
    public void Cells_that_differ_per_lane_share_a_pack_and_each_ends_in_its_own_time()
    {
        Job[] jobs =
        [
            new(1, new() { ["learning-rate"] = "0.1", ["epochs"] = "400" }),
            new(1, new() { ["learning-rate"] = "1e30", ["epochs"] = "400" }),
            new(1, new() { ["learning-rate"] = "0.01", ["epochs"] = "400", ["dropout"] = "0.5" }),
        ];

        var packed = Train(new IrisStudied(), jobs);

        Assert.Equal([null, packed[1].DivergedAt, null], packed.Select(lane => lane.DivergedAt));
        Assert.NotNull(packed[1].DivergedAt);
        Assert.True(packed[0].Points.Count < packed[2].Points.Count && packed[2].Points.Count < 400);
        Assert.All(jobs.Index(), job => AssertSame(Train(new IrisStudied(), job.Item)[0], packed[job.Index]));
    }

    [Fact]
    public void A_study_that_selects_gets_the_finals_of_the_best_epoch()
    {
        var job = new Job(1, new() { ["learning-rate"] = "0.1" });
        var (last, best) = (Train(new IrisStudied(), job)[0], Train(new IrisStudied(), "val.loss", job)[0]);
        var epoch = best.Points.IndexOf(best.Points.MinBy(point => point.Value)) + 1;
        var untilThen = new Job(1, new() { ["learning-rate"] = "0.1", ["epochs"] = $"{epoch}" });

        Assert.Equal(last.Points, best.Points);
        Assert.True(epoch < best.Points.Count);
        Assert.Equal(Train(new IrisStudied(), untilThen)[0].Finals, best.Finals);
    }

    private static ITrainingProgram Made(Type program) => (ITrainingProgram)Activator.CreateInstance(program)!;

    private static void AssertSame(RecordedLane alone, RecordedLane packed)
    {
        Assert.Equal(alone.Points, packed.Points);
        Assert.Equal(alone.Finals, packed.Finals);
        Assert.Equal(alone.DivergedAt, packed.DivergedAt);
    }

    private static IReadOnlyList<RecordedLane> Train(ITrainingProgram program, params Job[] jobs) =>
        Train(program, selectBy: null, jobs);

    private static IReadOnlyList<RecordedLane> Train(ITrainingProgram program, string? selectBy, params Job[] jobs)
    {
        RecordedLane[] recorded = [.. jobs.Select(_ => new RecordedLane())];
        Lane[] lanes = [.. jobs.Zip(recorded, (job, lane) => job.LaneOf(program.Description, lane))];
        var alive = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var session = program.Start(new(lanes, torch.CPU, Flowers, selectBy)))
            while (session.Advance(CancellationToken.None)) { }
        Assert.Equal(alive, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        return recorded;
    }

    /// <param name="Set">Parameters that are not the program's defaults.</param>
    private sealed record Job(long Seed, Dictionary<string, string>? Set = null)
    {
        public long DropoutSeed { get; init; } = Seed;

        public Lane LaneOf(ProgramDescription program, ILaneObserver observer)
        {
            var values = program.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
            foreach (var (name, value) in Set ?? []) values[name] = value;
            return new(Seeds.Of(Seed) with { Dropout = DropoutSeed }, new(values), observer);
        }
    }
}
