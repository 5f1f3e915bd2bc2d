namespace Seedbed.Training.Tests.Randomness;

using Seedbed.Training.Randomness;
using Xunit;
using static TorchSharp.torch;

[Collection(TorchCollection.Name)]
public class EpochOrderTests
{
    [Fact]
    public void A_lanes_order_depends_on_its_seed_and_the_epoch_alone()
    {
        var pack = EpochOrder.Of([4, 7], epoch: 2, rows: 50);
        var alone = EpochOrder.Of([7], epoch: 2, rows: 50);
        var later = EpochOrder.Of([7], epoch: 3, rows: 50);

        Assert.Equal(Row(alone, 0), Row(pack, 1));
        Assert.NotEqual(Row(pack, 0), Row(pack, 1));
        Assert.NotEqual(Row(alone, 0), Row(later, 0));
    }

    [Fact]
    public void A_group_of_rows_has_the_order_of_its_own_stream()
    {
        var order = EpochOrder.Of([4, 7], epoch: 2, rows: 50, purpose: 6);

        var stream = new RandomStream(new(7, RandomSource.Order, Purpose: 6, Step: 2));
        Assert.Equal(stream.NextPermutation(50), Row(order, 1));
        Assert.NotEqual(Row(EpochOrder.Of([7], epoch: 2, rows: 50), 0), Row(order, 1));
    }

    private static long[] Row(Tensor orders, int lane) => orders[lane].data<long>().ToArray();
}
