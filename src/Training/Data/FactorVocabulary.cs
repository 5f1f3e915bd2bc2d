namespace Seedbed.Training.Data;

/// <summary>
/// Numbers the categories of one factor by the training part: 0 is missing, 1 any category that is not told apart, and
/// from 2 on the others, most frequent first, equally frequent ones in ordinal order.
/// </summary>
public sealed class FactorVocabulary
{
    public const int Missing = 0;
    public const int Unknown = 1;

    private const int First = 2;

    private readonly Dictionary<string, int> _numbers;

    private FactorVocabulary(string name, IReadOnlyList<string> categories)
    {
        (Name, Categories) = (name, categories);
        _numbers = categories.Index().ToDictionary(category => category.Item, category => category.Index + First);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Categories that are told apart: number 2 is the first of them.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>How many numbers there are, those for missing and unknown included: rows of an embedding.</summary>
    public int Count => Categories.Count + First;

    /// <param name="training">Values of the training rows, null where one is missing.</param>
    /// <param name="minimum">Training rows that a category needs.</param>
    /// <param name="maximum">Categories that are told apart at most.</param>
    public static FactorVocabulary Of(string name, IEnumerable<string?> training, int minimum, int maximum) =>
        new(name,
        [
            .. training.OfType<string>()
                .CountBy(category => category)
                .Where(category => category.Value >= minimum)
                .OrderByDescending(category => category.Value)
                .ThenBy(category => category.Key, StringComparer.Ordinal)
                .Take(maximum)
                .Select(category => category.Key),
        ]);

    public int Encode(string? category) => category is null ? Missing : _numbers.GetValueOrDefault(category, Unknown);
}
