namespace Seedbed.Data;

/// <summary>What somebody may have meant by a name that does not exist.</summary>
public static class NearestName
{
    /// <summary>Names longer than this are not compared: nobody misspells them by a letter.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// The candidate with the least distance from a name, the first of several; null if none is near: more than a third
    /// of the longer name would have to change. Case counts for nothing.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaxLength) return null;

        return candidates
            .Where(candidate => candidate.Length <= MaxLength)
            .Select(candidate =>
                (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(name.Length, candidate.Name.Length) / 3))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>
    /// How many characters have to be put in, taken out, replaced or swapped with their neighbour to make one name of
    /// the other, no character touched twice (optimal string alignment; Boytsov, "Indexing methods for approximate
    /// dictionary searching", 2011, section 2).
    /// </summary>
    public static int Distance(string one, string other)
    {
        var before = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) last[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[other.Length];
    }
}
