namespace Seedbed.Data.Tests.Tables;

using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Seedbed.Data.Tables;
using Xunit;

/// <summary>Data files whose rows lie side by side.</summary>
public class SideBySideTests
{
    private const string Labels = "id,label\n1,a\n2,b\n3,a\n";
    private const string Kinds = "id\tkind\n7\tx\n8\t\n9\ty\n";

    [Fact]
    public void Rows_of_all_files_are_one_row_in_the_order_that_is_asked_for()
    {
        using var images = IdxTests.Idx("images-idx3-ubyte.gz", 0x08, [3, 1, 2], [1, 2, 3, 4, 5, 6]);
        using var labels = TemporaryFile.Text(Labels, "labels.csv");
        using var kinds = TemporaryFile.Text(Kinds, "kinds.tsv.gz");
        using var file = Bundled(images, labels, kinds);
        using var table = Table.Open(file.Path, file.Name);
        Assert.Equal(["images", "labels.id", "label", "kinds.id", "kind"], table.Columns);

        var rows = table.Rows([4, 2, 0, 3, 1, 2]).ToList();

        Assert.Equal(
            ["x a 7 1 a", " b 8 2 b", "y a 9 3 a"],
            rows.Select(row => string.Join(
                ' ', row.Fields.Where(field => field.Vector is null).Select(field => field.Text))));
        Assert.Equal([[1f, 2], [3, 4], [5, 6]], rows.Select(row => row.Fields[2].Vector!));
        Assert.Equal("row 3", rows[2].Place.ToString());
    }

    [Fact]
    public void Every_format_is_read_from_inside()
    {
        using var parquet = Foreign("arrow.parquet");
        using var arrays = Foreign("numpy.npz");
        using var lines = Foreign("python.jsonl.gz");
        (TemporaryFile, string)[] files = [(parquet, "whole"), (arrays, "wide"), (lines, "label")];
        foreach (var (inside, column) in files)
        {
            using var other = TemporaryFile.Text("x\n", "empty.csv");
            using var file = Bundled(other, inside);

            Assert.Equal(
                inside.Rows(column).Select(row => row.Fields[0].Text),
                file.Rows(column).Select(row => row.Fields[0].Text));
        }
    }

    [Theory]
    [InlineData("short.csv", "x\n1\n2\n", "'short.csv' has 2 rows, 'labels.csv' has 3; ")]
    [InlineData("long.csv", "x\n1\n2\n3\n4\n5\n", "'labels.csv' has 3 rows, 'long.csv' has 5; ")]
    public void Files_of_unequal_length_are_named_with_their_rows(string name, string content, string expected)
    {
        using var labels = TemporaryFile.Text(Labels, "labels.csv");
        using var other = TemporaryFile.Text(content, name);
        using var file = Bundled(labels, other);

        var refused = Assert.Throws<InvalidDataException>(() => file.Rows("label", "x"));

        Assert.Equal($"{expected}files side by side have the same number.", refused.Message);
    }

    [Fact]
    public void A_mistaken_row_is_named_by_its_file_and_the_next_ones_stay_side_by_side()
    {
        using var labels = TemporaryFile.Text(Labels, "labels.csv");
        using var other = TemporaryFile.Text("x,y\n1,1\n2\n3,3\n", "other.csv");
        using var file = Bundled(labels, other);

        var rows = file.Rows("label", "x");

        Assert.Equal(
            [null, "other.csv, line 3: 1 fields where the header names 2 columns", null],
            rows.Select(row => row.Mistake));
        Assert.Equal(["a", "3"], rows[2].Fields.Select(field => field.Text));
    }

    [Fact]
    public void A_bundle_depends_on_content_names_and_order_alone()
    {
        using var labels = TemporaryFile.Text(Labels, "labels.csv");
        using var kinds = TemporaryFile.Text(Kinds, "kinds.tsv");
        using var same = TemporaryFile.Text(Labels, "labels.csv");
        File.SetLastWriteTimeUtc(same.Path, DateTime.UnixEpoch.AddYears(20));

        Assert.Equal(Content(labels, kinds), Content(same, kinds));
        Assert.NotEqual(Content(labels, kinds), Content(kinds, labels));
        // as tarfile of Python 3.11 writes it (USTAR_FORMAT, mode 0o644, all else 0), but for its padding to 10 KiB
        Assert.Equal(
            "b59134c58d6cd1c92e568b7aeccfebc34be8645fdb5fbe03ebe12448bc8303c2",
            Convert.ToHexStringLower(SHA256.HashData(Content(labels, kinds))));
    }

