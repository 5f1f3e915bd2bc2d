namespace Seedbed.Bench;

using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// The 32-job grid as people write it today: <c>nn.Linear</c> modules, <c>torch.optim</c>, one job after another. Data
/// and initial weights are those of the program <c>mlp-teacher</c>, bit for bit; nothing of Seedbed's lanes is used.
/// </summary>
internal static class Modules
{
    private const int Rows = 1024, Inputs = 64, Width = 128, Classes = 10, Batch = 32, Steps = 300;

    /// <summary>Trains one job.</summary>
    /// <returns>Mean cross-entropy and accuracy over all rows.</returns>
    internal static (double Loss, double Accuracy) Train(int config, int seed)
    {
        using var job = NewDisposeScope();
        var x = SplitMix64.Uniform(1000 + seed, [Rows, Inputs], 1);                        // [rows, inputs]
        var y = x.matmul(SplitMix64.Uniform(7, [Inputs, Classes], 1)).argmax(1);           // [rows]
        var linears = new[] { nn.Linear(Inputs, Width), nn.Linear(Width, Width), nn.Linear(Width, Classes) };
        using var model = nn.Sequential(linears[0], nn.ReLU(), linears[1], nn.ReLU(), linears[2]);
        Initialise(linears, seed);

        using optim.Optimizer optimizer = config switch
        {
            0 => optim.SGD(model.parameters(), 0.05),
            1 => optim.SGD(model.parameters(), 0.02, momentum: 0.9),
            2 => optim.Adam(model.parameters(), 1e-3),
            _ => optim.Adam(model.parameters(), 3e-3),
        };

        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var first = step % (Rows / Batch) * Batch;
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(model.forward(x.narrow(0, first, Batch)), y.narrow(0, first, Batch));
            loss.backward();
            optimizer.step();
        }

        using var evaluation = no_grad();
        var logits = model.forward(x);                                                      // [rows, classes]
        return (nn.functional.cross_entropy(logits, y).item<float>(),
                logits.argmax(1).eq(y).to(float64).mean().item<double>());
    }

    private static void Initialise(TorchSharp.Modules.Linear[] linears, int seed)
    {
        using var disabled = no_grad();
        var k = 0;
        foreach (var linear in linears)
        {
            var bound = 1 / Math.Sqrt(k < 2 ? Inputs : Width);
            linear.weight.copy_(SplitMix64.Uniform(100_000 + 16L * seed + k++, linear.weight.shape, bound));
            linear.bias?.copy_(SplitMix64.Uniform(100_000 + 16L * seed + k++, linear.bias.shape, bound));
        }
    }
}
