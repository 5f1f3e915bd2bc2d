namespace Seedbed.Training.Tests.Checkpoints;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Tests.Lanes;
using Xunit;

/// <summary>A lane goes on from its slice of a pack, alone or in another pack, to the bit.</summary>
[Collection(TorchCollection.Name)]
public class ResumedOptimiserTests
{
    private const int Steps = 200;

    private static readonly LaneJob[] Jobs =
        [new(1), new(2, LearningRate: 1e-2), new(3, Dropout: 0.5), new(4, Steps: 50)];

    [Theory]
    [MemberData(nameof(OptimiserKinds.All), MemberType = typeof(OptimiserKinds))]
    public void Every_optimiser_goes_on_as_if_nothing_had_happened(OptimiserKind kind)
    {
        var undisturbed = TinyMlp.Train(Jobs, kind, Steps);

        foreach (var at in new[] { 1, 63, 64, 65, 137 })          // around a flush of denormal numbers, too
        {
            var states = Kept(kind, at);
            foreach (int[] pack in (int[][])[[0], [2, 0], [3, 1, 2]])
            {
                var resumed = Resume(kind, at, pack, states);
                foreach (var (lane, job) in pack.Index()) Assert.Equal(undisturbed[job], resumed[lane]);
            }
        }
    }

    [Fact]
    public void A_lane_that_goes_on_with_anothers_state_ends_elsewhere()
    {
        var states = Kept(OptimiserKind.Adam, 64);

        var resumed = Resume(OptimiserKind.Adam, 64, [0], [states[1]]);

        Assert.NotEqual(TinyMlp.Train(Jobs, OptimiserKind.Adam, Steps)[0], resumed[0]);
    }

    private static CheckpointFile[] Kept(OptimiserKind kind, int at)
    {
        var states = new CheckpointFile[Jobs.Length];
        TinyMlp.Train(Jobs, kind, 0, at, (_, _) => { }, (lane, pass) =>
        {
            var kept = new KeptState();
            pass(kept);
            states[lane] = new(new Dictionary<string, string>(), kept.Tensors);
        });
        return states;
    }

    private static float[][] Resume(OptimiserKind kind, int at, int[] pack, CheckpointFile[] states) => TinyMlp.Train(
        [.. pack.Select(job => Jobs[job])], kind, at, Steps,
        (lane, pass) => pass(new GivenState(states[pack[lane]])), (_, _) => { });
}
