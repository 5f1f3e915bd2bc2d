namespace Seedbed.Cli.Tests.Processes;

using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Xunit;

/// <summary>The examples as their reader runs them.</summary>
[Collection(nameof(RealProcesses))]
public sealed class OwnProgramTests : IDisposable
{
    private static readonly string Library = Example("OwnProgram/{output}/OwnProgram.dll");

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_that_must_keep_its_weights_small_finds_out_what_a_clock_is()
    {
        var ended = await SeedbedProcess.RunAsync(
            _folder.Path, "run", Example("OwnProgram/study.yaml"), "--programs", Library, "--out", "clock");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
        Assert.DoesNotContain("The program 'clock'", ended.Output, StringComparison.Ordinal); // no warning
        var jobs = _folder.Jobs("clock").ToLookup(
            job => job["config"], job => double.Parse(job["new"], CultureInfo.InvariantCulture));
        Assert.True(jobs["by-heart"].Max() < jobs["decayed"].Min() - 0.3, ended.Output);
        using var environment = JsonDocument.Parse(_folder.Read("clock", "environment.json"));
        Assert.Matches(
            "^[0-9a-f]{64}$",
            environment.RootElement.GetProperty("program").GetProperty("contentHash").GetString());
    }

    [Fact]
    public async Task Lanes_change_no_result_and_another_build_trains_anew_once_that_is_accepted()
    {
        var copy = Path.Combine(_folder.Path, "OwnProgram.dll");
        File.Copy(Library, copy);
        _folder.With("short.yaml", """
            { name: short, program: clock, seeds: 2, base: { steps: 10, hours: 5 }, configs: { only: {} } }
            """);
        string[] run = ["run", "short.yaml", "--programs", copy, "--slots", "1"];

        var packed = await SeedbedProcess.RunAsync(_folder.Path, [.. run, "--lanes", "2", "--out", "packed"]);
        var first = await SeedbedProcess.RunAsync(_folder.Path, run);
        var before = HashIn("runs/short");
        _folder.AssertSameResults("packed", "runs/short");
        Rebuild(copy);
        var refused = await SeedbedProcess.RunAsync(_folder.Path, run);
        Assert.Equal(before, HashIn("runs/short"));
        _folder.AssertSameResults("packed", "runs/short");
        var second = await SeedbedProcess.RunAsync(_folder.Path, [.. run, "--accept-changes"]);

        Assert.True(packed.Code == ExitCode.Success, packed.Errors);
        Assert.True(first.Code == ExitCode.Success, first.Errors);
        Assert.Equal(ExitCode.Invalid, refused.Code);
        Assert.Contains("--accept-changes", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"program: clock 1 {before[..12]}… → clock 1 ", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("2 results would be kept apart, and 2 jobs", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", refused.Errors, StringComparison.Ordinal);
        Assert.True(second.Code == ExitCode.Success, second.Errors);
        Assert.NotEqual(before, HashIn("runs/short"));
        Assert.Equal(2, _folder.Jobs("runs/short").Count(job => job["outcome"] == "completed"));
    }

    [Fact]
    public async Task The_last_of_five_steps_trains_its_study()
    {
        var ended = await SeedbedProcess.RunAsync(
            _folder.Path, "run", Example("FiveSteps/study.yaml"), "--out", "iris",
            "--programs", Example("FiveSteps/{output}/FiveSteps.dll"));

        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
        Assert.DoesNotContain("The program 'iris'", ended.Output, StringComparison.Ordinal); // no warning
        var jobs = _folder.Jobs("iris");
        Assert.Equal(25, jobs.Count(job => job["outcome"] == "completed"));
        Assert.All(jobs, job => Assert.NotEmpty(job["test.macro_f1"]));
    }

    [Theory]
    [InlineData("nowhere.dll: there is no such file", "nowhere.dll")]
    [InlineData("notes.dll: not a .NET assembly", "notes.dll")]
    public async Task A_file_that_holds_no_program_is_a_mistake_in_the_arguments(string told, string file)
    {
        _folder.With("notes.dll", "not a program");

        var ended = await SeedbedProcess.RunAsync(_folder.Path, "describe", "--programs", file);

        Assert.Equal(ExitCode.Invalid, ended.Code);
        Assert.Contains(told, ended.Errors, StringComparison.Ordinal);
    }

    /// <param name="path">In <c>examples</c>; <c>{output}</c> is where builds put what they make.</param>
    private static string Example(string path) =>
        Path.Combine(Metadata("examples"), path.Replace("{output}", Metadata("output"), StringComparison.Ordinal));

    private static string Metadata(string key) => typeof(OwnProgramTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;

    private string HashIn(string results)
    {
        using var environment = JsonDocument.Parse(_folder.Read(results, "environment.json"));
        return environment.RootElement.GetProperty("program").GetProperty("contentHash").GetString()!;
    }

    /// <summary>Changes what no program sees, as a build with other settings does: the file's time stamp.</summary>
    private static void Rebuild(string assembly)
    {
        var image = File.ReadAllBytes(assembly);
        var header = BitConverter.ToInt32(image, 0x3C); // ECMA-335 II.25.2.1: lfanew; the time stamp is 8 bytes behind
        image[header + 8] ^= 1;
        File.WriteAllBytes(assembly, image);
    }
}
