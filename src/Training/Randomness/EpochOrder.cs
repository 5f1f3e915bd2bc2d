namespace Seedbed.Training.Randomness;

using TorchSharp;

/// <summary>The order in which lanes see the training rows.</summary>
public static class EpochOrder
{
    /// <summary>A permutation of the rows for each lane: int64 [lanes, <paramref name="rows"/>], on the CPU.</summary>
    /// <param name="seeds">Each lane's order seed.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="purpose">Tells apart the orders of one epoch, where rows are ordered in groups.</param>
    public static torch.Tensor Of(IReadOnlyList<long> seeds, long epoch, int rows, long purpose = 0)
    {
        var orders = new long[seeds.Count * rows];
        for (var lane = 0; lane < seeds.Count; lane++)
        {
            var stream = new RandomStream(new(seeds[lane], RandomSource.Order, purpose, epoch));
            stream.NextPermutation(rows).CopyTo(orders, lane * rows);
        }

        return torch.tensor(orders, [seeds.Count, rows]);
    }
}
