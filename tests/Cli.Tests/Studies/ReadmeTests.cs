namespace Seedbed.Cli.Tests.Studies;

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Seedbed.Cli.Local;
using Seedbed.Cli.Programs;
using Seedbed.Cli.Studies;
using Seedbed.Messages.Studies;
using Xunit;

public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Repository = Path.GetFullPath("../../..", Path.GetDirectoryName(Here()) ?? ".");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_study_that_the_readme_quotes_is_the_file_of_that_name()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository, "README.md"));
        var quoted = YamlBlock().Match(readme).Groups["text"].Value;
        var copy = Path.Combine(_folder.FullName, "stress.yaml");
        await File.WriteAllTextAsync(copy, quoted.Replace("../data/", $"{Repository}/data/", StringComparison.Ordinal));

        var expected = await ReadAsync(Path.Combine(Repository, "studies", "stress.yaml"));

        Assert.Equivalent(expected, await ReadAsync(copy), strict: true);
    }

    [Fact]
    public async Task The_training_that_the_readme_shows_is_that_of_the_example()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository, "README.md"));
        var example = await File.ReadAllTextAsync(Path.Combine(Repository, "examples/OwnProgram/ClockSession.cs"));

        var shown = CSharpBlock().Match(readme).Groups["text"].Value.TrimEnd().Split('\n');
        var indented = string.Join('\n', shown.Select(line => line.Length == 0 ? line : $"    {line}"));
        Assert.Contains("Advance", indented, StringComparison.Ordinal);
        Assert.Contains(indented, example.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static async Task<StudySpecification> ReadAsync(string file)
    {
        var tool = Path.GetDirectoryName(Processes.SeedbedProcess.Assembly) ?? ".";
        var trainer = ChildExecutables.FindBeside(tool).Trainer;
        var programs = await InstalledPrograms.ReadAsync(
            trainer, ProgramFiles.None, DescriptionCache.OfUser(), default);
        using var bundles = new BundleFolder();
        var (study, mistakes) = LoadedStudy.Read(file, programs, null, bundles);
        Assert.Empty(mistakes);
        return study!.Specification;
    }

    [GeneratedRegex(@"```yaml\n(?<text>name: stress\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"```csharp\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    private static string Here([CallerFilePath] string path = "") => path;
}
