namespace Seedbed.Training.Tests.Randomness;

using Seedbed.Training.Randomness;
using Xunit;

[Collection(TorchCollection.Name)]
public class EpochOrderTests
{
    [Fact]
    public void A_lanes_order_depends_on_its_seed_and_the_epoch_alone()
    {
        var pack = EpochOrder.Of([4, 7], epoch: 2, rows: 50);

        Assert.Equal(EpochOrder.Of([7], epoch: 2, rows: 50)[0].data<long>().ToArray(), pack[1].data<long>().ToArray());
        Assert.NotEqual(pack[0].data<long>().ToArray(), pack[1].data<long>().ToArray());
        Assert.NotEqual(EpochOrder.Of([7], epoch: 3, rows: 50)[0].data<long>().ToArray(), pack[1].data<long>().ToArray());
    }
}
