namespace Seedbed.Training.Data;

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
    public static Vocabulary Of(IEnumerable<string> trainingTexts, TextUnit unit, int maxSymbols, int maxLength) =>
        new(unit, maxLength, trainingTexts.SelectMany(text => Symbols(text, unit).Take(maxLength))
            .CountBy(symbol => symbol)
            .OrderByDescending(symbol => symbol.Value)
            .ThenBy(symbol => symbol.Key, StringComparer.Ordinal)
            .Take(maxSymbols)
            .Select((symbol, index) => (symbol.Key, Number: index + 1))
            .ToDictionary(symbol => symbol.Key, symbol => symbol.Number));

    /// <summary>The numbers of a text's symbols, at least one for a text that is not blank.</summary>
    public IEnumerable<int> Encode(string text) =>
        Symbols(text, _unit).Take(_maxLength).Select(symbol => _numbers.GetValueOrDefault(symbol, Unknown));

    private static IEnumerable<string> Symbols(string text, TextUnit unit) => unit == TextUnit.Character
        ? text.EnumerateRunes().Select(rune => rune.ToString())
        : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
