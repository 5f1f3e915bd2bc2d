namespace Seedbed.Data.Profiles;

/// <summary>How far what a part holds lies from what the training part holds.</summary>
/// <param name="Distance">
/// Total variation, ½ Σ |p − q| over the shares p and q of every value: the share of rows that would have to change.
/// 0 where the shares are equal, 1 where no value is in both. Levin, Peres and Wilmer, "Markov Chains and Mixing
/// Times", second edition (2017), proposition 4.2.
/// </param>
/// <param name="ByChance">
/// About the distance that parts of these sizes have on average if rows fall into them by chance: ½ Σ min(2r, √(2/π ·
/// r(1 − r)(1/n + 1/m))), with r a value's share of both parts' rows and n and m their numbers. A difference of
/// two shares is nearly normal, and such a number is √(2/π) deviations from 0 on average; it is never more than 2r.
/// </param>
public sealed record Shift(double Distance, double ByChance)
{
    /// <param name="one">Values and how often each occurs.</param>
    /// <param name="other">The same of other rows.</param>
    /// <returns>Null where one of them has no rows.</returns>
    public static Shift? Between(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other)
    {
        double n = one.Values.Sum(), m = other.Values.Sum();
        if (n == 0 || m == 0) return null;

        double distance = 0, byChance = 0;
        foreach (var value in one.Keys.Union(other.Keys).Order(StringComparer.Ordinal))
        {
            double here = one.GetValueOrDefault(value), there = other.GetValueOrDefault(value);
            var share = (here + there) / (n + m);
            distance += Math.Abs(here / n - there / m);
            byChance += Math.Min(2 * share, Math.Sqrt(2 / Math.PI * share * (1 - share) * (1 / n + 1 / m)));
        }

        return new(distance / 2, byChance / 2);
    }
}
