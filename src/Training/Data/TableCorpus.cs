namespace Seedbed.Training.Data;

using Seedbed.Data;
using Seedbed.Data.Partitions;

/// <summary>
/// A study's labelled rows of factors and numbers, split and encoded: what <see cref="TextCorpus"/> is to texts. A
/// function of the content and its declaration: no job's seed enters. Factors are the columns of roles of kind
/// <see cref="RoleKind.Factor"/>, numbers those of <see cref="RoleKind.Numeric"/>; a program asks for one or both.
/// </summary>
/// <param name="Classes">Names of the declared classes, most frequent first, by class index.</param>
/// <param name="Factors">What the indices in <see cref="TablePart.Factors"/> stand for, by position in a row.</param>
/// <param name="Numbers">Name and scale of the values in <see cref="TablePart.Numbers"/>, by position in a row.</param>
/// <param name="Evaluation">As in <see cref="Partition.Evaluation"/>.</param>
public sealed record TableCorpus(
    IReadOnlyList<string> Classes,
    IReadOnlyList<FactorVocabulary> Factors,
    IReadOnlyList<NumberScale> Numbers,
    TablePart Training,
    TablePart Validation,
    IReadOnlyList<TablePart> Evaluation)
{
    /// <param name="minimum">
    /// Rows of the training part that a category of a factor needs to be told from others.
    /// </param>
    /// <param name="maximum">Categories of one factor that are told apart at most, the most frequent ones.</param>
    /// <exception cref="InvalidDataException">The data is not as declared, or leaves nothing to train on.</exception>
    public static TableCorpus Read(DataSource source, int minimum = 1, int maximum = int.MaxValue)
    {
        var (rows, factorNames, numberNames) = Examples.ReadNamed(source);
        var (classes, classIndex, partition) = ClassifiedRows.Of(rows, source.Declaration);
        FactorVocabulary[] factors =
        [
            .. factorNames.Select((name, place) => FactorVocabulary.Of(
                name, partition.Training.Select(row => row.Factors[place]), minimum, maximum)),
        ];
        NumberScale[] numbers =
        [
            .. numberNames.Select((name, place) => NumberScale.Of(
                name, partition.Training.Select(row => row.Numbers[place]))),
        ];
        return new(
            classes, factors, numbers, Encode(PartNames.Training, partition.Training),
            Encode(PartNames.Validation, partition.Validation),
            [.. partition.Evaluation.Select(part => Encode(part.Part, part.Rows))]);

        TablePart Encode(string name, IReadOnlyList<Example> part) =>
            TablePart.Encode(name, part, factors, numbers.Length, classIndex);
    }
}
