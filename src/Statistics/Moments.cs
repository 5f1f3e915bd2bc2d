namespace Seedbed.Statistics;

using System.Numerics;

/// <summary>
/// Mean, sample deviation, minimum and maximum of values that arrive one by one. Sums are kept exactly, so the same
/// values give the same numbers, bit for bit, in whatever order they arrived, and nothing cancels.
/// A value that is not finite makes all four NaN: it is never left out silently.
/// </summary>
public sealed class Moments
{
    private BigInteger _sum;         // in units of 2^-1074
    private BigInteger _squares;     // in units of 2^-2148
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private bool _isUndefined;

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>Null without values. Rounded once.</summary>
    public double? Mean =>
        Count == 0 ? null : _isUndefined ? double.NaN : ExactRatio.ToDouble(_sum, Count, ExactRatio.Unit);

    /// <summary>√(Σ(x − mean)² / (n − 1)), null below two values.</summary>
    public double? Deviation
    {
        get
        {
            if (Count < 2) return null;
            if (_isUndefined) return double.NaN;

            var spread = Count * _squares - _sum * _sum;
            return ExactRatio.Sqrt(spread, (BigInteger)Count * (Count - 1), 2 * ExactRatio.Unit);
        }
    }

    /// <summary>Null without values.</summary>
    public double? Min => Count == 0 ? null : _isUndefined ? double.NaN : _min;

    /// <summary>Null without values.</summary>
    public double? Max => Count == 0 ? null : _isUndefined ? double.NaN : _max;

    public void Add(double value)
    {
        Count++;
        if (!double.IsFinite(value))
        {
            _isUndefined = true;
            return;
        }

        var exact = ExactRatio.OfDouble(value);
        _sum += exact;
        _squares += exact * exact;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
    }
}
