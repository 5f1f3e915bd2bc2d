namespace Seedbed.TrainerNode.Tests.Programs;

using System.Text.Json;
using Seedbed.TrainerNode.Programs.SequenceClassifier;
using Seedbed.Training.Metrics;
using Seedbed.Training.Programs;
using TorchSharp;
using Xunit;

[Collection(ProgramCollection.Name)]
public sealed class SequenceClassifierTests : IDisposable
{
    private static readonly SequenceClassifierProgram Program = new();
    private static readonly string[] Scores = ["loss", "accuracy", "balanced_accuracy", "macro_f1", "mcc"];

    private static readonly string[] Weights = ["none", "sqrt", "inverse"];

    private readonly SmallCorpus _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Theory]
    [InlineData("learned", "mean", "sqrt", "8", 100)]
    [InlineData("sinusoidal", "first", "inverse", "2", 25)]
    public void Every_lane_of_a_pack_is_bit_equal_to_its_job_alone(
        string positions, string pooling, string weights, string epochs, int steps)
    {
        LaneSetting[] jobs = [Job(5), Job(3), Job(4)];

        var packed = Train(jobs);

        Assert.InRange(packed[0].Points[^1].Step, steps, 2 * steps);
        foreach (var (index, job) in jobs.Index()) AssertEqual(Train([job])[0], packed[index]);
        AssertEqual(packed[2], Train([jobs[2], jobs[0], jobs[1]])[0]);

        LaneSetting Job(long seed) => Small(
            seed, ("layers", "2"), ("epochs", epochs), ("positions", positions), ("pooling", pooling),
            ("class-weights", weights));
    }

    [Fact]
    public void Packs_of_two_three_and_eight_in_any_order_give_every_job_the_bits_it_has_alone()
    {
        LaneSetting[] jobs = [.. Enumerable.Range(0, 8).Select(number => Small(
            number, ("epochs", "16"), ("max-length", "3"),
            ("learning-rate", $"0.00{1 + number}"), ("dropout", $"0.{number % 3}"),
            ("weight-decay", $"0.0{number % 2}"),
            ("class-weights", Weights[number % 3])))];
        var alone = new[] { 2, 5 }.ToDictionary(number => number, number => Train([jobs[number]])[0]);

        Assert.All(alone.Values, lane => Assert.InRange(lane.Points[^1].Step, 200, 400));
        foreach (int[] order in (int[][])[[5, 2], [2, 7, 5], [3, 7, 0, 5, 1, 6, 2, 4]])
        {
            var packed = Train([.. order.Select(number => jobs[number])]);
            foreach (var (lane, number) in order.Index().Where(job => alone.ContainsKey(job.Item)))
                AssertEqual(alone[number], packed[lane]);
        }
    }

    [Fact]
    public void Lanes_with_gated_heads_are_bit_equal_to_their_jobs_alone()
    {
        LaneSetting[] jobs = [.. Enumerable.Range(0, 3).Select(number => Small(
            number, ("attention", "domain-gated"), ("domain-dropout", $"0.{2 * number}"), ("epochs", "8")))];

        var packed = Train(jobs);

        foreach (var (index, job) in jobs.Index()) AssertEqual(Train([job])[0], packed[index]);
    }

    [Fact]
    public void What_unknown_domains_get_is_learned_only_where_known_ones_are_hidden()
    {
        var (shown, hidden) = (Gated("0"), Gated("0.5"));

        Assert.NotEqual(shown.Finals!["far.loss"], hidden.Finals!["far.loss"]);
        Assert.NotEqual(shown.Finals["far.loss"], Train([Small(1, ("epochs", "4"))])[0].Finals!["far.loss"]);

        RecordedLane Gated(string share) =>
            Train([Small(1, ("attention", "domain-gated"), ("domain-dropout", share), ("epochs", "4"))])[0];
    }

    [Theory]
    [InlineData("learned")]
    [InlineData("sinusoidal")]
    public void A_session_leaves_no_tensor_behind(string positions)
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Train([Small(1, ("epochs", "1"), ("positions", positions))]);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Each_source_of_chance_changes_the_result_by_itself()
    {
        var same = new Seeds(1, 1, 1, 1);
        Seeds[] others = [same with { Init = 2 }, same with { Order = 2 }, same with { Dropout = 2 }];

        var losses = Train([.. others.Prepend(same).Select(seeds => Small(0) with { Seeds = seeds })])
            .Select(lane => lane.Finals!["val.loss"]);

        Assert.Equal(4, losses.Distinct().Count());
    }

    [Fact]
    public void A_lane_that_diverges_says_when_and_leaves_its_neighbours_bits()
    {
        // Decay of 10 at a rate of 10 multiplies every weight by −99 in each step.
        LaneSetting[] jobs = [Small(1), Small(2, ("learning-rate", "10"), ("weight-decay", "10")), Small(3)];

        var packed = Train(jobs);

        Assert.InRange(packed[1].DivergedAt!.Value, 1, 120);
        Assert.Equal(Train([jobs[1]])[0].DivergedAt, packed[1].DivergedAt);
        Assert.Null(packed[1].Finals);
        AssertEqual(Train([jobs[0]])[0], packed[0]);
        AssertEqual(Train([jobs[2]])[0], packed[2]);
    }

    [Fact]
    public void Every_epoch_reports_its_curves_and_the_end_reports_every_part()
    {
        var lane = Train([Small(1)])[0];

        string[] curves = ["train.loss", "learning_rate", .. Scores.Select(score => $"val.{score}")];
        var byEpoch = lane.Points.Chunk(curves.Length).ToList();
        Assert.Equal(3, byEpoch.Count);
        Assert.All(byEpoch, epoch => Assert.Equal(curves, epoch.Select(point => point.Metric)));
        Assert.Equal(3, lane.Points.Select(point => point.Step).Distinct().Count());

        string[] finals = [.. new[] { "val", "test", "far" }.SelectMany(
            part => Scores.Select(score => $"{part}.{score}"))];
        Assert.Equal([.. finals, "volatility.val_loss", "volatility.macro_f1"], lane.Finals!.Keys);
        Assert.Equal(Volatility.Of([.. lane.Curve("val.macro_f1")]), lane.Finals["volatility.macro_f1"]);
        Assert.Equal(lane.Curve("val.loss").Last(), lane.Finals["val.loss"]);
    }

    [Fact]
    public void It_learns()
    {
        var lane = Train([Small(1, ("epochs", "12"), ("dropout", "0"))])[0];

        Assert.True(lane.Curve("train.loss").Last() < lane.Curve("train.loss").First() / 2);
        Assert.InRange(lane.Finals!["test.accuracy"], 0.75, 1);
    }

    [Fact]
    public void The_best_epoch_gives_the_finals_if_the_study_selects_it()
    {
        LaneSetting[] jobs = [.. Enumerable.Range(0, 3).Select(
            seed => Small(seed, ("epochs", "6"), ("schedule", "constant"), ("learning-rate", "0.03")))];

        var best = RecordedLane.Train(Program, jobs, _corpus.Source, selectBy: "val.mcc");

        Assert.All(best, lane => Assert.Equal(lane.Curve("val.mcc").Max(), lane.Finals!["val.mcc"]));
        Assert.Contains(best, lane => lane.Finals!["val.mcc"] != lane.Curve("val.mcc").Last());
        AssertEqual(RecordedLane.Train(Program, [jobs[1]], _corpus.Source, selectBy: "val.mcc")[0], best[1]);
    }

    [Fact]
    public void The_evaluation_document_names_classes_and_agrees_with_the_finals()
    {
        var lane = Train([Small(1)])[0];

        using var document = JsonDocument.Parse(lane.Artifacts["evaluation.json"]);
        var classes = document.RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString());
        var parts = document.RootElement.GetProperty("parts").EnumerateArray().ToList();

        Assert.Equal(["early", "late", "long"], classes.Order());
        Assert.Equal(["val", "test", "far"], parts.Select(part => part.GetProperty("part").GetString()));
        Assert.All(parts, part =>
        {
            var name = part.GetProperty("part").GetString();
            var f1 = part.GetProperty("f1").EnumerateArray().Average(score => score.GetDouble());
            var counts = part.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray())
                .Sum(count => count.GetInt64());
            Assert.Equal(lane.Finals![$"{name}.macro_f1"], f1, 12);
            Assert.Equal(part.GetProperty("examples").GetInt64(), counts);
        });
    }

    [Fact]
    public void A_part_without_examples_has_no_scores()
    {
        var declaration = _corpus.Source.Declaration;
        declaration = declaration with { Split = declaration.Split with { Test = 0 } };
        var withoutTest = _corpus.Source with { Declaration = declaration };

        var lane = RecordedLane.Train(Program, [Small(1)], withoutTest)[0];

        Assert.DoesNotContain(lane.Finals!.Keys, metric => metric.StartsWith("test.", StringComparison.Ordinal));
        Assert.Contains("far.mcc", lane.Finals.Keys);
    }

    private RecordedLane[] Train(IReadOnlyList<LaneSetting> jobs) => RecordedLane.Train(Program, jobs, _corpus.Source);

    private static LaneSetting Small(long seed, params IReadOnlyList<(string, string)> set) => new(
        Seeds.Of(seed),
        [
            ("width", "16"), ("layers", "1"), ("heads", "2"), ("ffn", "24"), ("epochs", "3"), ("batch", "28"),
            ("dropout", "0.2"), .. set,
        ]);

    private static void AssertEqual(RecordedLane expected, RecordedLane actual)
    {
        Assert.Equal(expected.Points, actual.Points);
        Assert.Equal(expected.Finals, actual.Finals);
        Assert.Equal(expected.Artifacts["evaluation.json"], actual.Artifacts["evaluation.json"]);
    }
}
