namespace Seedbed.Training.Data;

using Seedbed.Data;
using Seedbed.Data.Partitions;

/// <summary>
/// A study's labelled texts, split and encoded. A function of the content and its declaration: no job's seed enters.
/// </summary>
/// <param name="Classes">Names of the declared classes, by class index.</param>
/// <param name="Domains">
/// Those that are trained on; a text's is its position here, from 1. Empty if the study has none.
/// </param>
/// <param name="Evaluation">As in <see cref="Partition.Evaluation"/>.</param>
public sealed record TextCorpus(
    IReadOnlyList<string> Classes,
    IReadOnlyList<string> Domains,
    Vocabulary Vocabulary,
    TextPart Training,
    TextPart Validation,
    IReadOnlyList<TextPart> Evaluation)
{
    /// <param name="maxSymbols">Size of the vocabulary at most.</param>
    /// <param name="maxLength">Symbols of a text that count, from its beginning.</param>
    /// <exception cref="InvalidDataException">The data is not as declared, or leaves nothing to train on.</exception>
    public static TextCorpus Read(DataSource source, TextUnit unit, int maxSymbols, int maxLength)
    {
        var (classes, classIndex, partition) = ClassifiedRows.Of(Examples.Read(source), source.Declaration);
        string[] domains = [.. source.Declaration.InDomain ?? Enumerable.Empty<string>()];
        var vocabulary = Vocabulary.Of(partition.Training, unit, maxSymbols, maxLength);
        return new(
            classes, domains, vocabulary, Encode(PartNames.Training, partition.Training),
            Encode(PartNames.Validation, partition.Validation),
            [.. partition.Evaluation.Select(part => Encode(part.Part, part.Rows))]);

        TextPart Encode(string name, IReadOnlyList<Example> part) =>
            TextPart.Encode(name, part, vocabulary, classIndex, domains);
    }
}
