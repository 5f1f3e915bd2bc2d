namespace Seedbed.Training.Data;

using Seedbed.Data;
using Seedbed.Data.Partitions;

/// <summary>
/// The encoded rows of one part, in file order: texts of different lengths end to end in one array, a class for each.
/// </summary>
public sealed class TextPart
{
    private readonly int[] _symbols;
    private readonly int[] _starts; // one more than texts: text i is _symbols[_starts[i].._starts[i + 1]]
    private readonly int[] _domains;
    private readonly int[] _classes;

    private TextPart(string name, int[] symbols, int[] starts, int[] domains, int[] classes) =>
        (Name, _symbols, _starts, _domains, _classes) = (name, symbols, starts, domains, classes);

    /// <summary><c>train</c>, <c>val</c>, <c>test</c> or a domain.</summary>
    public string Name { get; }

    public int Count => _classes.Length;

    /// <summary>
    /// By example: from 1 the position among <see cref="TextCorpus.Domains"/>, 0 for every other domain.
    /// </summary>
    public ReadOnlySpan<int> Domains => _domains;

    /// <summary>Class indices, by example.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>Symbols of one text, at least one.</summary>
    public ReadOnlySpan<int> this[int example] => _symbols.AsSpan(_starts[example].._starts[example + 1]);

    public int Length(int example) => _starts[example + 1] - _starts[example];

    /// <param name="rows">Their labels are all in <paramref name="classIndex"/>.</param>
    /// <param name="domains">Those that are trained on.</param>
    public static TextPart Encode(
        string name, IEnumerable<Example> rows, Vocabulary vocabulary, IReadOnlyDictionary<string, int> classIndex,
        string[] domains)
    {
        var (symbols, starts) = (new List<int>(), new List<int> { 0 });
        var (ofDomains, classes) = (new List<int>(), new List<int>());
        foreach (var row in rows)
        {
            symbols.AddRange(vocabulary.Encode(row));
            starts.Add(symbols.Count);
            ofDomains.Add(Array.IndexOf(domains, row.Domain) + 1);
            classes.Add(classIndex[row.Label]);
        }

        return new(name, [.. symbols], [.. starts], [.. ofDomains], [.. classes]);
    }
}
