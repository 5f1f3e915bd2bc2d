namespace Seedbed.TrainerNode.Programs.Own;

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// A file of programs and the dependencies that lie beside it, as they were when they were read: what is hashed is
/// what runs, also where the files are built anew meanwhile.
/// </summary>
internal sealed class ProgramImages
{
    private readonly SortedDictionary<string, byte[]> _images = new(StringComparer.Ordinal); // by assembly name
    private readonly AssemblyDependencyResolver _resolver;

    /// <exception cref="BadImageFormatException">A file is no .NET assembly.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ProgramImages(string path)
    {
        Path = path;
        Name = Read(path).Name;
        _resolver = new(path);
        foreach (var reference in References.ToList()) Follow(reference);
        Hash = HashOf(_images);
    }

    public string Path { get; }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    /// <summary>
    /// SHA-256 over name and content of each image, in ordinal order of names: the program's dll and its dependencies
    /// but for the contract's assemblies and .NET's.
    /// </summary>
    public string Hash { get; }

    /// <summary>What the images name and nobody has.</summary>
    public List<AssemblyName> Missing { get; } = [];

    /// <summary>What the program's own assembly names.</summary>
    public List<AssemblyName> References { get; } = [];

    /// <summary>The image of a dependency or of the program itself; null for what is not there.</summary>
    public byte[]? Find(AssemblyName wanted) => _images.GetValueOrDefault(wanted.Name ?? "");

    /// <summary>Path of a native library; null for what is not there.</summary>
    public string? FindNative(string name) => _resolver.ResolveUnmanagedDllToPath(name);

    private void Follow(AssemblyName reference)
    {
        if (SharedAssemblies.Find(reference) is not null || SharedAssemblies.IsOfFramework(reference)) return;
        if (Find(reference) is not null) return;

        if (_resolver.ResolveAssemblyToPath(reference) is not { } path) Missing.Add(reference);
        else foreach (var next in Read(path).References) Follow(next);
    }

    private (string Name, IReadOnlyList<AssemblyName> References) Read(string path)
    {
        var image = File.ReadAllBytes(path);
        using var portable = new PEReader(new MemoryStream(image));
        if (!portable.HasMetadata) throw new BadImageFormatException("It holds native code only.", path);

        var metadata = portable.GetMetadataReader();
        if (!metadata.IsAssembly) throw new BadImageFormatException("It is part of an assembly only.", path);

        var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        AssemblyName[] references =
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
        if (_images.Count == 0) References.AddRange(references);
        _images[name] = image;
        return (name, references);
    }

    private static string HashOf(SortedDictionary<string, byte[]> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, image) in images)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(image));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
