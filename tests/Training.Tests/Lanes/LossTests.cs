namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class LossTests
{
    private readonly Tensor _logits = SplitMix64.Uniform(1, [2, 6, 3], 2);
    private readonly Tensor _labels = tensor(new long[] { 0, 1, 2, 2, 1, 0, 1, 1, 1, 0, 0, 2 }, [2, 6]);

    [Fact]
    public void Each_lane_has_its_own_mean() =>
        AssertLosses(
            LaneLoss.CrossEntropy(_logits, _labels),
            lane => nn.functional.cross_entropy(_logits[lane], _labels[lane]));

    [Fact]
    public void Weights_may_be_shared()
    {
        var weights = tensor([0.5f, 1, 3]);

        AssertLosses(
            LaneLoss.CrossEntropy(_logits, _labels, weights.unsqueeze(0)),
            lane => nn.functional.cross_entropy(_logits[lane], _labels[lane], weights));
    }

    [Fact]
    public void Weights_may_differ_between_lanes()
    {
        var weights = tensor([0.5f, 1, 3, 1, 1, 0.1f], [2, 3]);

        AssertLosses(
            LaneLoss.CrossEntropy(_logits, _labels, weights),
            lane => nn.functional.cross_entropy(_logits[lane], _labels[lane], weights[lane]));
    }

    private static void AssertLosses(Tensor losses, Func<int, Tensor> expected)
    {
        for (var lane = 0; lane < 2; lane++)
            Assert.Equal(expected(lane).item<float>(), losses[lane].item<float>(), 1e-6);
    }
}
