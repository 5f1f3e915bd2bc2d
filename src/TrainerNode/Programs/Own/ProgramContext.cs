namespace Seedbed.TrainerNode.Programs.Own;

using System.Reflection;
using System.Runtime.Loader;

/// <summary>
/// Where a user's program lives: its dependencies are its own, whatever versions of them the trainer or another
/// program has; the contract's assemblies are the trainer's.
/// </summary>
internal sealed class ProgramContext(ProgramImages images) : AssemblyLoadContext(images.Name)
{
    /// <summary>The assembly of the file that was given.</summary>
    public Assembly LoadProgram() => LoadFromAssemblyName(new(images.Name));

    /// <exception cref="FileNotFoundException">Neither the program nor .NET has the assembly.</exception>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (SharedAssemblies.Find(assemblyName) is { } shared) return shared;
        if (images.Find(assemblyName) is { } image) return LoadFromStream(new MemoryStream(image), Symbols());
        if (SharedAssemblies.IsOfFramework(assemblyName)) return null; // the default context's

        throw new FileNotFoundException(
            $"{assemblyName} was not found: {images.Path} does not reference it, so it is not part of the program.");

        // The program's own, for line numbers in stack traces.
        Stream? Symbols() =>
            assemblyName.Name == images.Name && Path.ChangeExtension(images.Path, ".pdb") is var path
            && File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        images.FindNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
