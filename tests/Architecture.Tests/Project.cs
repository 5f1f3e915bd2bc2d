namespace Seedbed.Architecture.Tests;

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

/// <summary>One project of <c>src</c>: what its file says, and what was built of it.</summary>
/// <param name="Name">Such as <c>TrainerNode</c>.</param>
internal sealed record Project(string Name)
{
    /// <summary>
    /// Configuration and framework, <c>Debug/net10.0</c>: those that the tests themselves were built with.
    /// </summary>
    private static readonly string Build = Path.Combine(
        [.. AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^2..]]);

    private static string Source { get; } = Path.Combine(SourceTree.Root, "src");

    public static IReadOnlyList<Project> All { get; } =
        [.. Directory.GetDirectories(Source).Select(Path.GetFileName).Order().Select(name => new Project(name!))];

    private XDocument File => XDocument.Load(Path.Combine(Source, Name, $"{Name}.csproj"));

    private string AssemblyName => File.Descendants("AssemblyName").SingleOrDefault()?.Value ?? $"Seedbed.{Name}";

    /// <summary>Projects whose assembly this one uses.</summary>
    public IEnumerable<string> References => ReferencesWhere(loaded: true);

    /// <summary>Projects that are only built before this one.</summary>
    public IEnumerable<string> BuiltBefore => ReferencesWhere(loaded: false);

    /// <summary>Packages and assemblies that stand beside the built one, direct and transitive, by name.</summary>
    public IReadOnlyList<string> Closure()
    {
        using var dependencies = JsonDocument.Parse(System.IO.File.ReadAllText(Output($"{AssemblyName}.deps.json")));
        var libraries = dependencies.RootElement.GetProperty("libraries").EnumerateObject();
        return [.. libraries.Select(library => library.Name.Split('/')[0])];
    }

    /// <summary>Assemblies that the built one names.</summary>
    public IReadOnlyList<string> AssemblyReferences() => Read(metadata => (IReadOnlyList<string>)
        [.. metadata.AssemblyReferences.Select(
            handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))]);

    /// <summary>Types somebody wrote, nested ones included; what the compiler made is left out.</summary>
    public IReadOnlyList<WrittenType> Types() => Read(metadata => (IReadOnlyList<WrittenType>)
        [.. metadata.TypeDefinitions.Select(handle => WrittenType.Of(metadata, handle)).Where(type => type.IsWritten)]);

    public override string ToString() => Name;

    private IEnumerable<string> ReferencesWhere(bool loaded) => File.Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false" == loaded)
        .Select(reference => Path.GetFileNameWithoutExtension(
            ((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')));

    private T Read<T>(Func<MetadataReader, T> read)
    {
        using var image = new PEReader(System.IO.File.OpenRead(Output($"{AssemblyName}.dll")));
        return read(image.GetMetadataReader());
    }

    private string Output(string file) => Path.Combine(Source, Name, "bin", Build, file);
}
