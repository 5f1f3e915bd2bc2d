namespace Seedbed.Messages;

/// <summary>Waits between tries: the first one, doubled with every further failure up to the longest.</summary>
public sealed record BackOff(TimeSpan First, TimeSpan Longest)
{
    /// <param name="failures">In a row so far; up to one gives <see cref="First"/>.</param>
    public TimeSpan After(int failures)
    {
        var wait = First;
        for (var i = 1; i < failures && wait < Longest; i++) wait *= 2;
        return wait < Longest ? wait : Longest;
    }
}
