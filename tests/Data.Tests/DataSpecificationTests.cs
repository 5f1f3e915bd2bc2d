namespace Seedbed.Data.Tests;

using Xunit;

public class DataSpecificationTests
{
    private static readonly DataSpecification Strikes = new(
        new(new string('a', 64)), "strikes.csv", 7,
        new Dictionary<string, NameList> { ["where"] = "Origin", ["factor"] = new("B", "A"), ["label"] = "Damage" },
        null, null, [], new("random", null, null, 0.1, 0.1, 1), null,
        new Dictionary<string, RoleKind> { ["where"] = RoleKind.Factor });

    [Fact]
    public void Columns_of_a_kind_are_in_the_order_of_roles_and_then_their_own() =>
        Assert.Equal(["B", "A", "Origin"], Strikes.ColumnsOf(RoleKind.Factor));

    [Fact]
    public void What_a_slot_gets_as_json_is_what_was_declared()
    {
        var back = DataSpecification.FromJson(Strikes.ToJson());

        Assert.Equal(Strikes.ToJson(), back.ToJson());
        Assert.Equal(["B", "A", "Origin"], back.ColumnsOf(RoleKind.Factor));
        Assert.Contains("\"label\":\"Damage\"", Strikes.ToJson(), StringComparison.Ordinal);
    }
}
