namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>The texts of a part, grouped by length: a batch has texts of one length only and needs no padding.</summary>
internal sealed class LengthBuckets : IDisposable
{
    private LengthBuckets(IReadOnlyList<LengthBucket> all) => All = all;

    /// <summary>Shortest first; none is empty.</summary>
    public IReadOnlyList<LengthBucket> All { get; }

    public int Count => All.Sum(bucket => bucket.Count);

    public static LengthBuckets Of(TextPart part, Device device) =>
        new([.. from example in Enumerable.Range(0, part.Count) group example by part.Length(example) into texts orderby texts.Key
            select BucketOf(part, texts.Key, [.. texts], device)]);

    public void Dispose()
    {
        foreach (var bucket in All) bucket.Dispose();
    }

    private static LengthBucket BucketOf(TextPart part, int length, int[] examples, Device device)
    {
        using var scope = NewDisposeScope();
        var symbols = new long[examples.Length * length];
        for (var i = 0; i < symbols.Length; i++) symbols[i] = part[examples[i / length]][i % length];
        long[] classes = [.. examples.Select(example => (long)part.Classes[example])];
        return new(
            tensor(symbols, [examples.Length, length]).to(device).DetachFromDisposeScope(),
            tensor(classes).to(device).DetachFromDisposeScope());
    }
}

/// <summary>Texts of one length, in the part's order.</summary>
/// <param name="Symbols">int64 [count, length]</param>
/// <param name="Classes">int64 [count]</param>
internal sealed record LengthBucket(Tensor Symbols, Tensor Classes) : IDisposable
{
    public int Count { get; } = (int)Symbols.shape[0];

    public int Length { get; } = (int)Symbols.shape[1];

    public void Dispose()
    {
        Symbols.Dispose();
        Classes.Dispose();
    }
}
