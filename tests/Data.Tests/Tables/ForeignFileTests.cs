namespace Seedbed.Data.Tests.Tables;

using System.Globalization;
using System.Runtime.CompilerServices;
using Seedbed.Data.Tables;
using Xunit;

/// <summary>Files in <c>Files</c>, made by software that is not ours: see <c>make.py</c> there.</summary>
public class ForeignFileTests
{
    [Theory]
    [InlineData("numpy.npz")]
    [InlineData("compressed.npz")]
    public void Arrays_of_numpy_are_columns_and_their_further_axes_vectors(string name)
    {
        using var table = Open(name);
        Assert.Equal(["label", "image", "big", "half", "wide", "text", "flag", "missing"], table.Columns);

        var rows = table.Rows([1, 0, 2, 3, 4, 5, 6, 7]).ToList();

        Assert.Equal([[0f, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]], rows.Take(2).Select(row => row.Fields[0].Vector!));
        Assert.Equal(["-2", "1", "4", "7", "10"], Texts(rows, 1));
        Assert.Equal(["0", "0.25", "0.5", "0.75", "1"], Texts(rows, 2));
        Assert.Equal(["0", "0.125", "0.25", "0.375", "0.5"], Texts(rows, 3));
        Assert.Equal(["9223372036854775813", "1", "2", "3", "4"], Texts(rows, 4));
        Assert.Equal(["", "a", "äö", "\U0001F33B", "longer"], Texts(rows, 5));
        Assert.Equal(["true", "false", "true", "false", "true"], Texts(rows, 6));
        Assert.Equal(["NaN", "1.5", "2", "3", "0.1"], Texts(rows, 7));
        Assert.Equal("row 5", rows[4].Place.ToString());
    }

    [Theory]
    [InlineData("ragged.npz", "Array 'b' has 4 rows, 'a' has 5.")]
    [InlineData("fortran.npz", "its rows do not lie together: save numpy.ascontiguousarray(array).")]
    [InlineData("objects.npz", "its type '|O' is none of numbers, flags (b), texts (U, S).")]
    [InlineData("scalar.npz", "it is a single value without rows.")]
    public void Arrays_without_rows_of_numbers_or_texts_are_refused(string name, string expected)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Open(name));

        Assert.EndsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python.jsonl")]
    [InlineData("python.jsonl.gz")]
    public void Json_lines_are_read_by_name(string name)
    {
        using var table = Open(name);
        Assert.Equal(["text", "tokens", "n", "label", "flag", "later"], table.Columns);

        var rows = table.Rows([0, 1, 2, 3, 4, 5]).ToList();

        Assert.Equal(["ä\n\"x\"", "z", null], Texts(rows, 0));
        Assert.Equal([["a", "b"], ["1", "2", "3"]], rows.Take(2).Select(row => row.Fields[1].Items!));
        Assert.Equal(["1.5", null, null], Texts(rows, 2));
        Assert.Equal(["3", "k", "-0.002"], Texts(rows, 3));
        Assert.Equal(["true", "false", null], Texts(rows, 4));
        Assert.Equal([null, "1", null], Texts(rows, 5));
        Assert.Equal(["line 1", "line 2", "line 3"], rows.Select(row => row.Place.ToString()));
    }

    [Fact]
    public void Parquet_of_apache_arrow_is_read_across_its_row_groups()
    {
        using var table = Open("arrow.parquet");
        Assert.Equal(["kind", "whole", "real", "flag", "factor", "at", "half"], table.Columns);

        var rows = table.Rows([6, 0, 1, 2, 3, 4, 5]).ToList();

        var numbers = Enumerable.Range(0, 12).ToList();
        Assert.Equal(numbers.Select(row => (row / 8.0).ToString(CultureInfo.InvariantCulture)), Texts(rows, 0));
        Assert.Equal(numbers.Select(row => row % 3 == 0 ? "a" : "b"), Texts(rows, 1));
        Assert.Equal(numbers.Select(row => $"{row * 1000 - 1}"), Texts(rows, 2));
        Assert.Equal(
            numbers.Select(row => row % 4 == 1 ? null : (row / 4.0).ToString(CultureInfo.InvariantCulture)),
            Texts(rows, 3));
        Assert.Equal(numbers.Select(row => row % 2 == 0 ? "true" : "false"), Texts(rows, 4));
        Assert.Equal(numbers.Select(row => row % 5 == 0 ? null : $"f{row % 2}"), Texts(rows, 5));
        Assert.All(numbers, row => Assert.StartsWith($"2000-01-{row + 1:00}T12:00:00", rows[row].Fields[6].Text));
        Assert.Equal("row 12", rows[^1].Place.ToString());
    }

    internal static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Files", name);

    private static Table Open(string name) => Table.Open(PathOf(name), name);

    private static IEnumerable<string?> Texts(IEnumerable<Row> rows, int field) =>
        rows.Select(row => row.Fields[field].Text);
}
