namespace Seedbed.Training.Tests.Checkpoints;

using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Seedbed.Training.Checkpoints;
using Xunit;

public sealed class CheckpointFileTests : IDisposable
{
    private static readonly CheckpointFile Small = new(
        new Dictionary<string, string> { ["program"] = "p 1" },
        new Dictionary<string, StoredTensor>
        {
            ["row"] = new("F32", [2], new byte[] { 0, 0, 128, 63, 0, 0, 0, 192 }),
            ["epoch"] = new("I64", [], new byte[] { 3, 0, 0, 0, 0, 0, 0, 0 }),
        });

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    /// <summary>Written by hand after the format's description: what another reader of it expects.</summary>
    [Fact]
    public void The_bytes_are_those_of_the_safetensors_format()
    {
        const string notes = """{"__metadata__":{"program":"p 1"},""";
        const string epoch = """ "epoch":{"dtype":"I64","shape":[],"data_offsets":[0,8]},""";
        const string row = """ "row":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""";
        var header = notes + epoch.Trim() + row.Trim();
        var padded = Encoding.UTF8.GetBytes(header.PadRight((header.Length + 7) / 8 * 8));
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded.Length);

        Assert.Equal([.. length, .. padded, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 192], BytesOf(Small));
    }

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        File.WriteAllBytes(_path, BytesOf(Small));

        var read = CheckpointFile.Read(_path);

        Assert.Equal(Small.Notes, read.Notes);
        Assert.Equal(BytesOf(Small), BytesOf(read));
    }

    [Fact]
    public void A_file_that_was_cut_anywhere_is_refused() =>
        Assert.All(Enumerable.Range(0, BytesOf(Small).Length), length =>
        {
            File.WriteAllBytes(_path, BytesOf(Small)[..length]);
            Assert.Contains(
                "no whole checkpoint", Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(_path)).Message,
                StringComparison.Ordinal);
        });

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        File.WriteAllBytes(_path, bytes);
        try
        {
            CheckpointFile.Read(_path);
        }
        catch (InvalidDataException)
        {
            // refused, as it should be
        }
    });

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""")]
    [InlineData("""{"a":7}""")]
    [InlineData("[]")]
    public void A_header_that_its_data_contradicts_is_refused(string header)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(_path, [.. length, .. Encoding.UTF8.GetBytes(header), 0, 0, 0, 0]);

        Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(_path));
    }

    private static byte[] BytesOf(CheckpointFile file)
    {
        using var written = new MemoryStream();
        file.WriteTo(written);
        return written.ToArray();
    }
}
