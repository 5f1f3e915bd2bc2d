namespace Seedbed.Cli.Tests.Processes;

using System.Text.Json;
using Xunit;

[Collection(nameof(RealProcesses))]
public sealed class CommandLineTests : IDisposable
{
    private readonly StudyFolder _folder = new StudyFolder()
        .With("teacher.yaml", StudyFolder.Teacher)
        .With("classifier.yaml", StudyFolder.Classifier)
        .With("words.tsv", StudyFolder.Words)
        .With("ragged.csv", "a,b\n1,2\n3\n")
        .With("notes.txt", "no table")
        .With("wrong.yaml", """
            name: wrong
            program: mlp-teacher
            seeds: 2
            configs:
              a: { stepz: 3 }
              b: { optimizer: adm }
            report: { metrics: [loss] }
            """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_study_with_mistakes_starts_nothing_and_leaves_nothing()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "run", "wrong.yaml");

        Assert.Equal(ExitCode.Invalid, ended.Code);
        Assert.Matches(@"^wrong\.yaml:5:\d+: .*steps", ended.Errors.Split('\n')[0]);
        Assert.Matches(@"^wrong\.yaml:6:\d+: .*adam", ended.Errors.Split('\n')[1]);
        Assert.Contains("2 mistakes; nothing was started.", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "runs")));
    }

    [Theory]
    [InlineData("--slots 0: allowed are numbers from 1 to 1024.", "run", "teacher.yaml", "--slots", "0")]
    [InlineData("--slots 1025: allowed are numbers from 1 to 1024.", "run", "teacher.yaml", "--slots", "1025")]
    [InlineData("'gpu' not recognized. Must be one of:", "run", "teacher.yaml", "--device", "gpu")]
    [InlineData("--cells 0: allowed are numbers from 1.", "plan", "teacher.yaml", "--cells", "0")]
    [InlineData("nowhere.yaml: there is no such file.", "run", "nowhere.yaml")]
    [InlineData("FILE", "plan")]
    [InlineData("nowhere.csv: there is no such file.", "data", "nowhere.csv")]
    [InlineData("notes.txt is neither a study (.yaml, .yml) nor data that can be read (.csv, ", "data", "notes.txt")]
    [InlineData("teacher.yaml: mlp-teacher takes no data, so there is none to describe.", "data", "teacher.yaml")]
    [InlineData("wrong.yaml:5:", "data", "wrong.yaml")]
    [InlineData("ragged.csv, line 3: 1 fields where the header names 2 columns.", "data", "ragged.csv")]
    [InlineData("There is no program 'mlp'.", "describe", "mlp")]
    public async Task A_mistake_in_the_arguments_is_named(string expected, params string[] arguments)
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, arguments);

        Assert.Equal(ExitCode.Invalid, ended.Code);
        Assert.Contains(expected, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_lists_cells_and_counts_jobs()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "plan", "teacher.yaml", "--json");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        using var plan = JsonDocument.Parse(ended.Output);
        Assert.Equal(4, plan.RootElement.GetProperty("jobs").GetInt32());
        Assert.Equal(
            ["steady", "wild"], plan.RootElement.GetProperty("first")
                .EnumerateArray().Select(cell => cell.GetProperty("config").GetString()));
    }

    [Fact]
    public async Task A_data_file_is_described_column_by_column()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "data", "words.tsv");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        Assert.Matches(@"
 +kind +text +0 +3 +rare · a · b", ended.Output);
        Assert.EndsWith("words.tsv: 120 rows, 3 columns, 1,351 bytes", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_file_is_described_as_json()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "data", "words.tsv", "--json");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        using var file = JsonDocument.Parse(ended.Output);
        var column = file.RootElement.GetProperty("columns")[2];
        Assert.Equal(
            ("domain", "text", 0, 2, "far"),
            (column.GetProperty("column").GetString(), column.GetProperty("type").GetString(),
                column.GetProperty("missing").GetInt32(), column.GetProperty("distinct").GetInt32(),
                column.GetProperty("examples")[1].GetString()));
    }

    [Fact]
    public async Task The_data_of_a_study_is_described_as_the_study_divides_it()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "data", "classifier.yaml");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        Assert.Matches(@"
 +far +30 +25\.0 % +3 ", ended.Output);
        Assert.Matches(@"
 +class +train +val +test +far ", ended.Output);
        Assert.Matches(@"
 +domain +0\.000 \(0\.000\) +0\.000 \(0\.000\) +1\.000 \(", ended.Output);
        Assert.Contains("No value is missing.", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_unequal_length_are_named_before_anything_starts()
    {
        _folder.With("images.yaml", StudyFolder.Images).With("digits-idx3-ubyte", StudyFolder.Digits)
            .With("labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 7, 7]);

        var ended = await SeedbedProcess.RunAsync(_folder.Path, "plan", "images.yaml");

        Assert.Equal(ExitCode.Invalid, ended.Code);
        Assert.StartsWith(
            "images.yaml:3:15: digits+labels.tar: 'labels-idx1-ubyte' has 2 rows, 'digits-idx3-ubyte' has 120; ",
            ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_described_with_its_parameters()
    {
        var ended = await SeedbedProcess.RunAsync(_folder.Path, "describe", "mlp-teacher");

        Assert.True(ended.Code == ExitCode.Success, ended.Errors);
        Assert.Contains("sgd, adam", ended.Output, StringComparison.Ordinal);
    }
}
