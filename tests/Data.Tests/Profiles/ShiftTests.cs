namespace Seedbed.Data.Tests.Profiles;

using Seedbed.Data.Profiles;
using Xunit;

public class ShiftTests
{
    private static readonly Dictionary<string, long> Even = new() { ["a"] = 50, ["b"] = 50 };

    [Fact]
    public void Equal_shares_lie_in_one_place_however_many_rows_there_are() =>
        Assert.Equal(0, Shift.Between(Even, new Dictionary<string, long> { ["b"] = 3, ["a"] = 3 })!.Distance);

    [Fact]
    public void Values_that_are_never_in_both_lie_as_far_apart_as_can_be() =>
        Assert.Equal(1, Shift.Between(Even, new Dictionary<string, long> { ["c"] = 7 })!.Distance);

    [Fact]
    public void The_distance_is_the_share_of_rows_that_would_have_to_change()
    {
        var shift = Shift.Between(Even, new Dictionary<string, long> { ["a"] = 8, ["c"] = 2 })!;

        Assert.Equal(0.5, shift.Distance, precision: 15);   // of a 0.8 against 0.5, of b 0 and 0.5, of c 0.2 and 0
    }

    [Fact]
    public void What_chance_gives_shrinks_with_the_root_of_the_rows()
    {
        var few = Shift.Between(Even, Even)!.ByChance;
        var many = Shift.Between(Hundredfold(), Hundredfold())!.ByChance;

        Assert.Equal(10, few / many, precision: 12);

        static Dictionary<string, long> Hundredfold() =>
            Even.ToDictionary(value => value.Key, value => 100 * value.Value);
    }

    [Fact]
    public void Nothing_lies_nowhere() => Assert.Null(Shift.Between(Even, new Dictionary<string, long> { ["a"] = 0 }));
}
