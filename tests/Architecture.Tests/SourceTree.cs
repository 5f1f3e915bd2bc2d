namespace Seedbed.Architecture.Tests;

using System.Runtime.CompilerServices;

/// <summary>All C# that somebody wrote: what builds leave in <c>bin</c> and <c>obj</c> is not.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Paths from <see cref="Root"/>, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. from folder in (string[])["src", "examples", "templates", "tests", "bench"]
           from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/')
           where !path.Split('/').Any(part => part is "bin" or "obj")
           select path,
    ];

    public static IEnumerable<(int Number, string Text)> Lines(string file) =>
        File.ReadLines(Path.Combine(Root, file)).Select((text, i) => (i + 1, text));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
