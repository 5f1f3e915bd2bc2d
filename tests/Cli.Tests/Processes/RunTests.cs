namespace Seedbed.Cli.Tests.Processes;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

[Collection(nameof(RealProcesses))]
public sealed class RunTests : IDisposable
{
    private readonly StudyFolder _folder = new StudyFolder()
        .With("teacher.yaml", StudyFolder.Teacher).With("slow.yaml", StudyFolder.Slow);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Slots_and_lanes_change_no_result()
    {
        var single = await SeedbedProcess.RunAsync(
            _folder.Path, "run", "teacher.yaml", "--slots", "1", "--out", "single");
        var packed = await SeedbedProcess.RunAsync(
            _folder.Path, "run", "teacher.yaml", "--slots", "2", "--lanes", "2", "--out", "packed");

        Assert.True(single.Code == ExitCode.Success, single.Errors);
        Assert.True(packed.Code == ExitCode.Success, packed.Errors);
        Assert.Equal(
            ["completed", "completed", "diverged", "diverged"], _folder.Jobs("single").Select(job => job["outcome"]));
        Assert.All(_folder.Jobs("single"), job => Assert.Equal(job["outcome"] == "completed", job["loss"] != ""));
        Assert.Contains("2 diverged", single.Output, StringComparison.Ordinal);
        Assert.Equal(StudyFolder.Teacher, _folder.Read("single", "study.yaml"));
        _folder.AssertSameResults("single", "packed");
    }

    [Fact]
    public async Task Slots_and_lanes_change_no_result_of_training_on_data()
    {
        _folder.With("classifier.yaml", StudyFolder.Classifier).With("words.tsv", StudyFolder.Words);

        await Trained("single", "--slots", "1", "--device", "cpu");
        await Trained("slots", "--slots", "2");
        await Trained("lanes", "--slots", "1", "--lanes", "2");

        Assert.All(_folder.Jobs("single"), job => Assert.True(job["test.macro_f1"] != "" && job["far.macro_f1"] != ""));
        Assert.Equal(4, _folder.Jobs("single").Select(job => job["val.loss"]).Distinct().Count());
        _folder.AssertSameResults("single", "slots");
        _folder.AssertSameResults("single", "lanes");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StudyFolder.Words)));
        Assert.Equal(StudyFolder.Words, _folder.Read("single", $".seedbed/store/{hash[..2]}/{hash}"));
        Assert.Equal(StudyFolder.Words, _folder.Read("single", $".seedbed/cache/content/{hash}"));
        using var environment = JsonDocument.Parse(_folder.Read("single", "environment.json"));
        Assert.Equal(hash, environment.RootElement.GetProperty("data").GetProperty("sha256").GetString());
        Assert.Matches("^[0-9a-f]{64}$", environment.RootElement.GetProperty("build").GetString());
        Assert.Equal(JsonValueKind.Null, environment.RootElement.GetProperty("guarantees").ValueKind);
        var described = await SeedbedProcess.RunAsync(_folder.Path, "data", "classifier.yaml", "--json");
        Assert.Equal(described.Output, _folder.Read("single", "data.json"));
        using var data = JsonDocument.Parse(described.Output);
        Assert.Equal(
            30, data.RootElement.GetProperty("parts").EnumerateArray()
                .Single(part => part.GetProperty("part").GetString() == "far").GetProperty("rows").GetInt32());

        async Task Trained(string results, params string[] arguments)
        {
            var ended = await SeedbedProcess.RunAsync(
                _folder.Path, ["run", "classifier.yaml", "--out", results, .. arguments]);
            Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
            Assert.All(_folder.Jobs(results), job => Assert.Equal("completed", job["outcome"]));
        }
    }

    [Fact]
    public async Task Files_that_lie_side_by_side_are_trained_on_as_one()
    {
        _folder.With("images.yaml", StudyFolder.Images)
            .With("digits-idx3-ubyte", StudyFolder.Digits).With("labels-idx1-ubyte", StudyFolder.DigitLabels);

        var ended = await SeedbedProcess.RunAsync(_folder.Path, "run", "images.yaml", "--out", "out");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);
        Assert.Equal(["1", "1"], _folder.Jobs("out").Select(job => job["test.accuracy"]));
        using var data = JsonDocument.Parse(_folder.Read("out", "data.json"));
        Assert.Equal("digits+labels.tar", data.RootElement.GetProperty("file").GetString());
        Assert.Equal(
            ["1", "0"], data.RootElement.GetProperty("classes").EnumerateArray().Select(label => label.GetString()));
        var hash = data.RootElement.GetProperty("content").GetString()!;
        var stored = await File.ReadAllBytesAsync(
            Path.Combine(_folder.Path, "out", ".seedbed", "store", hash[..2], hash));
        Assert.Equal(StudyFolder.Digits, stored[512..(512 + StudyFolder.Digits.Length)]);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(stored)));
    }

    [Fact]
    public async Task Json_is_all_there_is_on_standard_output()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "run", "teacher.yaml", "--json");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        using var summary = JsonDocument.Parse(ended.Output);
        Assert.Equal("finished", summary.RootElement.GetProperty("state").GetString());
        Assert.Equal(4, summary.RootElement.GetProperty("jobs").GetProperty("total").GetInt32());
        var estimate = summary.RootElement.GetProperty("cells")[0].GetProperty("estimates")[0];
        Assert.Equal(
            _folder.Jobs("runs/teacher")
                .Take(2).Average(job => double.Parse(job["loss"], System.Globalization.CultureInfo.InvariantCulture)),
            estimate.GetProperty("mean").GetDouble(), precision: 12);
    }

    [Fact]
    public async Task More_seeds_run_only_what_is_missing()
    {
        var first = await SeedbedProcess.RunAsync(_folder.Path, "run", "teacher.yaml");
        var before = _folder.Jobs("runs/teacher");
        _folder.With("teacher.yaml", StudyFolder.Teacher.Replace("seeds: 2", "seeds: 3", StringComparison.Ordinal));

        var second = await SeedbedProcess.RunAsync(_folder.Path, "run", "teacher.yaml");

        Assert.True((first.Code, second.Code) == (ExitCode.Success, ExitCode.Success), first.Errors + second.Errors);
        var after = _folder.Jobs("runs/teacher");
        Assert.Equal(["0", "1", "2", "0", "1", "2"], after.Select(job => job["seed"]));
        Assert.Equal(before, after.Where(job => job["seed"] != "2"));
    }

    [LinuxFact]
    public async Task Nothing_is_left_running_after_a_study()
    {
        await using var run = SeedbedProcess.Start(_folder.Path, "run", "slow.yaml", "--slots", "2");
        await run.SomeJobsEndedAsync();
        var started = ProcessTree.DescendantsOf(run.Id);

        var ended = await run.EndAsync();

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        Assert.True(started.Count >= 4, "a coordinator, a trainer and two slots");
        Assert.All(started, id => Assert.False(Directory.Exists($"/proc/{id}")));
    }
}
