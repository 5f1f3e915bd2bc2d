namespace Seedbed.TrainerNode.Tests.Programs;

using CsCheck;
using Seedbed.TrainerNode.Programs.SequenceClassifier;
using Xunit;

public class EpochPlanTests
{
    private static readonly Gen<(int[] Counts, int Batch, long Epoch)> Plans =
        Gen.Select(Gen.Int[0, 300].Array[1, 12], Gen.Int[1, 130], Gen.Long[0, 50]);

    [Fact]
    public void Every_example_is_in_exactly_one_step_and_no_step_is_larger_than_a_batch() => Plans.Sample(sample =>
    {
        var plan = EpochPlan.Of(sample.Counts, sample.Batch, splitSeed: 1, sample.Epoch);

        var planned = plan.SelectMany(pieces => pieces)
            .SelectMany(piece => Enumerable.Range(piece.First, piece.Count).Select(example => (piece.Bucket, example)));
        var all = sample.Counts.Index().SelectMany(
            bucket => Enumerable.Range(0, bucket.Item).Select(example => (bucket.Index, example)));
        Assert.Equal(all, planned.Order());
        Assert.All(plan, pieces => Assert.InRange(pieces.Sum(piece => piece.Count), 1, sample.Batch));
    });

    [Fact]
    public void Every_epoch_has_as_many_steps_as_the_first() => Plans.Sample(sample =>
        Assert.Equal(
            EpochPlan.Of(sample.Counts, sample.Batch, 1, 0).Count,
            EpochPlan.Of(sample.Counts, sample.Batch, 1, sample.Epoch).Count));

    [Fact]
    public void The_order_of_lengths_changes_with_epoch_and_split_seed_only()
    {
        int[] counts = [100, 200, 300];

        Assert.Equal(Lengths(1, 0), Lengths(1, 0));
        Assert.NotEqual(Lengths(1, 0), Lengths(1, 1));
        Assert.NotEqual(Lengths(1, 0), Lengths(2, 0));

        IEnumerable<int> Lengths(long splitSeed, long epoch) =>
            EpochPlan.Of(counts, 32, splitSeed, epoch).SelectMany(pieces => pieces).Select(piece => piece.Bucket);
    }
}
