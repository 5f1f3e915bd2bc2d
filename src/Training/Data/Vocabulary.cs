namespace Seedbed.Training.Data;

using Seedbed.Data.Partitions;

/// <summary>What a text is a sequence of.</summary>
public enum TextUnit
{
    /// <summary>Unicode scalar values.</summary>
    Character,

    /// <summary>Runs of characters between white space.</summary>
    Token,
}

/// <summary>Numbers the symbols of the training part; every other symbol is <see cref="Unknown"/>.</summary>
public sealed class Vocabulary
{
    public const int Unknown = 0;

    private readonly TextUnit _unit;
    private readonly int _maxLength;
    private readonly Dictionary<string, int> _numbers;

    private Vocabulary(TextUnit unit, int maxLength, Dictionary<string, int> numbers) =>
        (_unit, _maxLength, _numbers) = (unit, maxLength, numbers);

    /// <summary>How many numbers there are, the unknown symbol's included.</summary>
    public int Count => _numbers.Count + 1;

    /// <summary>The most frequent symbols of the training texts, equally frequent ones in ordinal order.</summary>
    /// <param name="maxSymbols">How many symbols get a number of their own.</param>
    /// <param name="maxLength">Symbols of a text that count, from its beginning.</param>
    public static Vocabulary Of(IEnumerable<Example> training, TextUnit unit, int maxSymbols, int maxLength) =>
        new(unit, maxLength, training.SelectMany(row => Symbols(row, unit).Take(maxLength))
            .CountBy(symbol => symbol)
            .OrderByDescending(symbol => symbol.Value)
            .ThenBy(symbol => symbol.Key, StringComparer.Ordinal)
            .Take(maxSymbols)
            .Select((symbol, index) => (symbol.Key, Number: index + 1))
            .ToDictionary(symbol => symbol.Key, symbol => symbol.Number));

    /// <summary>The numbers of a row's symbols, at least one.</summary>
    public IEnumerable<int> Encode(Example row) =>
        Symbols(row, _unit).Take(_maxLength).Select(symbol => _numbers.GetValueOrDefault(symbol, Unknown));

    /// <summary>Tokens are symbols already; a text is taken apart.</summary>
    private static IEnumerable<string> Symbols(Example row, TextUnit unit) =>
        row.Tokens
        ?? (unit == TextUnit.Character
            ? row.Text.EnumerateRunes().Select(rune => rune.ToString())
            : row.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
