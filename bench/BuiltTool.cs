namespace Seedbed.Bench;

using System.Reflection;
using Seedbed.Cli.Local;

/// <summary>
/// The command line tool and the executables it starts, in the configuration this program was built in.
/// </summary>
internal static class BuiltTool
{
    /// <summary>Path of <c>seedbed.dll</c>.</summary>
    public static string Path { get; } = typeof(BuiltTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "seedbed").Value ?? "";

    public static ChildExecutables Children { get; } =
        ChildExecutables.FindBeside(System.IO.Path.GetDirectoryName(Path) ?? "");
}
