namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Randomness;

/// <summary>One step's batch: positions <c>First</c> … <c>First + Count − 1</c> of a bucket in each lane's own order.</summary>
internal readonly record struct PlannedBatch(int Bucket, int First, int Count);

/// <summary>
/// Which bucket each step of an epoch takes its batch from, and how large it is: a function of the split seed and the
/// epoch alone, so that all lanes of any pack have the same shapes at the same step. Which examples of the bucket they are
/// is each lane's own affair (<see cref="EpochOrders"/>).
/// </summary>
internal static class EpochPlan
{
    /// <summary>The batches of an epoch in the order they are trained.</summary>
    /// <param name="counts">Examples of each bucket.</param>
    /// <param name="batch">Examples in a step, at most; a bucket's batches differ by one example at most.</param>
    /// <param name="epoch">From 0.</param>
    public static PlannedBatch[] Of(IReadOnlyList<int> counts, int batch, long splitSeed, long epoch)
    {
        PlannedBatch[] inOrder = [.. counts.Index().SelectMany(bucket => BatchesOf(bucket.Index, bucket.Item, batch))];
        var stream = new RandomStream(new(splitSeed, RandomSource.Order, Purpose: 0, epoch));
        return [.. stream.NextPermutation(inOrder.Length).Select(position => inOrder[position])];
    }

    private static IEnumerable<PlannedBatch> BatchesOf(int bucket, int count, int batch)
    {
        var batches = (count + batch - 1) / batch;
        for (var number = 0; number < batches; number++)
        {
            var first = (int)((long)count * number / batches);
            yield return new(bucket, first, (int)((long)count * (number + 1) / batches) - first);
        }
    }
}
