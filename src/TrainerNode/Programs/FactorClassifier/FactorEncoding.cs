namespace Seedbed.TrainerNode.Programs.FactorClassifier;

using Seedbed.Training.Data;
using Seedbed.Training.Programs;
using static TorchSharp.torch;

/// <summary>
/// Turns the rows of a part into tensors. All categorical factors share one table of vectors, each with a part of its
/// own; binned numbers are factors like others, scaled ones stay numbers.
/// </summary>
internal sealed class FactorEncoding
{
    private readonly TableCorpus _corpus;
    private readonly QuantileBins[]? _bins; // null where numbers are scaled
    private readonly int[] _firstRows;      // of each categorical factor's part, the binned numbers last

    private FactorEncoding(TableCorpus corpus, QuantileBins[]? bins)
    {
        (_corpus, _bins) = (corpus, bins);
        var first = 0;
        List<int> firstRows = [];
        var ofNumbers = bins?.Select(number => number.Count) ?? [];
        int[] counts = [.. corpus.Factors.Select(factor => factor.Count), .. ofNumbers];
        foreach (var count in counts)
        {
            firstRows.Add(first);
            first += count;
        }

        (_firstRows, Categories) = ([.. firstRows], first);
    }

    /// <summary>Categories of all factors together.</summary>
    public int Categories { get; }

    /// <summary>Categorical factors, binned numbers among them.</summary>
    public int Factors => _firstRows.Length;

    /// <summary>Numeric factors that are scaled.</summary>
    public int Numbers => _bins is null ? _corpus.Numbers.Count : 0;

    public static FactorEncoding Of(TableCorpus corpus, Parameters parameters)
    {
        if (parameters.Choice("numbers") != "binned") return new(corpus, null);

        var bins = parameters.Integer("bins");
        return new(corpus, [.. corpus.Numbers.Select((_, number) => QuantileBins.Of(Present(corpus, number), bins))]);
    }

    /// <returns>[rows, …], on the CPU, of the current dispose scope</returns>
    public FactorRows Encode(TablePart part)
    {
        var (factors, numbers, given) = (_corpus.Factors.Count, _corpus.Numbers.Count, Numbers);
        var categories = new long[part.Count, Factors];
        var values = new float[part.Count, given];
        var offsets = new long[part.Count, given];
        for (var row = 0; row < part.Count; row++)
        {
            for (var factor = 0; factor < factors; factor++)
                categories[row, factor] = _firstRows[factor] + part.Factors[row * factors + factor];
            for (var number = 0; number < numbers; number++)
            {
                var (value, isMissing) = (part.Numbers[row * numbers + number], part.IsMissing[row * numbers + number]);
                if (_bins is not null)
                {
                    categories[row, factors + number] =
                        _firstRows[factors + number] + (isMissing ? QuantileBins.Missing : _bins[number].Encode(value));
                    continue;
                }

                var scale = _corpus.Numbers[number];
                values[row, number] = isMissing ? 0 : (float)((value - scale.Mean) / scale.Deviation);
                offsets[row, number] = isMissing ? given + number : number;
            }
        }

        long[] classes = [.. part.Classes];
        return new(tensor(categories), tensor(values), tensor(offsets), tensor(classes));
    }

    private static IEnumerable<float> Present(TableCorpus corpus, int number) =>
        from row in Enumerable.Range(0, corpus.Training.Count)
        let place = row * corpus.Numbers.Count + number
        where !corpus.Training.IsMissing[place]
        select corpus.Training.Numbers[place];
}