    [Fact]
    public void A_bundle_is_called_after_its_files()
    {
        Assert.Equal(
            "train-images+labels.tar", Bundle.NameOf(["train-images-idx3-ubyte.gz", "labels.csv"]));
        Assert.Equal("f+59.tar", Bundle.NameOf([.. Enumerable.Repeat("f.csv", 60)]));
    }

    [Fact]
    public void A_tar_file_of_somebody_else_is_read_whatever_folders_it_has()
    {
        using var foreign = Foreign("python.tar");
        using var table = Table.Open(foreign.Path, foreign.Name);
        Assert.Equal(["images", "größe.id", "label", "z.id"], table.Columns);

        var rows = table.Rows([0, 1, 2, 3]).ToList();

        Assert.Equal([[0f, 1, 2, 3], [4, 5, 6, 7]], rows.Select(row => row.Fields[0].Vector!));
        Assert.Equal(
            [["1", "a", "5"], ["2", "b", "6"]],
            rows.Select(row => row.Fields.Skip(1).Select(field => field.Text)));
    }

    [Theory]
    [InlineData("'notes.txt' in it does not end in one of .csv, ", "notes.txt")]
    [InlineData("'b.tar' in it does not end in one of .csv, ", "b.tar")]
    [InlineData("'a.csv' lies in it twice.", "a.csv", "folder/a.csv")]
    [InlineData("a.parquet: It is no Parquet file: ", "a.parquet")]
    [InlineData("It holds no file.")]
    public void What_cannot_lie_side_by_side_is_refused(string expected, params string[] names)
    {
        using var file = new TemporaryFile(Tar(names.Select(name => new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = new MemoryStream("x\n1\n"u8.ToArray()),
        })), "t.tar");

        AssertRefused(expected, file);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    public void A_header_that_claims_to_be_very_large_takes_no_memory(char type)
    {
        var header = new byte[2048];
        "name"u8.CopyTo(header);
        "17777777777\0"u8.CopyTo(header.AsSpan(124));   // 2 GiB - 1 in octal
        header[156] = (byte)type;
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        "        "u8.CopyTo(header.AsSpan(148));
        Encoding.ASCII.GetBytes($"{Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0')}\0 ")
            .CopyTo(header, 148);
        using var file = new TemporaryFile(header, "t.tar");
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertRefused("A header in it has more than 1,048,576 bytes.", file);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void A_link_is_no_file()
    {
        var link = new PaxTarEntry(TarEntryType.SymbolicLink, "a.csv") { LinkName = "/etc/passwd" };
        using var file = new TemporaryFile(Tar([link]), "t.tar");

        AssertRefused("'a.csv' in it is no plain file.", file);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    public void Content_that_is_no_tar_file_is_refused(int bytes)
    {
        using var file = TemporaryFile.Text(new string('x', bytes), "t.tar");

        AssertRefused("It is no tar file, or not a whole one: ", file);
    }

    [Fact]
    public void A_tar_file_that_ends_too_early_is_refused()
    {
        using var labels = TemporaryFile.Text(Labels, "labels.csv");
        using var images = IdxTests.Idx("images.idx", 0x08, [3, 1000], new byte[3000]);
        using var file = new TemporaryFile(Content(labels, images)[..(512 + 512 + 512 + 1_500)], "t.tar");

        AssertRefused("It is no tar file, or not a whole one: ", file);
    }

    private static void AssertRefused(string expected, TemporaryFile file) => Assert.StartsWith(
        expected, Assert.Throws<InvalidDataException>(() => Table.Open(file.Path, file.Name)).Message,
        StringComparison.Ordinal);

    private static TemporaryFile Bundled(params IEnumerable<TemporaryFile> files) => new(Content(files), "t.tar");

    private static byte[] Content(params IEnumerable<TemporaryFile> files)
    {
        using var tar = new MemoryStream();
        Bundle.Write(files.Select(file => new BundledFile(file.Name, file.Path)), tar);
        return tar.ToArray();
    }

    private static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            foreach (var entry in entries) writer.WriteEntry(entry);
        return tar.ToArray();
    }

    private static TemporaryFile Foreign(string name) => new(File.ReadAllBytes(ForeignFileTests.PathOf(name)), name);
}
