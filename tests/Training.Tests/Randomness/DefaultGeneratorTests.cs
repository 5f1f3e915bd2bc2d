namespace Seedbed.Training.Tests.Randomness;

using Seedbed.Training.Tests.Lanes;
using TorchSharp;
using Xunit;

[Collection(TorchCollection.Name)]
public class DefaultGeneratorTests
{
    [Fact]
    public void Training_neither_moves_nor_reads_the_default_generator()
    {
        torch.manual_seed(1);
        var before = torch.get_rng_state().data<byte>().ToArray();

        var first = TinyTransformer.Train([new LaneJob(1)], OptimiserKind.AdamW, steps: 3);
        var after = torch.get_rng_state().data<byte>().ToArray();
        torch.manual_seed(2);
        var second = TinyTransformer.Train([new LaneJob(1)], OptimiserKind.AdamW, steps: 3);

        Assert.Equal(before, after);
        Assert.Equal(first[0], second[0]);
    }
}
