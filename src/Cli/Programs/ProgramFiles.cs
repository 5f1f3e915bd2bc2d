namespace Seedbed.Cli.Programs;

/// <summary>Files with training programs of a user's own, as they were given.</summary>
/// <param name="Paths">Absolute.</param>
internal sealed record ProgramFiles(IReadOnlyList<string> Paths)
{
    public static ProgramFiles None { get; } = new([]);

    /// <summary>As the trainer's verbs take them.</summary>
    public IEnumerable<string> Arguments => Paths.SelectMany(path => (string[])["--programs", path]);

    /// <summary>
    /// All that can change what the trainer says of the programs: the files and the assemblies beside them, whether
    /// they are dependencies or not.
    /// </summary>
    public IEnumerable<string> Content => Paths
        .SelectMany(path => Beside(path, "*.dll").Concat(Beside(path, "*.deps.json")).Append(path))
        .Where(File.Exists)
        .Distinct(StringComparer.Ordinal);

    public static ProgramFiles Of(IEnumerable<string> given) => new([.. given.Select(Path.GetFullPath)]);

    private static IEnumerable<string> Beside(string path, string pattern) =>
        Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, pattern)
            : [];
}

/// <summary>The trainer finds mistakes in files of programs. The message is for the person who gave them.</summary>
internal sealed class ProgramFilesException(string mistakes) : Exception(mistakes);
