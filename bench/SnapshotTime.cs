namespace Seedbed.Bench;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>How long a snapshot kept its study from everything else, as the study's actor logged it.</summary>
/// <param name="Event">The last one the snapshot covers.</param>
internal sealed partial record SnapshotTime(long Event, double Milliseconds)
{
    /// <param name="log">The coordinator's log, which may still be written.</param>
    public static IReadOnlyList<SnapshotTime> Read(string log, string study)
    {
        using var file = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return
        [
            .. from line in file.ReadToEnd().Split('\n')
               where line.Contains(study, StringComparison.Ordinal)
               let match = Line().Match(line)
               where match.Success
               select new SnapshotTime(
                   long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
                   long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) / 1e3),
        ];
    }

    [GeneratedRegex(@"Snapshot at event (\d+) kept the study for (\d+) µs")]
    private static partial Regex Line();
}
