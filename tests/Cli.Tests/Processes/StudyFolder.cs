namespace Seedbed.Cli.Tests.Processes;

using CsvHelper;
using System.Globalization;
using Xunit;

/// <summary>A folder of its own with study files, and readers of the results that appear in it.</summary>
public sealed class StudyFolder : IDisposable
{
    /// <summary>What may differ between two runs of the same study.</summary>
    private static readonly string[] Circumstances = ["attempts", "interruptions", "node", "seconds"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-test-");

    public string Path => _folder.FullName;

    /// <summary>Two cells and two seeds that train for a moment; one cell diverges.</summary>
    public const string Teacher = """
        name: teacher
        program: mlp-teacher
        seeds: 2
        base: { steps: 60, report-every: 20, optimizer: sgd }
        configs:
          steady: { learning-rate: 0.05 }
          wild: { learning-rate: 1e6 }
        report: { metrics: [loss, accuracy], against: steady }
        """;

    /// <summary>Eight jobs that take a second each and end with a number that depends on their seed alone.</summary>
    public const string Slow = """
        name: slow
        program: no-op
        seeds: 4
        base: { milliseconds: 1000, finals: 2 }
        configs:
          few: { points: 3 }
          many: { points: 2500 }
        report: { metrics: [final_1] }
        """;

    public StudyFolder With(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), text);
        return this;
    }

    public string Read(string results, string file) => File.ReadAllText(System.IO.Path.Combine(Path, results, file));

    /// <summary>The rows of <c>results.csv</c> by column name.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Jobs(string results)
    {
        using var reader = new CsvReader(new StringReader(Read(results, "results.csv")), CultureInfo.InvariantCulture);
        return [.. reader.GetRecords<dynamic>().Select(row =>
            ((IDictionary<string, object>)row).ToDictionary(field => field.Key, field => (string)field.Value))];
    }

    /// <summary>Asserts that two runs found out the same: results apart from circumstances, and curves to the byte.</summary>
    public void AssertSameResults(string first, string second)
    {
        Assert.Equal(Jobs(first).Select(Outcome), Jobs(second).Select(Outcome));
        Assert.Equal(Read(first, "curves.csv"), Read(second, "curves.csv"));
        Assert.Equal(Read(first, "confusion.json"), Read(second, "confusion.json"));

        static string Outcome(IReadOnlyDictionary<string, string> job) =>
            string.Join(';', job.Where(field => !Circumstances.Contains(field.Key)).Select(field => $"{field.Key}={field.Value}"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
