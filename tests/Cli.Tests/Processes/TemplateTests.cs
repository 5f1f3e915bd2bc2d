namespace Seedbed.Cli.Tests.Processes;

using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Xunit;

/// <summary>
/// The packages as their reader uses them: packed, installed from a feed, a program begun by <c>dotnet new</c>.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class TemplateTests : IDisposable
{
    private static readonly string Repository = Path.GetFullPath("../../..", Path.GetDirectoryName(Here())!);

    private static readonly string Configuration =
        typeof(TemplateTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static readonly string Restored = typeof(TemplateTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "restored-packages").Value!;

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_begun_from_the_template_builds_against_the_packages_and_runs_its_study()
    {
        const string version = "0.1.0-unreleased";
        await PackAsync(version);
        await BeginAsync("Ring.Finder", version);
        await DotnetCommand.RunAsync(At("Ring.Finder"), At("packages"), "build", "--nologo");
        var built = At("Ring.Finder/bin/Debug/net10.0");

        var ended = await SeedbedProcess.RunAsync(
            At("Ring.Finder"), "run", "study.yaml", "--programs", Path.Combine(built, "Ring.Finder.dll"));

        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
        Assert.DoesNotContain("The program 'ring-finder'", ended.Output, StringComparison.Ordinal); // no warning
        var jobs = _folder.Jobs("Ring.Finder/runs/ring-finder").ToLookup(
            job => $"{job["config"]} {job["ablation"]}".Trim(),
            job => double.Parse(job["accuracy"], CultureInfo.InvariantCulture));
        Assert.Equal(["narrow", "wide", "wide hurried"], jobs.Select(cell => cell.Key).Order());
        Assert.All(jobs, cell => Assert.Equal(5, cell.Count()));
        Assert.True(jobs["wide"].Min() > 0.9, ended.Output); // always saying no is right for .62
        Assert.Equal(
            ["Ring.Finder.deps.json", "Ring.Finder.dll", "Ring.Finder.pdb", "Ring.Finder.runtimeconfig.json"],
            Directory.GetFileSystemEntries(built).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task The_package_says_what_it_is_and_pins_the_TorchSharp_that_trainers_have()
    {
        await PackAsync("0.1.0-described");

        using var package = ZipFile.OpenRead(At("feed/Seedbed.Training.0.1.0-described.nupkg"));
        var described = XDocument.Load(package.GetEntry("Seedbed.Training.nuspec")!.Open());
        string Said(string element) => described.Descendants().Single(node => node.Name.LocalName == element).Value;
        var needed = described.Descendants().Where(node => node.Name.LocalName == "dependency")
            .ToDictionary(node => (string)node.Attribute("id")!, node => (string)node.Attribute("version")!);
        var pinned = XDocument.Load(Path.Combine(Repository, "Directory.Packages.props"))
            .Descendants("PackageVersion").Single(package => (string?)package.Attribute("Include") == "TorchSharp");

        Assert.NotEmpty(Said("description"));
        Assert.Equal("README.md", Said("readme"));
        Assert.Equal("0.1.0-described", needed["Seedbed.Data"]);
        Assert.Matches(@"^\[[0-9.]+\]$", needed["TorchSharp"]);
        Assert.Equal((string?)pinned.Attribute("Version"), needed["TorchSharp"]);
        Assert.DoesNotContain(needed.Keys, id => id.StartsWith("libtorch", StringComparison.Ordinal));
        Assert.NotNull(package.GetEntry("lib/net10.0/Seedbed.Training.xml"));
        Assert.True(File.Exists(At("feed/Seedbed.Training.0.1.0-described.snupkg")));
    }

    private string At(string path) => Path.Combine(_folder.Path, path);

    /// <summary>What was built with the tests, under a version that no feed has.</summary>
    private async Task PackAsync(string version)
    {
        foreach (var project in (string[])["src/Data", "src/Training", "templates"])
        {
            await DotnetCommand.RunAsync(
                Path.Combine(Repository, project), null, "pack", "--no-build", "--configuration", Configuration,
                $"-p:PackageVersion={version}", $"-p:NuspecOutputPath={At("nuspec")}", "--output", At("feed"));
        }
    }

    /// <summary>
    /// Packages of ours come from the feed into a folder of the test, all others from where the build put them.
    /// </summary>
    private async Task BeginAsync(string name, string version)
    {
        _folder.With("nuget.config", $"""
            <configuration>
              <packageSources><add key="feed" value="{At("feed")}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{Restored}" /></fallbackPackageFolders>
            </configuration>
            """);
        string[] hive = ["--debug:custom-hive", At("hive")];
        await DotnetCommand.RunAsync(
            _folder.Path, null, ["new", "install", At($"feed/Seedbed.Templates.{version}.nupkg"), .. hive]);
        await DotnetCommand.RunAsync(_folder.Path, null, ["new", "seedbed-program", "--name", name, .. hive]);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
