namespace Seedbed.Coordinator.Tests.Journal;

using Seedbed.Coordinator.Journal;
using Xunit;

public sealed class PostgresAddressTests
{
    [Fact]
    public void It_shows_where_the_database_is_and_never_the_password()
    {
        Assert.True(PostgresAddress.TryParse(
            "Host=db;Port=6543;Database=grid;Username=anna;Password=Geheim123", out var address, out _));

        Assert.Equal("PostgreSQL database 'grid' at db:6543", address.ToString());
    }

    [Theory]
    [InlineData("Host=db", "Database and Username is missing")]
    [InlineData("Hots=db;Database=grid;Username=anna", "'hots' is no setting of a connection; the nearest is 'host'")]
    [InlineData("Host=db;Database=grid;Username=anna;Port=many", "one of its values is not possible")]
    [InlineData("db.example.org", "it is no list of 'key=value;'")]
    public void A_mistake_is_named_with_an_example(string text, string expected)
    {
        Assert.False(PostgresAddress.TryParse(text, out _, out var mistake));

        Assert.Contains(expected, mistake, StringComparison.Ordinal);
        Assert.Contains("Host=", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://anna:Geheim123@db/grid")]
    [InlineData("postgres://anna:Geheim123@db/grid?sslmode=require")]
    [InlineData("Host=db;Database=grid;Username=anna;Password=a;Geheim123")]
    [InlineData("Host=db;Database=grid;Username=anna;Password=a;Geheim123=b")]
    public void A_mistake_shows_no_password(string text)
    {
        Assert.False(PostgresAddress.TryParse(text, out _, out var mistake));

        Assert.DoesNotContain("Geheim123", mistake, StringComparison.OrdinalIgnoreCase);
    }
}
