namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Randomness;

/// <summary>
/// A part of a step's batch: positions <c>First</c> … <c>First + Count − 1</c> of a bucket in each lane's own order.
/// </summary>
public readonly record struct PlannedPiece(int Bucket, int First, int Count);

/// <summary>
/// Which buckets each step of an epoch takes how many examples from: a function of the split seed and the epoch
/// alone, so that all lanes of any pack have the same shapes at the same step. Which examples of the bucket they are
/// is each lane's own affair (<see cref="EpochOrders"/>). A batch is put together from pieces of different lengths,
/// because classes go with lengths: batches of one length each would pull the model to and fro.
/// </summary>
public static class EpochPlan
{
    private const int PiecesPerBatch = 4;

    // Matrices of so many examples begin on whole cache lines whatever the length, which spares padding.
    private const int EvenCount = 16;

    /// <summary>
    /// The steps of an epoch in the order they are trained; their number is the same in every epoch, every example in
    /// exactly one.
    /// </summary>
    /// <param name="counts">Examples of each bucket.</param>
    /// <param name="batch">Examples in a step, at most.</param>
    /// <param name="epoch">From 0.</param>
    public static IReadOnlyList<PlannedPiece[]> Of(IReadOnlyList<int> counts, int batch, long splitSeed, long epoch)
    {
        PlannedPiece[] inOrder = [.. counts.Index().SelectMany(bucket => PiecesOf(bucket.Index, bucket.Item, batch))];
        var stream = new RandomStream(new(splitSeed, RandomSource.Order, Purpose: 0, epoch));
        var shuffled = stream.NextPermutation(inOrder.Length).Select(position => inOrder[position]);
        return [.. shuffled.Chunk(Math.Min(PiecesPerBatch, batch))];
    }

    private static IEnumerable<PlannedPiece> PiecesOf(int bucket, int count, int batch)
    {
        var size = Math.Max(1, batch / PiecesPerBatch);
        if (size > EvenCount) size -= size % EvenCount;
        for (var first = 0; first < count; first += size)
            yield return new(bucket, first, Math.Min(size, count - first));
    }
}
