namespace Seedbed.Bench;

using System.Globalization;

/// <summary>How busy the machine is, as Linux knows it.</summary>
internal static class MachineLoad
{
    /// <summary>Processes that wanted a core over the last minute, those of the bench among them.</summary>
    public static double Now() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
