namespace Seedbed.Data.Tests.Tables;

using System.Buffers.Binary;
using Seedbed.Data.Tables;
using Xunit;

/// <summary>Arrays as MNIST has them, written byte by byte.</summary>
public class IdxTests
{
    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-images")]
    [InlineData("train-images-idx3-ubyte.gz", "train-images")]
    [InlineData("train-images.idx3-ubyte", "train-images")]
    [InlineData("images.idx", "images")]
    [InlineData("Images.IDX.gz", "Images")]
    [InlineData("images-ubyte", "images")]
    [InlineData(".idx", ".idx")]
    public void Further_axes_are_a_vector_in_a_column_called_like_the_file(string name, string column)
    {
        using var file = Idx(name, 0x08, [2, 2, 3], [0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255]);
        using var table = Table.Open(file.Path, file.Name);
        Assert.Equal([column], table.Columns);

        var rows = table.Rows([0]).ToList();

        Assert.Equal([[0f, 1, 2, 3, 4, 5], [250, 251, 252, 253, 254, 255]], rows.Select(row => row.Fields[0].Vector!));
        Assert.Equal(["row 1", "row 2"], rows.Select(row => row.Place.ToString()));
    }

    [Theory]
    [InlineData(0x08, "0 128 255", new byte[] { 0, 128, 255 })]
    [InlineData(0x09, "0 -128 -1", new byte[] { 0, 128, 255 })]
    [InlineData(0x0B, "258 -2", new byte[] { 1, 2, 255, 254 })]
    [InlineData(0x0C, "16909060 -2", new byte[] { 1, 2, 3, 4, 255, 255, 255, 254 })]
    [InlineData(0x0D, "1.5 -0.1", new byte[] { 0x3F, 0xC0, 0, 0, 0xBD, 0xCC, 0xCC, 0xCD })]
    [InlineData(0x0E, "0.1", new byte[] { 0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A })]
    public void One_axis_is_a_number_in_each_row(byte type, string expected, byte[] content)
    {
        var rows = expected.Split(' ');
        using var file = Idx("labels.idx", type, [rows.Length], content);

        Assert.Equal(rows, file.Rows("labels").Select(row => row.Fields[0].Text));
    }

    [Theory]
    [InlineData("Array 'a' cannot be read: it is no IDX array: it does not begin with two zero bytes.", 31, 139, 8, 1)]
    [InlineData("Array 'a' cannot be read: its type 0x07 is none of 0x08, ", 0, 0, 7, 1, 0, 0, 0, 1, 0)]
    [InlineData("Array 'a' cannot be read: it is a single value without rows.", 0, 0, 8, 0, 0)]
    [InlineData("Array 'a' cannot be read: Unable to read beyond the end of the stream.", 0, 0, 8, 2, 0, 0, 0, 1)]
    [InlineData("Array 'a' cannot be read: a row has 0 bytes; 1 to ", 0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 0)]
    [InlineData("Array 'a' cannot be read: a row has 16,777,216 bytes; ", 0, 0, 8, 2, 0, 0, 0, 1, 1, 0, 0, 0)]
    [InlineData(
        "Array 'a' cannot be read: It has 4,294,967,295 bytes when decompressed; 2,147,483,648 are allowed.",
        0, 0, 8, 1, 255, 255, 255, 255)]
    public void A_header_that_promises_nothing_usable_is_refused(string expected, params int[] content)
    {
        using var file = new TemporaryFile([.. content.Select(value => (byte)value)], "a.idx");

        var refused = Assert.Throws<InvalidDataException>(() => Table.Open(file.Path, file.Name));

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_whose_product_is_beyond_all_numbers_are_refused()
    {
        using var file = Idx("a.idx", 0x08, [1, .. Enumerable.Repeat(int.MinValue, 250)], []);

        var refused = Assert.Throws<InvalidDataException>(() => Table.Open(file.Path, file.Name));

        Assert.Contains("a row has 9,223,372,036,854,775,807 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.idx")]
    [InlineData("a.idx.gz")]
    public void An_array_that_ends_too_early_is_named_with_its_row(string name)
    {
        using var file = Idx(name, 0x08, [3, 2], [1, 2, 3]);

        var refused = Assert.Throws<InvalidDataException>(() => file.Rows("a"));

        Assert.Equal("Array 'a' ends in row 2 of 3.", refused.Message);
    }

    /// <summary>Compressed if the name says so.</summary>
    internal static TemporaryFile Idx(string name, byte type, IReadOnlyList<int> shape, byte[] content)
    {
        var bytes = new List<byte> { 0, 0, type, (byte)shape.Count };
        Span<byte> axis = stackalloc byte[4];
        foreach (var elements in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(axis, elements);
            bytes.AddRange(axis);
        }

        return TemporaryFile.Of([.. bytes, .. content], name);
    }
}
