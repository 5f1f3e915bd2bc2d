namespace Seedbed.TrainerNode.Node.Devices;

using System.Globalization;

/// <summary>What kind of GPU each CUDA device is. Pure.</summary>
public static class CudaKinds
{
    /// <summary>Where it cannot be told: results of such devices are not known to agree with any others.</summary>
    public const string Unknown = "CUDA GPU";

    /// <summary>
    /// Kinds of the devices that a process sees. Both lists are in the order of bus addresses, unless
    /// <c>CUDA_VISIBLE_DEVICES</c> picks and orders by number; where it names GPUs otherwise, only a machine of equal
    /// ones can tell.
    /// </summary>
    /// <param name="driver">Kinds of all GPUs of the machine, as the driver lists them.</param>
    /// <param name="visible">Value of <c>CUDA_VISIBLE_DEVICES</c>; null if it is not set.</param>
    /// <param name="count">How many devices the process sees.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> driver, string? visible, int count)
    {
        if (driver.Count > 0 && driver.Distinct(StringComparer.Ordinal).Count() == 1)
            return [.. Enumerable.Repeat(driver[0], count)];

        var numbers = visible is null ? [.. Enumerable.Range(0, driver.Count)] : NumbersOf(visible);
        return numbers.Count == count && numbers.All(number => number >= 0 && number < driver.Count)
            ? [.. numbers.Select(number => driver[number])]
            : [.. Enumerable.Repeat(Unknown, count)];
    }

    /// <returns>-1 for what is no number.</returns>
    private static List<int> NumbersOf(string visible) =>
    [
        .. from part in visible.Split(',')
           select int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
               CultureInfo.InvariantCulture, out var number) ? number : -1,
    ];
}
