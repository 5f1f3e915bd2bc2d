namespace Seedbed.Data.Tests.Partitions;

using System.Globalization;
using Seedbed.Data.Partitions;
using Xunit;

public class PartitionTests
{
    private static readonly string[] Domains = ["air", "land", "sea"];

    /// <summary>A day of 2000 each, in three domains by turns.</summary>
    private static readonly Example[] Rows =
    [
        .. Enumerable.Range(0, 300).Select(row => new Example(
            row, "text", "label", Domains[row % 3], Day(row).ToString("O", CultureInfo.InvariantCulture))),
    ];

    [Fact]
    public void Rows_from_a_time_on_are_a_part_of_their_own_and_earlier_ones_fall_by_chance()
    {
        var partition = Partition.Of(Rows.Select(row => row with { Domain = null }), ByTime(null, []));

        Assert.Equal(["test", "later"], partition.Evaluation.Select(part => part.Part));
        Assert.Equal(Rows[60..].Select(row => row.Row), partition["later"].Select(row => row.Row));
        Assert.Equal(60, partition.Training.Count + partition.Validation.Count + partition["test"].Count);
        Assert.InRange(partition["test"].Count, 5, 30);
    }

    [Fact]
    public void The_value_of_the_hour_before_is_not_yet_later() => Assert.Equal(
        ["test", "later"],
        ((string[])["2000-02-29T23:59:59Z", "2000-03-01"]).Select(time => PartNames.Of(
            Rows[0] with { Domain = null, SplitKey = time }, ByTime(null, []) with
            {
                Split = new(SplitSpecification.ByTime, "day", null, 0, 1, 1, Moment.Parse("2000-03-01")),
            })));

    [Fact]
    public void Each_of_several_training_domains_has_its_test_rows_as_a_part_too()
    {
        var partition = Partition.Of(Rows, ByTime(new("sea", "air"), ["air", "land", "sea"]));

        Assert.Equal(["test", "sea", "air", "later", "land"], partition.Evaluation.Select(part => part.Part));
        Assert.Equal(
            partition["test"].Select(row => row.Row),
            partition["sea"].Concat(partition["air"]).Select(row => row.Row).Order());
        Assert.All(partition["sea"], row => Assert.Equal("sea", row.Domain));
        Assert.Equal(100, partition["land"].Count);
        Assert.All(partition.Training, row => Assert.NotEqual("land", row.Domain));
    }

    [Theory]
    [InlineData("train", "train")]
    [InlineData("Training", "train")]
    [InlineData("dev", "val")]
    [InlineData(" validation ", "val")]
    [InlineData("test", "test")]
    public void A_column_may_name_the_part(string value, string part)
    {
        var data = ByTime(null, []) with { Split = new(SplitSpecification.ByColumn, "part", null, 0, 0, 1) };

        Assert.Equal(part, PartNames.Of(Rows[0] with { Domain = null, SplitKey = value }, data));
    }

    [Theory]
    [InlineData("2000", "2000-01-01T00:00:00Z")]
    [InlineData("2000-02", "2000-02-01T00:00:00Z")]
    [InlineData("2000-02-03 04:05", "2000-02-03T04:05:00Z")]
    [InlineData("2000-02-03T04:05:06.5+02:00", "2000-02-03T02:05:06.5Z")]
    [InlineData("03.02.2000", null)]
    [InlineData("soon", null)]
    public void Times_are_those_of_ISO_8601(string text, string? meant) => Assert.Equal(
        meant is null ? null : DateTimeOffset.Parse(meant, CultureInfo.InvariantCulture), Moment.Parse(text));

    private static DateOnly Day(int row) => new DateOnly(2000, 1, 1).AddDays(row);

    private static DataSpecification ByTime(NameList? inDomain, IReadOnlyList<string> domains) => new(
        default, "rows.csv", Bytes: 0, new Dictionary<string, NameList>(), inDomain, Classes: null, domains,
        new(SplitSpecification.ByTime, "day", null, 0.2, 0.2, Seed: 1, Moment.Parse("2000-03-01")), Take: null);
}
