namespace Seedbed.Data.Tests.Profiles;

using Seedbed.Data.Profiles;
using Xunit;

public class ClassBalanceTests
{
    [Fact]
    public void Equal_classes_are_even()
    {
        var balance = ClassBalance.Of([5, 5, 5]);

        Assert.Equal((0, 1.0), (balance.Absent, balance.Imbalance!.Value));
        Assert.Equal(1, balance.Evenness!.Value, precision: 15);
    }

    [Fact]
    public void A_class_without_rows_is_absent_and_makes_the_others_less_even()
    {
        var balance = ClassBalance.Of([6, 2, 0]);

        Assert.Equal((1, 3.0), (balance.Absent, balance.Imbalance!.Value));
        // scipy.stats.entropy([0.75, 0.25]) / numpy.log(3)
        Assert.Equal(0.511859507142916, balance.Evenness!.Value, precision: 12);
    }

    [Fact]
    public void One_class_has_no_evenness_and_no_rows_have_no_balance()
    {
        Assert.Equal(new ClassBalance(0, 1, null), ClassBalance.Of([4]));
        Assert.Equal(new ClassBalance(1, 1, 0), ClassBalance.Of([4, 0]));
        Assert.Equal(new ClassBalance(2, null, null), ClassBalance.Of([0, 0]));
    }
}
