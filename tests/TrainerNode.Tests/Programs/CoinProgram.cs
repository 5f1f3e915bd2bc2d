namespace Seedbed.TrainerNode.Programs.Coin;

using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;

/// <summary>Tosses a coin and learns how often it shows heads.</summary>
public sealed class CoinProgram : ITrainingProgram
{
    public ProgramDescription Description { get; } = new()
    {
        Name = "coin",
        Version = "1",
        Summary = "Tosses a coin and learns how often it shows heads.",
        Parameters = [Parameter.Integer("steps", 100, 1, 1_000_000, "Tosses.")],
        Metrics = [new("error", MetricScope.CurveAndFinal, MetricDirection.LowerIsBetter, 0.5, null, "How far the share of heads is from one half.")],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new CoinSession(pack);
}

internal sealed class CoinSession(Pack pack) : ITrainingSession
{
    private readonly int[] _heads = new int[pack.Lanes.Count];
    private int _step;

    /// <summary>One toss in every lane. Training does seconds' worth of steps, with tensors on pack.Device.</summary>
    public bool Advance(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _step++;
        foreach (var (index, lane) in pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            if (SplitMix64.Uniform(lane.Seeds.Order, _step) < 0.5) _heads[index]++;
            var error = Math.Abs(_heads[index] / (double)_step - 0.5);
            lane.Report("error", _step, error);
            if (_step == lane.Parameters.Integer("steps"))
                lane.Complete(new Dictionary<string, double> { ["error"] = error });
        }

        return pack.Lanes.Any(lane => !lane.HasEnded);
    }

    public void Dispose() { }
}
