namespace Seedbed.Cli.Tests.Processes;

using CsvHelper;
using System.Globalization;
using System.Text;
using Xunit;

/// <summary>A folder of its own with study files, and readers of the results that appear in it.</summary>
public sealed class StudyFolder : IDisposable
{
    /// <summary>What may differ between two runs of the same study.</summary>
    private static readonly string[] Circumstances = ["attempts", "interruptions", "replay", "node", "seconds"];

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
        base: { milliseconds: 2000, finals: 2 }
        configs:
          few: { points: 3 }
          many: { points: 2500 }
        report: { metrics: [final_1] }
        """;

    /// <summary>Jobs whose first attempts go wrong in ways that end an attempt, and jobs that diverge.</summary>
    public const string Misbehaving = """
        name: wrong
        program: misbehave
        seeds: 2
        configs:
          well-behaved: { behaviour: none }
          throwing: { behaviour: throw }
          crashing: { behaviour: crash }
          exiting: { behaviour: exit }
          hanging: { behaviour: hang }
          diverging: { behaviour: diverge }
        progress-timeout: 3
        """;

    /// <summary>
    /// Four jobs of a small transformer on <see cref="Words"/>. Dropout, positions and class weights take every way by
    /// which a lane could see its neighbours.
    /// </summary>
    public const string Classifier = """
        name: classifier
        program: sequence-classifier
        data: { path: words.tsv, text: word, label: kind, domain: domain, in-domain: near,
                split: { by: random, validation: 0.2, test: 0.2, seed: 1 } }
        seeds: 2
        base: { width: 16, layers: 1, ffn: 16, epochs: 2, batch: 16, dropout: 0.1,
                positions: learned, class-weights: sqrt }
        configs:
          slow: { learning-rate: 1e-3 }
          fast: { learning-rate: 1e-2 }
        report: { metrics: [test.macro_f1, far.macro_f1], against: slow }
        """;

    /// <summary>120 made-up words in two domains, three kinds, one of them rare.</summary>
    public static string Words => "word\tkind\tdomain\n" + string.Concat(Enumerable.Range(0, 120).Select(row =>
        $"{"aabab"[row % 5]}{(char)('a' + row % 7)}{(row % 11 == 0 ? "x" : "")}{(char)('a' + row % 13)}"
        + $"\t{(row % 11 == 0 ? "rare" : "aabab"[row % 5])}\t{(row % 4 == 3 ? "far" : "near")}\n"));

    /// <summary>Jobs on <see cref="Digits"/> and <see cref="DigitLabels"/>, two files in the format of MNIST.</summary>
    public const string Images = """
        name: images
        program: factor-classifier
        data: { path: [digits-idx3-ubyte, labels-idx1-ubyte], numeric: digits, label: labels,
                split: { by: random, validation: 0.2, test: 0.2, seed: 1 } }
        seeds: 2
        base: { body: mlp, layers: 1, width: 16, hidden: 16, epochs: 3, batch: 16, learning-rate: 1e-2 }
        configs:
          only: { }
        report: { metrics: [test.accuracy] }
        """;

    /// <summary>120 pictures of two by two pixels, bright on the left or on the right.</summary>
    public static byte[] Digits =>
    [
        0, 0, 8, 3, 0, 0, 0, 120, 0, 0, 0, 2, 0, 0, 0, 2,
        .. Enumerable.Range(0, 120).SelectMany(row => (byte[])(row % 3 == 0
            ? [200, (byte)row, 210, (byte)(row % 7)]
            : [(byte)row, 220, (byte)(row % 5), 240])),
    ];

    /// <summary>Which side it is.</summary>
    public static byte[] DigitLabels =>
        [0, 0, 8, 1, 0, 0, 0, 120, .. Enumerable.Range(0, 120).Select(row => (byte)(row % 3 == 0 ? 0 : 1))];

    public StudyFolder With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public StudyFolder With(string file, byte[] content)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), content);
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

    /// <summary>
    /// Asserts that two runs found out the same, to the byte: results without circumstances, curves, confusion.
    /// </summary>
    public void AssertSameResults(string first, string second)
    {
        Assert.Equal(WithoutCircumstances(first), WithoutCircumstances(second));
        Assert.Equal(Read(first, "curves.csv"), Read(second, "curves.csv"));
        Assert.Equal(Read(first, "confusion.json"), Read(second, "confusion.json"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The text of <c>results.csv</c> with columns cut out. No field of the studies here is quoted.</summary>
    private string WithoutCircumstances(string results)
    {
        string[][] lines = [.. Read(results, "results.csv").Split('\n').Select(line => line.Split(','))];
        var names = lines[0];
        return string.Join('\n', lines.Select(line =>
            string.Join(',', line.Where((_, column) => !Circumstances.Contains(names[column].TrimEnd('\r'))))));
    }
}
