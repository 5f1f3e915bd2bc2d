namespace Seedbed.TrainerNode.Programs.Own;

using System.Reflection;
using System.Runtime.InteropServices;
using Seedbed.Data;
using Seedbed.Training.Programs;
using TorchSharp;

/// <summary>
/// What a user's program does not bring itself: the assemblies it is written against, so that types are the same on
/// both sides, and .NET.
/// </summary>
internal static class SharedAssemblies
{
    private static readonly Dictionary<string, Assembly> Contract =
        ((Assembly[])[typeof(ITrainingProgram).Assembly, typeof(DataSource).Assembly, typeof(torch).Assembly])
        .ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Framework = FindFramework();

    /// <summary>The assembly that holds <see cref="ITrainingProgram"/>.</summary>
    public static AssemblyName Training { get; } = typeof(ITrainingProgram).Assembly.GetName();

    /// <summary>The contract's assembly of that name; null for others.</summary>
    public static Assembly? Find(AssemblyName wanted) => Contract.GetValueOrDefault(wanted.Name ?? "");

    /// <summary>Whether .NET has the assembly, in the version asked for or a later one.</summary>
    public static bool IsOfFramework(AssemblyName wanted) =>
        Framework.TryGetValue(wanted.Name ?? "", out var path)
        && (wanted.Version is not { } least || AssemblyName.GetAssemblyName(path).Version >= least);

    private static Dictionary<string, string> FindFramework()
    {
        var shared = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", ".."));
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        return trusted.Where(path => path.StartsWith(shared, StringComparison.Ordinal))
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }
}
