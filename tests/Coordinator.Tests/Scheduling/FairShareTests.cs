namespace Seedbed.Coordinator.Tests.Scheduling;

using CsCheck;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Messages.Studies;
using Xunit;

public class FairShareTests
{
    private static readonly TimeSpan Now = TimeSpan.FromHours(1);

    [Fact]
    public void Twelve_slots_become_two_four_and_six_at_weights_one_two_and_three()
    {
        var claims = new Dictionary<string, Claim> { ["a"] = Weighing(1), ["b"] = Weighing(2), ["c"] = Weighing(3) };

        for (var slot = 0; slot < 12; slot++)
            if (Next(claims) is { } next) claims[next] = claims[next].Plus(1, Now);

        Assert.Equal([2, 4, 6], claims.OrderBy(claim => claim.Key).Select(claim => claim.Value.Held));
    }

    [Fact]
    public void The_highest_priority_comes_first_however_much_it_has() =>
        Assert.Equal("urgent", Next(new()
        {
            ["heavy"] = Weighing(1_000),
            ["urgent"] = Weighing(0.001, priority: 1) with { Held = 50, Had = 1e9 },
        }));

    [Fact]
    public void A_study_a_whole_slot_below_its_share_comes_before_one_that_had_less_so_far() =>
        Assert.Equal("short", Next(new()
        {
            ["a"] = Weighing(1) with { Held = 4 },
            ["short"] = Weighing(1) with { Held = 2, Had = 1e6 },
        }));

    [Fact]
    public void Where_shares_are_no_whole_slots_the_one_that_had_least_comes_next() =>
        Assert.Equal("b", Next(new()
        {
            ["a"] = Weighing(1) with { Had = 30 },
            ["b"] = Weighing(2) with { Had = 20 },
            ["c"] = Weighing(2) with { Held = 1, Had = 0 },  // holds its share already
        }));

    [Fact]
    public void Of_equals_the_one_asked_longest_ago_comes_next() =>
        Assert.Equal("b", Next(new()
        {
            ["a"] = Weighing(1) with { LastTurn = 3 },
            ["b"] = Weighing(1) with { LastTurn = 1 },
            ["c"] = Weighing(1) with { LastTurn = 2 },
        }));

    [Fact]
    public void Nobody_comes_next_where_nobody_has_work() => Assert.Null(Next([]));

    [Fact]
    public void Virtual_time_is_seconds_of_slots_by_weight()
    {
        var claim = Weighing(4).Plus(2, TimeSpan.FromSeconds(10)).Plus(1, TimeSpan.FromSeconds(20));

        Assert.Equal((2 * 10 + 3 * 30) / 4.0, claim.VirtualTime(TimeSpan.FromSeconds(50)), 1e-12);
        claim = claim.With(new Standing(1, 0), TimeSpan.FromSeconds(50));
        Assert.Equal(27.5 + 3 * 2, claim.VirtualTime(TimeSpan.FromSeconds(52)), 1e-12);
    }

    /// <summary>Whatever went before: somebody is served, of the highest priority, and not above its share.</summary>
    [Fact]
    public void Safety_a_slot_goes_to_a_study_of_the_highest_priority_below_its_share() =>
        Gen.Select(
            Gen.Double[0.001, 1_000], Gen.Int[-1, 1], Gen.Int[0, 50], Gen.Double[0, 1e9],
            (weight, priority, held, had) => Weighing(weight, priority) with { Held = held, Had = had })
        .Array[1, 8].Sample(claims =>
        {
            var named = claims.Select((claim, i) => ($"study-{i}", claim)).ToDictionary();
            var next = named[Assert.IsType<string>(Next(named))];

            var equals = claims.Where(claim => claim.Standing.Priority == next.Standing.Priority).ToList();
            Assert.Equal(claims.Max(claim => claim.Standing.Priority), next.Standing.Priority);
            var slots = equals.Sum(claim => claim.Held) + 1;
            var share = slots * next.Standing.Weight / equals.Sum(claim => claim.Standing.Weight);
            Assert.True(next.Held < share, $"It holds {next.Held} of {share}.");
        });

    private static Claim Weighing(double weight, int priority = 0) =>
        Claim.Of(new(weight, priority)) with { Since = Now };

    private static string? Next(Dictionary<string, Claim> claims) =>
        FairShare.Next(claims.Keys.Order(StringComparer.Ordinal), name => claims[name], Now);
}
