namespace Seedbed.Data.Tests;

using System.IO.Compression;
using System.Text;
using Seedbed.Data.Tables;

/// <summary>A data file on disk for one test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content, string name)
    {
        (Name, Path) = (name, System.IO.Path.GetTempFileName());
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public string Name { get; }

    /// <param name="name">Compressed if it says so.</param>
    public static TemporaryFile Text(string content, string name) => Of(Encoding.UTF8.GetBytes(content), name);

    /// <param name="name">Compressed if it says so.</param>
    public static TemporaryFile Of(byte[] content, string name) =>
        new(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Compress(content) : content, name);

    /// <summary>All rows with some columns, by name.</summary>
    public IReadOnlyList<Row> Rows(params IReadOnlyList<string> columns)
    {
        using var table = Table.Open(Path, Name);
        return [.. table.Rows([.. columns.Select(column => table.Columns.ToList().IndexOf(column))])];
    }

    public void Dispose() => File.Delete(Path);

    private static byte[] Compress(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress)) gzip.Write(content);
        return compressed.ToArray();
    }
}
