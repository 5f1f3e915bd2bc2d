namespace Seedbed.Training.Tests.Metrics;

using System.Runtime.CompilerServices;
using System.Text.Json;

/// <summary>A file of expected values beside this one, written by the Python script of the same name.</summary>
internal static class ReferenceFile
{
    internal static IReadOnlyList<T> Cases<T>(string name, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, name);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("cases").Deserialize<T[]>(JsonSerializerOptions.Web)!;
    }
}
