namespace Seedbed.Cli.Progress;

using System.Globalization;
using Seedbed.Messages.Http;

/// <summary>How numbers, times and cells read in a terminal.</summary>
internal static class TerminalText
{
    /// <summary>
    /// Four decimals for ordinary metric values, five significant
    /// digits for very small and large ones, <c>–</c> for none.
    /// </summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        0 => "0.0000",
        { } number when double.IsFinite(number) && Math.Abs(number) is >= 0.001 and < 1000 =>
            number.ToString("F4", CultureInfo.InvariantCulture),
        { } number => number.ToString("G5", CultureInfo.InvariantCulture),
    };

    /// <summary>As <see cref="Number"/>, with its sign also where it is positive.</summary>
    public static string Signed(double? value) => value > 0 ? $"+{Number(value)}" : Number(value);

    /// <summary>Mean ± sample standard deviation; the mean alone below two values.</summary>
    public static string Spread(Estimate estimate) =>
        estimate.Deviation is null ? Number(estimate.Mean) : $"{Number(estimate.Mean)} ± {Number(estimate.Deviation)}";

    /// <summary>Minutes and seconds, with hours in front if there are any.</summary>
    public static string Duration(TimeSpan duration) => duration.ToString(
        duration.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>research · no-positions · learning-rate=0.001</c>.</summary>
    public static string Label(CellView cell) => string.Join(
        " · ",
        [
            cell.Config,
            .. cell.Ablation is { } ablation ? [ablation] : Array.Empty<string>(),
            .. cell.Grid.Select(value => $"{value.Key}={value.Value}"),
        ]);

    /// <summary>
    /// Such as <c>1 diverged, 2 failed</c>; empty if there is nothing but completed, running and waiting jobs.
    /// </summary>
    public static string Losses(JobCounts jobs)
    {
        (long Count, string Word)[] losses =
            [(jobs.Diverged, "diverged"), (jobs.Failed, "failed"), (jobs.Cancelled, "cancelled")];
        return string.Join(", ", losses.Where(loss => loss.Count > 0).Select(loss => $"{loss.Count} {loss.Word}"));
    }
}
