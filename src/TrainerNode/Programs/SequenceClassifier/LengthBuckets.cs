namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// The texts of a part, grouped by length: a batch has texts of one length only and needs no padding. A start symbol
/// before each lets even a model without positions tell how long a text is: means and attention know shares only.
/// </summary>
internal sealed class LengthBuckets : IDisposable
{
    private LengthBuckets(IReadOnlyList<LengthBucket> all) => All = all;

    /// <summary>Shortest first; none is empty.</summary>
    public IReadOnlyList<LengthBucket> All { get; }

    public int Count => All.Sum(bucket => bucket.Count);

    /// <param name="start">
    /// Number of the start symbol, which no symbol of a text has; null for texts without one.
    /// </param>
    public static LengthBuckets Of(TextPart part, int? start, Device device) =>
        new([.. Enumerable.Range(0, part.Count).GroupBy(part.Length).OrderBy(texts => texts.Key)
            .Select(texts => BucketOf(part, start, texts.Key, [.. texts], device))]);

    public void Dispose()
    {
        foreach (var bucket in All) bucket.Dispose();
    }

    private static LengthBucket BucketOf(TextPart part, int? start, int length, int[] examples, Device device)
    {
        using var scope = NewDisposeScope();
        long[] before = start is int symbol ? [symbol] : [];
        long[] symbols = [.. examples.SelectMany(example => (IEnumerable<long>)[.. before, .. part[example]])];
        long[] domains = [.. examples.Select(example => (long)part.Domains[example])];
        long[] classes = [.. examples.Select(example => (long)part.Classes[example])];
        return new(
            tensor(symbols, [examples.Length, before.Length + length]).to(device).DetachFromDisposeScope(),
            tensor(domains).to(device).DetachFromDisposeScope(),
            tensor(classes).to(device).DetachFromDisposeScope());
    }
}

/// <summary>Texts of one length, in the part's order.</summary>
/// <param name="Symbols">int64 [count, length], the start symbol first where there is one.</param>
/// <param name="Domains">int64 [count], as <see cref="TextPart.Domains"/>.</param>
/// <param name="Classes">int64 [count]</param>
internal sealed record LengthBucket(Tensor Symbols, Tensor Domains, Tensor Classes) : IDisposable
{
    public int Count { get; } = (int)Symbols.shape[0];

    public int Length { get; } = (int)Symbols.shape[1];

    public void Dispose()
    {
        Symbols.Dispose();
        Domains.Dispose();
        Classes.Dispose();
    }
}
