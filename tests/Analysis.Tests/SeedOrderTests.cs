namespace Seedbed.Analysis.Tests;

using Seedbed.Messages.Studies;
using Xunit;

public class SeedOrderTests
{
    [Fact]
    public void Plain_seeds_all_enter() => Assert.Equal([0, 1, 2], Of(SeedPlan.Range(3)));

    /// <summary>Of init 0–2 × order 0–1 the pairs (0, 0) and (1, 1).</summary>
    [Fact]
    public void Of_crossed_sources_the_diagonal_enters() =>
        Assert.Equal([0, 3], Of(new([new("init", 3, null), new("order", 2, null)], 1)));

    [Fact]
    public void Of_repeats_the_first_enters() => Assert.Equal([0, 3], Of(new([new(SeedPlan.All, 2, null)], 3)));

    private static int[] Of(SeedPlan plan) =>
        SeedOrder.Independent((int)plan.Count, position => plan[position], plan);
}
