namespace Seedbed.Data.Profiles;

/// <summary>How unequal the classes of a part are.</summary>
/// <param name="Absent">Classes of the study without a row in the part.</param>
/// <param name="Imbalance">
/// Rows of the largest class for each row of the smallest one that is there; null without rows.
/// </param>
/// <param name="Evenness">
/// Shannon's entropy of the shares p over that of equal shares, −Σ p ln p / ln K for K classes of the study: 1 where
/// all are equal, 0 where only one has rows; null without rows or for K = 1. Pielou, "The measurement of diversity in
/// different types of biological collections", Journal of Theoretical Biology 13 (1966).
/// </param>
public sealed record ClassBalance(int Absent, double? Imbalance, double? Evenness)
{
    /// <param name="rows">Rows of each class, of those without rows 0.</param>
    public static ClassBalance Of(IReadOnlyCollection<long> rows)
    {
        long[] present = [.. rows.Where(count => count > 0)];
        if (present.Length == 0) return new(rows.Count, null, null);

        double all = present.Sum();
        var entropy = -present.Sum(count => count / all * Math.Log(count / all));
        return new(
            rows.Count - present.Length,
            (double)present.Max() / present.Min(),
            rows.Count > 1 ? Math.Max(0, entropy) / Math.Log(rows.Count) : null);
    }
}
