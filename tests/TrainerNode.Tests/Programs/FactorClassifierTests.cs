namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.TrainerNode.Programs.FactorClassifier;
using Seedbed.Training.Programs;
using TorchSharp;
using Xunit;

[Collection(ProgramCollection.Name)]
public sealed class FactorClassifierTests : IDisposable
{
    private static readonly FactorClassifierProgram Program = new();
    private static readonly string[] Weights = ["none", "sqrt", "inverse"];

    private readonly SmallTable _table = new();

    public void Dispose() => _table.Dispose();

    [Theory]
    [InlineData("transformer", "scaled", "learned")]
    [InlineData("transformer", "binned", "none")]
    [InlineData("mlp", "scaled", "none")]
    [InlineData("mlp", "binned", "learned")]
    public void Every_lane_of_a_pack_is_bit_equal_to_its_job_alone(string body, string numbers, string positions)
    {
        LaneSetting[] jobs = [.. Enumerable.Range(0, 3).Select(number => Small(
            number, ("body", body), ("numbers", numbers), ("positions", positions), ("epochs", "12"),
            ("class-weights", Weights[number]), ("dropout", $"0.{number}"), ("learning-rate", $"0.00{1 + number}")))];

        var packed = Train(jobs);

        Assert.InRange(packed[0].Points[^1].Step, 100, 400);
        foreach (var (index, job) in jobs.Index())
        {
            var alone = Train([job])[0];
            Assert.Equal(alone.Points, packed[index].Points);
            Assert.Equal(alone.Finals, packed[index].Finals);
            Assert.Equal(alone.Artifacts["evaluation.json"], packed[index].Artifacts["evaluation.json"]);
        }

        Assert.Equal(packed[0].Points, Train([jobs[2], jobs[1], jobs[0]])[2].Points);
    }

    [Theory]
    [InlineData("transformer", "scaled")]
    [InlineData("transformer", "binned")]
    [InlineData("mlp", "scaled")]
    [InlineData("mlp", "binned")]
    public void It_learns_from_categories_from_numbers_and_from_what_is_missing(string body, string numbers)
    {
        var job = Small(1, ("body", body), ("numbers", numbers), ("epochs", "40"), ("learning-rate", "0.01"));
        var lane = Train([job])[0];

        Assert.InRange(lane.Finals!["test.macro_f1"], 0.9, 1);
        Assert.InRange(lane.Finals["far.macro_f1"], 0.9, 1);
    }

    [Fact]
    public void Positions_change_the_result() => Assert.NotEqual(
        Train([Small(1, ("positions", "none"))])[0].Finals!["val.loss"],
        Train([Small(1, ("positions", "learned"))])[0].Finals!["val.loss"]);

    [Theory]
    [InlineData("transformer")]
    [InlineData("mlp")]
    public void A_session_leaves_no_tensor_behind(string body)
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Train([Small(1, ("body", body))]);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static LaneSetting Small(long seed, params (string Name, string Value)[] set) =>
        new(
            Seeds.Of(seed),
            [("width", "16"), ("layers", "1"), ("hidden", "16"), ("epochs", "2"), ("batch", "32"), .. set]);

    private RecordedLane[] Train(IReadOnlyList<LaneSetting> jobs) => RecordedLane.Train(Program, jobs, _table.Source);
}
