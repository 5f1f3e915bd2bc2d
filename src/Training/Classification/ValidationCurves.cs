namespace Seedbed.Training.Classification;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Metrics;

/// <summary>What the validation part said after each epoch of one job.</summary>
internal sealed class ValidationCurves
{
    private List<double> _losses = [];
    private List<double> _macroF1s = [];

    /// <summary>After each epoch. A part without examples adds nothing.</summary>
    public void Add(PartEvaluation validation)
    {
        if (validation.Loss is double loss) _losses.Add(loss);
        if (validation.Scores.MacroF1 is double macroF1) _macroF1s.Add(macroF1);
    }

    public void Exchange(LaneState state)
    {
        _losses = [.. state.Numbers("validation.losses", _losses)];
        _macroF1s = [.. state.Numbers("validation.macro-f1s", _macroF1s)];
    }

    /// <summary>The finals that have a value, by full metric name.</summary>
    public IEnumerable<KeyValuePair<string, double>> Volatilities()
    {
        if (Volatility.Of(_losses) is double loss) yield return new("volatility.val_loss", loss);
        if (Volatility.Of(_macroF1s) is double macroF1) yield return new("volatility.macro_f1", macroF1);
    }
}
