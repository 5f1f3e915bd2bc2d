namespace Seedbed.Training.Lanes;

using Seedbed.Training.Checkpoints;

/// <summary>
/// Ends the training of a lane whose validation metric has stopped to improve: it is frozen, and its neighbours go on
/// as if nothing had happened.
/// </summary>
/// <param name="patience">So many epochs without an improvement end it, at least 1.</param>
/// <param name="higherIsBetter">Whether the metric grows as a model improves.</param>
public sealed class EarlyStopping(LaneParameters parameters, int patience, bool higherIsBetter)
{
    private readonly double?[] _best = new double?[parameters.Lanes];
    private readonly int[] _waited = new int[parameters.Lanes];

    /// <summary>What a value must be better by than the best before it, to be an improvement.</summary>
    public double MinDelta { get; init; }

    /// <summary>The best value so far; null before there is one.</summary>
    public double? Best(int lane) => _best[lane];

    /// <summary>After an epoch of a lane that is not frozen.</summary>
    /// <param name="value">Null or NaN where there is none, which is no improvement.</param>
    /// <returns>Whether the lane ended now.</returns>
    public bool Offer(int lane, double? value)
    {
        if (value is double now && Improves(now, _best[lane]))
        {
            (_best[lane], _waited[lane]) = (now, 0);
            return false;
        }

        if (++_waited[lane] < patience) return false;
        parameters.Freeze(lane);
        return true;
    }

    /// <summary>Passes what a lane has been waiting for through.</summary>
    public void Exchange(int lane, LaneState state)
    {
        _best[lane] = state.Number("early-stopping.best", _best[lane]);
        _waited[lane] = state.Integer("early-stopping.waited", _waited[lane]);
    }

    private bool Improves(double now, double? best) =>
        !double.IsNaN(now) && (best is not { } before || (higherIsBetter ? now - before : before - now) > MinDelta);
}
