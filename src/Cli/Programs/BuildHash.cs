namespace Seedbed.Cli.Programs;

using System.Security.Cryptography;

/// <summary>Tells builds of an executable apart by their content.</summary>
internal static class BuildHash
{
    /// <summary>
    /// SHA-256 over what can change an executable's programs: Seedbed's own assemblies beside it and the list of its
    /// packages with their versions. Half a gigabyte of native libraries is left out: the list names them.
    /// </summary>
    public static string Of(string assembly)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var folder = Path.GetDirectoryName(assembly) ?? ".";
        var files = Directory.EnumerateFiles(folder, "Seedbed.*.dll")
            .Append(Path.ChangeExtension(assembly, ".deps.json"));
        foreach (var file in files.Where(File.Exists).Order(StringComparer.Ordinal))
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
