namespace Seedbed.Training.Tests.Lanes;

using Xunit;

[Collection(TorchCollection.Name)]
public class PackingTests
{
    private const int Steps = 320;

    [Theory]
    [InlineData(OptimiserKind.Adam, 2), InlineData(OptimiserKind.Adam, 3), InlineData(OptimiserKind.Adam, 8)]
    [InlineData(OptimiserKind.AdamW, 2), InlineData(OptimiserKind.AdamW, 3), InlineData(OptimiserKind.AdamW, 8)]
    [InlineData(OptimiserKind.SgdWithMomentum, 2), InlineData(OptimiserKind.SgdWithMomentum, 3)]
    [InlineData(OptimiserKind.SgdWithMomentum, 8)]
    public void A_lane_of_a_pack_is_bit_equal_to_its_job_alone(OptimiserKind kind, int lanes)
    {
        LaneJob[] jobs = [.. Enumerable.Range(0, lanes).Reverse().Select(seed => new LaneJob(seed))];

        var packed = TinyMlp.Train(jobs, kind, Steps);

        for (var lane = 0; lane < lanes; lane++) Assert.Equal(TinyMlp.Train([jobs[lane]], kind, Steps)[0], packed[lane]);
    }
}
