namespace Seedbed.Coordinator.Tests.Journal;

using Seedbed.Coordinator.Journal;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.MetricsEvent;

public class CurveReaderTests
{
    [Fact]
    public void A_curve_is_the_batches_of_the_fence_that_ended_the_job() =>
        Assert.Equal([1, 2, 3, 4], Steps(Chain((2, 2)), Batch(2, 1, 1, 2), Batch(2, 2, 3, 4)));

    [Fact]
    public void Points_under_a_fence_outside_the_chain_are_passed_over() =>
        Assert.Equal([1], Steps(Chain((2, 1)), Batch(1, 1, 7), Batch(2, 1, 1), Batch(3, 1, 8)));

    [Fact]
    public void A_repeated_batch_counts_once() =>
        Assert.Equal(
            [1, 2], Steps(Chain((1, 2)), Batch(1, 1, 1), Batch(1, 1, 1), Batch(1, 2, 2), Batch(1, 1, 1)));

    [Fact]
    public void A_batch_after_the_last_one_is_passed_over() =>
        Assert.Equal([1], Steps(Chain((1, 1)), Batch(1, 1, 1), Batch(1, 2, 2)));

    [Fact]
    public void A_resumed_job_keeps_the_batches_from_before_its_checkpoint() =>
        Assert.Equal(
            [1, 2, 3, 4], Steps(Chain((1, 1), (3, 1)), Batch(1, 1, 1, 2), Batch(1, 2, 3, 4), Batch(3, 1, 3, 4)));

    [Fact]
    public void A_point_at_the_checkpoints_own_step_counts_once_on_whichever_side_it_was_reported() =>
        Assert.Equal(
            [1, 2, 2, 3], Steps(Chain((1, 1), (2, 1)), Batch(1, 1, 1, 2), Batch(1, 2, 2), Batch(2, 1, 2, 3)));

    [Fact]
    public void A_lease_that_reported_nothing_before_its_checkpoint_adds_nothing() =>
        Assert.Equal([1, 2], Steps(Chain((1, 1), (2, 0), (3, 1)), Batch(1, 1, 1), Batch(2, 1, 2), Batch(3, 1, 2)));

    [Fact]
    public void A_job_without_an_outcome_has_no_curve() =>
        Assert.Empty(Steps(new(new("a"), 1, []), Batch(1, 1, 1)));

    private static CurveKeys Chain(params (long Fence, int LastBatch)[] links) =>
        new(new("a"), 1, [new(4, 5, [.. links.Select(link => new FenceLink(link.Fence, link.LastBatch))])]);

    private static PointsRecorded Batch(long fence, int number, params long[] steps) =>
        new(4, 5, fence, number, MetricPoints.Pack([.. steps.Select(step => new MetricPoint("loss", step, fence))]));

    private static IEnumerable<long> Steps(CurveKeys keys, params PointsRecorded[] history)
    {
        var reader = new CurveReader(keys);
        CurveRow[] rows = [.. history.SelectMany(reader.Read)];
        Assert.All(rows, row => Assert.Equal((4, 5, "loss"), (row.Cell, row.Seed, row.Metric)));
        return rows.Select(row => row.Step);
    }
}
