namespace Seedbed.Training.Classification;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Remembers for each lane the epoch its finals come from: the last one, or the first of the best by a validation
/// metric.
/// </summary>
/// <param name="metric">Full name of a validation metric; null selects the last epoch.</param>
internal sealed class EpochSelection(string? metric, LaneParameters parameters) : IDisposable
{
    private readonly Tensor _selected = zeros_like(parameters.Values).DetachFromDisposeScope(); // [lanes, row]
    private readonly double?[] _best = new double?[parameters.Lanes];

    /// <summary>After each epoch, for each lane that goes on.</summary>
    public void Offer(int lane, PartEvaluation validation)
    {
        if (metric is null) return;

        var score = validation.Metrics().Where(value => value.Key == metric)
            .Select(value => (double?)value.Value).SingleOrDefault();
        if (_best[lane] is double best && !(score is double now && IsBetter(now, best))) return;

        _best[lane] = score;
        CopyRow(parameters.Values, _selected, lane);
    }

    /// <summary>Gives a lane the parameters of its selected epoch back.</summary>
    public void Restore(int lane)
    {
        if (metric is not null) CopyRow(_selected, parameters.Values, lane);
    }

    /// <summary>Passes a lane's best epoch so far through.</summary>
    public void Exchange(int lane, LaneState state)
    {
        if (metric is null) return; // the last epoch is the one in training

        using var row = _selected.select(0, lane);
        state.Tensor("selected", row);
        _best[lane] = state.Number("selected.best", _best[lane]);
    }

    public void Dispose() => _selected.Dispose();

    private bool IsBetter(double now, double best) => metric == "val.loss" ? now < best : now > best;

    private static void CopyRow(Tensor from, Tensor to, int lane)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        to[lane].copy_(from[lane]);
    }
}
