namespace Seedbed.Coordinator.Tests.Journal;

using CsCheck;
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
        Assert.Equal(
            [1, 2, 3, 4], Steps(Chain(lastBatch: 2, (Fence: 2, From: 0)), Batch(2, 1, 1, 2), Batch(2, 2, 3, 4)));

    [Fact]
    public void Points_under_a_fence_outside_the_chain_are_passed_over() =>
        Assert.Equal(
            [1], Steps(Chain(lastBatch: 1, (Fence: 2, From: 0)), Batch(1, 1, 7), Batch(2, 1, 1), Batch(3, 1, 8)));

    [Fact]
    public void A_repeated_batch_counts_once() =>
        Assert.Equal([1, 2], Steps(
            Chain(lastBatch: 2, (Fence: 1, From: 0)), Batch(1, 1, 1), Batch(1, 1, 1), Batch(1, 2, 2), Batch(1, 1, 1)));

    [Fact]
    public void A_batch_after_the_last_one_is_passed_over() =>
        Assert.Equal([1], Steps(Chain(lastBatch: 1, (Fence: 1, From: 0)), Batch(1, 1, 1), Batch(1, 2, 2)));

    [Fact]
    public void A_resumed_job_keeps_what_came_before_the_step_it_resumed_from() =>
        Assert.Equal([1, 2, 3, 4], Steps(
            Chain(lastBatch: 1, (Fence: 1, From: 0), (Fence: 3, From: 3)), Batch(1, 1, 1, 2), Batch(1, 2, 3, 4),
            Batch(3, 1, 3, 4)));

    [Fact]
    public void A_job_without_an_outcome_has_no_curve() =>
        Assert.Empty(Steps(new(new("a"), 1, []), Batch(1, 1, 1)));

    [Fact]
    public void Every_step_of_a_job_is_read_once_whatever_was_lost_repeated_or_overtaken()
    {
        var resumes = Gen.Int[1, 20].Array[0, 4].Select(steps => steps.Order().Distinct().ToArray());
        var batchSize = Gen.Int[1, 5];

        Gen.Select(resumes, batchSize, Gen.Bool, Gen.Int).Sample((from, size, repeat, noise) =>
        {
            int[] starts = [0, .. from];
            var chain = starts.Select((start, i) => (Fence: 2L * i + 1, From: (long)start)).ToArray();
            var lists = chain.Select(link => (link.Fence, Batches: Batches(link.Fence, link.From, to: 25, size)))
                .ToArray();
            var history = lists.SelectMany(
                list => list.Batches.Concat(Batches(list.Fence + 1, 0, to: noise & 15, size)));
            if (repeat) history = history.SelectMany(batch => (PointsRecorded[])[batch, batch]);

            Assert.Equal(
                Enumerable.Range(0, 25).Select(step => (long)step),
                Steps(Chain(lists[^1].Batches.Count, chain), [.. history]));
        });
    }

    private static List<PointsRecorded> Batches(long fence, long from, int to, int size) =>
        [.. Enumerable.Range((int)from, Math.Max(0, to - (int)from)).Select(step => (long)step).Chunk(size)
            .Select((steps, i) => Batch(fence, i + 1, steps))];

    private static CurveKeys Chain(int lastBatch, params (long Fence, long From)[] links) =>
        new(new("a"), 1, [new(4, 5, [.. links.Select(link => new FenceLink(link.Fence, link.From))], lastBatch)]);

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
