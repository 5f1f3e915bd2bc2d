namespace Seedbed.Training.Data;

using Seedbed.Data.Partitions;

/// <summary>The encoded rows of one part, in file order, each array row by row without gaps.</summary>
public sealed class TablePart
{
    private readonly int[] _factors;   // [rows, factors]
    private readonly float[] _numbers; // [rows, numbers]
    private readonly bool[] _missing;  // [rows, numbers]
    private readonly int[] _classes;   // [rows]

    private TablePart(string name, int[] factors, float[] numbers, bool[] missing, int[] classes) =>
        (Name, _factors, _numbers, _missing, _classes) = (name, factors, numbers, missing, classes);

    /// <summary><c>train</c>, <c>val</c>, <c>test</c> or a domain.</summary>
    public string Name { get; }

    /// <summary>Rows.</summary>
    public int Count => _classes.Length;

    /// <summary>Category numbers by <see cref="TableCorpus.Factors"/>, <c>[rows, factors]</c> row by row.</summary>
    public ReadOnlySpan<int> Factors => _factors;

    /// <summary>Values as they are, 0 where one is missing, <c>[rows, numbers]</c> row by row.</summary>
    public ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>Which of <see cref="Numbers"/> are missing, in the same order.</summary>
    public ReadOnlySpan<bool> IsMissing => _missing;

    /// <summary>Class indices, by row.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <param name="rows">Their labels are all in <paramref name="classIndex"/>.</param>
    /// <param name="numbers">Numbers of a row.</param>
    internal static TablePart Encode(
        string name, IReadOnlyList<Example> rows, IReadOnlyList<FactorVocabulary> factors, int numbers,
        IReadOnlyDictionary<string, int> classIndex)
    {
        var part = new TablePart(
            name, new int[rows.Count * factors.Count], new float[rows.Count * numbers], new bool[rows.Count * numbers],
            new int[rows.Count]);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var factor = 0; factor < factors.Count; factor++)
                part._factors[row * factors.Count + factor] = factors[factor].Encode(rows[row].Factors[factor]);
            for (var number = 0; number < numbers; number++)
            {
                var value = rows[row].Numbers[number];
                part._missing[row * numbers + number] = float.IsNaN(value);
                part._numbers[row * numbers + number] = float.IsNaN(value) ? 0 : value;
            }

            part._classes[row] = classIndex[rows[row].Label];
        }

        return part;
    }
}
