namespace Seedbed.Cli.Results;

using System.Text.Json;

/// <summary>
/// Versions of the tensor libraries that an executable was built with, as its list of dependencies names them.
/// </summary>
internal static class PackageVersions
{
    private static readonly string[] Prefixes = ["TorchSharp", "libtorch"];

    /// <param name="dependencies">Path of a <c>.deps.json</c>.</param>
    /// <returns>Package to version; empty if the file is absent.</returns>
    public static IReadOnlyDictionary<string, string> Of(string dependencies)
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(dependencies)) return versions;

        using var document = JsonDocument.Parse(File.ReadAllBytes(dependencies));
        foreach (var library in document.RootElement.GetProperty("libraries").EnumerateObject())
        {
            var (name, version) = library.Name.Split('/') is [var first, var second]
                ? (first, second)
                : (library.Name, "");
            if (Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))) versions[name] = version;
        }

        return versions;
    }
}
