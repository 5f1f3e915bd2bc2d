namespace Seedbed.Training.Tests.Data;

using System.IO.Compression;
using System.Text;
using Seedbed.Data;
using Seedbed.Data.Partitions;

/// <summary>A table on disk for one test.</summary>
public sealed class TemporaryTable : IDisposable
{
    private readonly string _fileName;

    public TemporaryTable(string content, string fileName = "words.tsv")
        : this(
            fileName.EndsWith(".gz", StringComparison.Ordinal) ? Compress(content) : Encoding.UTF8.GetBytes(content),
            fileName)
    { }

    public TemporaryTable(byte[] content, string fileName)
    {
        _fileName = fileName;
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public DataSource Source(SplitSpecification split, int? classes = null, long? take = null) => new(Path, new(
        default, _fileName, Bytes: 0,
        new Dictionary<string, NameList> { ["text"] = "word", ["label"] = "stress", ["domain"] = "domain" },
        "common", classes, ["common", "other", "proper"], split, take));

    public static byte[] Compress(string content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress)) gzip.Write(
            Encoding.UTF8.GetBytes(content));
        return compressed.ToArray();
    }

    public void Dispose() => File.Delete(Path);
}
