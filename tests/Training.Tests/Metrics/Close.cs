namespace Seedbed.Training.Tests.Metrics;

using Xunit;

internal static class Close
{
    /// <summary>To 1e-12, of the value's size where that is above 1; no value only where none is expected.</summary>
    internal static void To(double? expected, double? actual)
    {
        if (expected is not { } value) Assert.Null(actual);
        else Assert.Equal(value, Assert.NotNull(actual), 1e-12 * Math.Max(1, Math.Abs(value)));
    }
}
