namespace Seedbed.TrainerNode.Tests.Programs.Own;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

/// <summary>Compiles what a user wrote into an assembly of its own.</summary>
internal static class CompiledProgram
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading;
        using Seedbed.Training.Programs;
        """;

    /// <summary>A program that ends every lane with <c>value</c> = 1; its parts can be others.</summary>
    public static string Program(
        string type = "Sample", string name = "sample", string summary = "\"A sample.\"", string constructor = "",
        string advance = "foreach (var lane in pack.Lanes) lane.Complete(new Dictionary<string, double> "
            + "{ [\"value\"] = 1 });",
        string dispose = "") => $$"""
        public sealed class {{type}} : ITrainingProgram
        {
            public {{type}}() { {{constructor}} }

            public ProgramDescription Description => new()
            {
                Name = "{{name}}", Version = "1", Summary = {{summary}}, Parameters = [],
                Metrics = [new("value", MetricScope.Final, MetricDirection.None, null, null, "A number.")],
            };

            public ITrainingSession Start(Pack pack) => new Session(pack);

            private sealed class Session(Pack pack) : ITrainingSession
            {
                public bool Advance(CancellationToken cancellation) { {{advance}} return false; }
                public void Dispose() { {{dispose}} }
            }
        }
        """;

    /// <summary>Writes an assembly into a folder. Deterministic: the same source gives the same bytes.</summary>
    /// <param name="others">Assemblies it may reference, beside .NET's and ours.</param>
    /// <returns>The assembly's path.</returns>
    public static string Write(string folder, string assembly, string source, params IEnumerable<string> others)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(Usings + source)],
            trusted.Concat(others).Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, deterministic: true));

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{assembly}.dll");
        var emitted = compilation.Emit(path);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return path;
    }
}
