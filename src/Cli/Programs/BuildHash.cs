namespace Seedbed.Cli.Programs;

using System.Security.Cryptography;
using System.Text;

/// <summary>Tells builds of an executable apart by their content.</summary>
internal static class BuildHash
{
    /// <summary>
    /// SHA-256 over what can change an executable's programs: Seedbed's own assemblies beside it and the list of its
    /// packages with their versions. Half a gigabyte of native libraries is left out: the list names them.
    /// </summary>
    public static string Of(string assembly) => Of(assembly, ProgramFiles.None);

    /// <summary>The same, together with files of users' programs: for what depends on both.</summary>
    public static string Of(string assembly, ProgramFiles programs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var folder = Path.GetDirectoryName(assembly) ?? ".";
        var files = Directory.EnumerateFiles(folder, "Seedbed.*.dll")
            .Append(Path.ChangeExtension(assembly, ".deps.json"));
        string[] own = [.. programs.Content.Order(StringComparer.Ordinal)];
        foreach (var path in own) hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n")); // a given file may move
        foreach (var file in files.Where(File.Exists).Order(StringComparer.Ordinal).Concat(own))
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
