namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Lanes;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// In which order each lane sees the examples of each bucket in one epoch, from the lane's order seed alone.
/// </summary>
internal sealed class EpochOrders : IDisposable
{
    private readonly Tensor[] _orders; // by bucket: int64 [lanes, count]

    /// <param name="seeds">Each lane's order seed.</param>
    /// <param name="epoch">From 0.</param>
    public EpochOrders(IReadOnlyList<LengthBucket> buckets, IReadOnlyList<long> seeds, long epoch, Device device) =>
        _orders = [.. buckets.Select(bucket => OrderOf(bucket, seeds, epoch).OwnedOn(device))];

    /// <returns>Examples of the piece's bucket: int64 [lanes · count], lane by lane.</returns>
    public Tensor this[PlannedPiece piece] => _orders[piece.Bucket].narrow(1, piece.First, piece.Count).flatten();

    public void Dispose()
    {
        foreach (var order in _orders) order.Dispose();
    }

    /// <summary>
    /// The bucket's length is the purpose, so that a lane's order does not depend on which other lengths there are.
    /// </summary>
    private static Tensor OrderOf(LengthBucket bucket, IReadOnlyList<long> seeds, long epoch) =>
        EpochOrder.Of(seeds, epoch, bucket.Count, purpose: bucket.Length);
}
