namespace Seedbed.Training.Tests.Lanes;

using Xunit;

/// <summary>What a job computes depends on the job alone, to the bit: not on the pack, not on its lane.</summary>
[Collection(TorchCollection.Name)]
public class PackingTests
{
    private static readonly LaneJob[] Jobs = [.. Enumerable.Range(0, 4).Select(seed => new LaneJob(seed))];

    private static readonly int[][] Packs = [[0, 1], [2, 1, 0], [3, 1, 0, 2, 2, 3, 0, 1]];

    [Theory]
    [MemberData(nameof(OptimiserKinds.All), MemberType = typeof(OptimiserKinds))]
    public void A_lane_of_a_multi_layer_perceptron_is_bit_equal_to_its_job_alone(OptimiserKind kind) =>
        AssertPacksEqualJobsAlone(jobs => TinyMlp.Train(jobs, kind, steps: 320));

    [Theory]
    [MemberData(nameof(OptimiserKinds.All), MemberType = typeof(OptimiserKinds))]
    public void A_lane_of_a_transformer_is_bit_equal_to_its_job_alone(OptimiserKind kind) =>
        AssertPacksEqualJobsAlone(jobs => TinyTransformer.Train(jobs, kind, steps: 120));

    [Fact]
    public void Jobs_with_different_rates_can_share_a_pack()
    {
        LaneJob[] jobs =
            [new(1), new(1, LearningRate: 1e-2), new(1, WeightDecay: 0), new(1, Dropout: 0.5), new(1, Dropout: 0)];

        var packed = TinyMlp.Train(jobs, OptimiserKind.AdamW, steps: 60);

        for (var lane = 0; lane < jobs.Length; lane++)
            Assert.Equal(TinyMlp.Train([jobs[lane]], OptimiserKind.AdamW, steps: 60)[0], packed[lane]);
        Assert.Equal(jobs.Length, packed.Select(row => string.Join(' ', row)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(OptimiserKinds.All), MemberType = typeof(OptimiserKinds))]
    public void A_lane_that_diverges_leaves_its_neighbours_bits_untouched(OptimiserKind kind)
    {
        var absurd = new LaneJob(9, LearningRate: 1e30);

        var packed = TinyMlp.Train([Jobs[0], absurd, Jobs[1]], kind, steps: 60);

        Assert.Contains(packed[1], value => !float.IsFinite(value) || Math.Abs(value) > 1e10);
        Assert.Equal(TinyMlp.Train([Jobs[0]], kind, steps: 60)[0], packed[0]);
        Assert.Equal(TinyMlp.Train([Jobs[1]], kind, steps: 60)[0], packed[2]);
    }

    private static void AssertPacksEqualJobsAlone(Func<IReadOnlyList<LaneJob>, float[][]> train)
    {
        var alone = Jobs.Select(job => train([job])[0]).ToArray();
        Assert.All(alone.Skip(1), row => Assert.NotEqual(alone[0], row));

        foreach (var pack in Packs)
        {
            var packed = train([.. pack.Select(job => Jobs[job])]);
            for (var lane = 0; lane < pack.Length; lane++) Assert.Equal(alone[pack[lane]], packed[lane]);
        }
    }
}
