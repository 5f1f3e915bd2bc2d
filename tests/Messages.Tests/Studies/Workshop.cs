namespace Seedbed.Messages.Tests.Studies;

using System.IO.Compression;
using System.Text;
using Seedbed.Data;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>Two programs, data files in a directory of their own, and studies that use them.</summary>
public sealed class Workshop : IDisposable
{
    public const string Words = "word\tdomain\tstress\nabbey\tcommon\t10\nabout\tcommon\t01\nadam\tproper\t10\naaa\tother\t201\n";

    public const string Stress = """
        name: stress
        program: sequence-classifier
        data: { path: words.tsv, text: word, label: stress, domain: domain, in-domain: common, classes: 2, split: { by: hash, of: word, prefix: 5, validation: 0.1, test: 0.1, seed: 1 } }
        seeds: 5
        base: { epochs: 6, batch: 256, learning-rate: 3e-3 }
        configs:
          baseline: { positions: none,    class-weights: none }
          research: { positions: learned, class-weights: sqrt }
        ablations:
          no-positions:     { of: research, set: { positions: none } }
          no-class-weights: { of: research, set: { class-weights: none } }
        report: { metrics: [test.macro_f1, proper.macro_f1, other.macro_f1], against: baseline }

        """;

    /// <summary>A study without data, to which a line can be put.</summary>
    public const string Plain = """
        name: plain
        program: no-op
        seeds: 3
        configs:
          one: { points: 10 }

        """;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("seedbed-studies-");

    public Workshop()
    {
        Put("words.tsv", Words);
        Compress("words.tsv.gz", Words);
        Put("words.tar", "no tar file");
    }

    public static IReadOnlyList<ProgramDescription> Programs { get; } =
    [
        new(
            "sequence-classifier", "1", null, "Classifies sequences.",
            [
                new("epochs", ParameterType.Integer, "6", 1, 1000, null, "epochs", "Passes over the data.", false),
                new("batch", ParameterType.Integer, "128", 1, 65536, null, "rows", "Rows per step.", false),
                new(
                    "width", ParameterType.Integer, "64", 16, 1024, null, null, "Length of vectors.", false,
                    MultipleOf: 16),
                new("learning-rate", ParameterType.Number, "0.001", 0, 10, null, null, "Peak rate.", true),
                new(
                    "positions", ParameterType.Choice, "none", null, null, ["none", "sinusoidal", "learned"], null,
                    "Encoding.", false),
                new(
                    "class-weights", ParameterType.Choice, "none", null, null, ["none", "sqrt", "inverse"], null,
                    "Weights.", false),
                new("bias", ParameterType.Flag, "true", null, null, null, null, "Whether layers have one.", false),
                new("shift", ParameterType.Number, "0", null, null, null, null, "Any number.", true),
            ],
            [
                new("train.loss", MetricScope.Curve, MetricDirection.LowerIsBetter, null, null, "Training loss."),
                new("val.loss", MetricScope.CurveAndFinal, MetricDirection.LowerIsBetter, null, null, "Validation loss."),
                new(
                    "val.macro_f1", MetricScope.CurveAndFinal, MetricDirection.HigherIsBetter, 0, null,
                    "Validation macro-F1."),
                new("macro_f1", MetricScope.EvaluationPart, MetricDirection.HigherIsBetter, 0, null, "Macro-F1."),
                new("mcc", MetricScope.EvaluationPart, MetricDirection.HigherIsBetter, -1, null, "MCC."),
                new("rows", MetricScope.EvaluationPart, MetricDirection.None, null, "rows", "Rows evaluated."),
            ],
            new DataDescription(
                [new("text", true, "What is classified."), new("label", true, "The class."), new("domain", false, "Where it is from.")], ["test"]),
            MaxLanes: 16),
        new(
            "no-op", "1", null, "Reports points.",
            [
                new("points", ParameterType.Integer, "10", 0, null, null, null, "Points reported.", true),
                new("rate", ParameterType.Number, "0.5", 0, 1, null, null, "Nothing.", true),
            ],
            [new("value", MetricScope.CurveAndFinal, MetricDirection.HigherIsBetter, 0, null, "The last point.")],
            null,
            MaxLanes: 64),
        new(
            "factor-classifier", "1", null, "Classifies rows of factors and numbers.",
            [],
            [new("accuracy", MetricScope.EvaluationPart, MetricDirection.HigherIsBetter, 0, null, "Accuracy.")],
            new DataDescription(
                [
                    new("factor", false, "Factors."), new("amounts", false, "Numbers.", RoleKind.Numeric),
                    new("label", true, "The class."),
                ],
                ["test"]),
            MaxLanes: 1),
    ];

    public StudyReading Read(string text, int? lanes = null) => StudyFile.Read(text, Programs, Locate, lanes);

    /// <summary>The specification of a file that has no mistakes.</summary>
    public StudySpecification Valid(string text, int? lanes = null)
    {
        var reading = Read(text, lanes);
        Assert.Empty(reading.Mistakes);
        return Assert.IsType<StudySpecification>(reading.Specification);
    }

    public string? Locate(string path)
    {
        var location = Path.Combine(directory.FullName, path);
        return File.Exists(location) ? location : null;
    }

    /// <summary>Writes <c>bundle.tar</c>.</summary>
    public string Bundle(IReadOnlyList<BundledFile> files)
    {
        var path = Path.Combine(directory.FullName, "bundle.tar");
        using var tar = File.Create(path);
        Data.Bundle.Write(files, tar);
        return path;
    }

    public void Put(string name, string content) => Put(name, Encoding.UTF8.GetBytes(content));

    public void Put(string name, byte[] content)
    {
        var path = Path.Combine(directory.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public void Compress(string name, string content)
    {
        using var file = File.Create(Path.Combine(directory.FullName, name));
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(content));
    }

    public void Dispose() => directory.Delete(recursive: true);
}
