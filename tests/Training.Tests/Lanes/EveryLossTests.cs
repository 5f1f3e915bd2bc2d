namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

/// <summary>
/// What holds for every loss: lanes are alone, gradients are slopes, and one lane is what TorchSharp computes.
/// </summary>
[Collection(TorchCollection.Name)]
public class EveryLossTests
{
    private static readonly Tensor Weights = tensor([0.5f, 1, 3]);

    private static readonly IReadOnlyList<LossCase> All =
    [
        Classes("cross-entropy", (x, y) => LaneLoss.CrossEntropy(x, y), (x, y) => nn.functional.cross_entropy(x, y)),
        Classes("cross-entropy with weights",
            (x, y) => LaneLoss.CrossEntropy(x, y, Weights.unsqueeze(0)),
            (x, y) => nn.functional.cross_entropy(x, y, Weights)),
        Classes("cross-entropy with smoothing",
            (x, y) => LaneLoss.CrossEntropy(x, y, smoothing: 0.1),
            (x, y) => nn.functional.cross_entropy(x, y, label_smoothing: 0.1)),
        Classes("cross-entropy with weights and smoothing",
            (x, y) => LaneLoss.CrossEntropy(x, y, Weights.unsqueeze(0), 0.1),
            (x, y) => nn.functional.cross_entropy(x, y, Weights, label_smoothing: 0.1)),
        Classes("cross-entropies of examples",
            (x, y) => LaneLoss.CrossEntropies(x, y).mean([1]), (x, y) => nn.functional.cross_entropy(x, y)),
        new("binary cross-entropy", Numbers(0.5, 0.5),
            LaneLoss.BinaryCrossEntropy, (x, y) => nn.functional.binary_cross_entropy_with_logits(x, y)),
        new("mean squared error", Numbers(0, 3), LaneLoss.MeanSquaredError, (x, y) => nn.functional.mse_loss(x, y)),
        new("mean absolute error", Numbers(0, 3), LaneLoss.MeanAbsoluteError, (x, y) => nn.functional.l1_loss(x, y)),
        new("Huber's loss", Numbers(0, 3),
            (x, y) => LaneLoss.Huber(x, y, 0.7), (x, y) => nn.functional.huber_loss(x, y, 0.7)),
    ];

    public static TheoryData<string> Losses => [.. All.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_lane_is_bit_equal_to_its_job_alone(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Case(name);
        foreach (var lanes in new[] { 1, 2, 3, 8 })
        {
            long[] seeds = [.. Enumerable.Range(0, lanes).Select(lane => (long)(5 * lane + 3) % 8)];
            var (values, gradients) = Compute(loss, seeds);
            for (var lane = 0; lane < lanes; lane++)
            {
                var (value, gradient) = Compute(loss, [seeds[lane]]);
                Assert.Equal(value[0].item<float>(), values[lane].item<float>());
                Assert.Equal(gradient[0].data<float>().ToArray(), gradients[lane].contiguous().data<float>().ToArray());
            }
        }
    }

    /// <summary>Value and gradient, to 1e-6.</summary>
    [Theory]
    [MemberData(nameof(Losses))]
    public void A_lane_is_torchs_loss(string name)
    {
        using var scope = NewDisposeScope();
        var loss = Case(name);
        var (values, gradients) = Compute(loss, [1, 2]);

        foreach (var (lane, seed) in ((int, long)[])[(0, 1), (1, 2)])
        {
            var x = Predictions(seed).requires_grad_();
            var expected = loss.Torch(x, loss.Target(seed));
            expected.backward();
            Assert.Equal(expected.item<float>(), values[lane].item<float>(), 1e-6);
            Assert.True(allclose(x.grad!, gradients[lane], rtol: 1e-5, atol: 1e-6), name);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Its_gradient_is_a_finite_difference(string name)
    {
        using var scope = NewDisposeScope();
        const double distance = 1e-3;
        var loss = Case(name);
        var (_, gradient) = Compute(loss, [4]);
        var (x, target) = (Predictions(4).unsqueeze(0), loss.Target(4).unsqueeze(0));
        var direction = SplitMix64.Uniform(9, x.shape, 1);
        float At(double offset) => loss.Lanes(x + direction * offset, target).item<float>();

        Assert.Equal((gradient * direction).sum().item<float>(), (At(distance) - At(-distance)) / (2 * distance), 2e-3);
    }

    [Fact]
    public void A_logit_of_any_size_has_a_finite_binary_cross_entropy()
    {
        var x = tensor([0f, 200, -200, 200, -200], [1, 5]).requires_grad_();
        var loss = LaneLoss.BinaryCrossEntropy(x, tensor([0f, 1, 0, 0, 1], [1, 5]));

        loss.sum().backward();

        Assert.Equal((Math.Log(2) + 400) / 5, loss.item<float>(), 1e-4);
        Assert.Equal([0.1f, 0, 0, 0.2f, -0.2f], x.grad!.data<float>().ToArray());
    }

    private static (Tensor Values, Tensor Gradients) Compute(LossCase loss, long[] seeds)
    {
        var x = stack([.. seeds.Select(Predictions)]).requires_grad_();
        var values = loss.Lanes(x, stack([.. seeds.Select(loss.Target)]));
        return (values.detach(), autograd.grad([values.sum()], [x])[0]);
    }

    /// <returns>[19, 3]</returns>
    private static Tensor Predictions(long seed) => SplitMix64.Uniform(seed, [19, 3], 4);

    private static LossCase Classes(
        string name, Func<Tensor, Tensor, Tensor> lanes, Func<Tensor, Tensor, Tensor> torch) =>
        new(name, seed => SplitMix64.Uniform(50 + seed, [19], 1.5).add(1.5).to(int64), lanes, torch);

    private static Func<long, Tensor> Numbers(double centre, double radius) =>
        seed => SplitMix64.Uniform(50 + seed, [19, 3], radius).add(centre);

    private static LossCase Case(string name) => All.Single(loss => loss.Name == name);

    /// <param name="Target">One lane's, by its seed.</param>
    /// <param name="Lanes">[lanes] from predictions and targets of all lanes.</param>
    /// <param name="Torch">The same for one lane, without a lane dimension.</param>
    private sealed record LossCase(
        string Name, Func<long, Tensor> Target, Func<Tensor, Tensor, Tensor> Lanes, Func<Tensor, Tensor, Tensor> Torch);
}
