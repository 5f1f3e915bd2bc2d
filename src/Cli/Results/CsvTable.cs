namespace Seedbed.Cli.Results;

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

/// <summary>
/// Rows as RFC 4180 has them: comma, CRLF, quotes only where needed, UTF-8 without a mark. Numbers are the shortest
/// text that reads back as the same number.
/// </summary>
internal sealed class CsvTable(Stream stream) : IAsyncDisposable
{
    private readonly CsvWriter _writer = new(
        new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 64 * 1024, leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });

    /// <summary>
    /// Empty where there is no value; NaN and infinities are <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.
    /// </summary>
    public static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Empty where there is no value.</summary>
    public static string Whole(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    public async Task WriteAsync(params IEnumerable<string> fields)
    {
        foreach (var field in fields) _writer.WriteField(field);
        await _writer.NextRecordAsync();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
