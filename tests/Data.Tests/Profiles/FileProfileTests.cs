namespace Seedbed.Data.Tests.Profiles;

using System.Runtime.CompilerServices;
using Seedbed.Data.Profiles;
using Xunit;

public class FileProfileTests
{
    [Fact]
    public void Types_are_the_narrowest_that_all_values_have()
    {
        var columns = Of("""
            whole,real,flag,day,text,mixed,nothing
            1,0.5,true,2000-01-31,a,1,
            -20,1e3,FALSE,1999-12-01,1,2000-01-31,NA
            +3,2,true,2000-01-01T12:00Z,a,x,null
            NaN,,,,a,,
            """).Columns;

        Assert.Equal(
            [
                FieldType.WholeNumber, FieldType.Number, FieldType.Flag, FieldType.Date, FieldType.Text, FieldType.Text,
                FieldType.Empty,
            ],
            columns.Select(column => column.Type));
        Assert.Equal([1, 1, 1, 1, 0, 1, 4], columns.Select(column => column.Missing));
        Assert.Equal([3, 3, 2, 3, 2, 3, 0], columns.Select(column => column.Distinct));
        Assert.Equal(["a", "1"], columns[4].Examples);
        Assert.Equal([0, 1], columns.Index().Where(each => each.Item.Numbers is not null).Select(each => each.Index));
        // numpy.mean([1, -20, 3]), numpy.std([1, -20, 3], ddof=1)
        Assert.Equal((-20, 3), (columns[0].Numbers!.Minimum, columns[0].Numbers!.Maximum));
        Assert.Equal(-5.333333333333333, columns[0].Numbers!.Mean, precision: 12);
        Assert.Equal(12.741009902410928, columns[0].Numbers!.StandardDeviation!.Value, precision: 12);
    }

    [Fact]
    public void Different_values_are_counted_up_to_a_bound()
    {
        var column = Of("x\n" + string.Concat(Enumerable.Range(0, 30_000).Select(row => $"v{row}\n"))).Columns[0];

        Assert.Equal((10_000, true), (column.Distinct, column.HasMoreDistinct));
        Assert.Equal(["v0", "v1", "v2"], column.Examples);
    }

    [Fact]
    public void Exactly_as_many_values_as_are_counted_are_no_more()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(row => $"v{row % 10_000}\n"));

        var column = Of("x\n" + rows).Columns[0];

        Assert.Equal((10_000, false), (column.Distinct, column.HasMoreDistinct));
    }

    [Fact]
    public void Mistaken_rows_are_named_and_the_others_described()
    {
        var profile = Of("x,y\n1,2\n3\n4,5\n");

        Assert.Equal(["t.csv, line 3: 1 fields where the header names 2 columns."], profile.Mistakes);
        Assert.Equal((2, 4), (profile.Rows, profile.Columns[0].Numbers!.Maximum));
    }

    [Fact]
    public void Vectors_of_numpy_are_described_over_all_their_places()
    {
        var columns = FileProfile.Of(Foreign("numpy.npz"), "numpy.npz").Columns;

        var image = columns.Single(column => column.Column == "image");
        Assert.Equal((FieldType.Vector, null, "[0, 1, 2, …]"), (image.Type, image.Distinct, image.Examples[0]));
        Assert.Equal((0, 29, 14.5), (image.Numbers!.Minimum, image.Numbers.Maximum, image.Numbers.Mean));
        // numpy.arange(30).std(ddof=1)
        Assert.Equal(8.803408430829505, image.Numbers.StandardDeviation!.Value, precision: 12);
        Assert.Equal(1, columns.Single(column => column.Column == "missing").Missing);
    }

    [Fact]
    public void Lists_of_json_are_lists() =>
        Assert.Equal(FieldType.List, FileProfile.Of(Foreign("python.jsonl"), "python.jsonl").Columns[1].Type);

    private static FileProfile Of(string text)
    {
        using var file = TemporaryFile.Text(text, "t.csv");
        return FileProfile.Of(file.Path, file.Name);
    }

    private static string Foreign(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Tables", "Files", name);
}
