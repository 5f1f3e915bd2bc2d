namespace Seedbed.Messages.Tests.Studies;

using System.Security.Cryptography;
using System.Text;
using MessagePack;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;

public sealed class StudyFileTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public void A_valid_study_has_everything_its_file_says()
    {
        var study = workshop.Valid(Workshop.Stress);

        Assert.Equal("stress", study.Name.Name);
        Assert.Equal("sequence-classifier 1", study.Program.ToString());
        Assert.Equal(5, study.Seeds.Count);
        Assert.Equal("0.003", study.Base["learning-rate"]);
        Assert.Equal(["baseline", "research"], study.Configs.Select(config => config.Name));
        Assert.Equal(
            ["no-positions of research", "no-class-weights of research"],
            study.Ablations.Select(part => $"{part.Name} of {part.Of}"));
        Assert.Equal(["test.macro_f1", "proper.macro_f1", "other.macro_f1"], study.Report.Metrics);
        Assert.Equal("baseline", study.Report.Against);
        Assert.Equal((1, 3, Selection.Last), (study.Lanes, study.MaxAttempts, study.Selection));
        Assert.Equal("0.001", study.Defaults["learning-rate"]);
    }

    [Fact]
    public void Weight_and_priority_say_how_the_study_stands_beside_others()
    {
        Assert.Equal(Standing.Default, workshop.Valid(Workshop.Plain).Standing);
        Assert.Equal(
            new Standing(0.5, -3), workshop.Valid(Workshop.Plain + "weight: 0.5\npriority: -3\n").Standing);
    }

    [Fact]
    public void Data_is_known_by_its_content_and_its_domains()
    {
        var data = Assert.IsType<DataSpecification>(workshop.Valid(Workshop.Stress).Data);
        var content = Encoding.UTF8.GetBytes(Workshop.Words);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), data.Content.Hex);
        Assert.Equal(("words.tsv", content.Length), (data.FileName, data.Bytes));
        Assert.Equal(["common", "other", "proper"], data.Domains);
        Assert.Equal(("common", 2, null), (data.InDomain?.ToString(), data.Classes, data.Take));
        Assert.Equal(
            ["domain=domain", "label=stress", "text=word"],
            data.Columns.Select(role => $"{role.Key}={role.Value}").Order());
        Assert.Equal(new SplitSpecification("hash", "word", 5, 0.1, 0.1, 1), data.Split);
    }

    [Fact]
    public void Compressed_data_is_hashed_as_it_lies_and_read_as_it_means()
    {
        var data = Assert.IsType<DataSpecification>(
            workshop.Valid(Workshop.Stress.Replace("words.tsv", "words.tsv.gz")).Data);

        Assert.Equal(["common", "other", "proper"], data.Domains);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(workshop.Locate("words.tsv.gz")!))),
            data.Content.Hex);
    }

    [Fact]
    public void Several_files_are_one_content_whose_rows_lie_side_by_side()
    {
        workshop.Put("stress.csv", "stress\n10\n01\n10\n201\n");
        workshop.Put("more/words.tsv", "word\tdomain\nabbey\tcommon\nabout\tcommon\nadam\tproper\naaa\tother\n");
        var text = Workshop.Stress.Replace("path: words.tsv", "path: [more/words.tsv, stress.csv]");

        var study = StudyFile.Read(text, Workshop.Programs, workshop.Locate, bundle: workshop.Bundle);
        var stored = StudyFile.Read(text, Workshop.Programs, _ => workshop.Locate("bundle.tar"));

        Assert.Empty(study.Mistakes);
        var data = Assert.IsType<DataSpecification>(study.Specification?.Data);
        Assert.Equal("words+stress.tar", data.FileName);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(workshop.Locate("bundle.tar")!))),
            data.Content.Hex);
        Assert.Equal(["common", "other", "proper"], data.Domains);
        Assert.Equal(data.ToJson(), stored.Specification?.Data?.ToJson());   // as the coordinator reads it
    }

    [Fact]
    public void Files_of_unequal_length_are_a_mistake_of_their_list()
    {
        workshop.Put("stress.csv", "stress\n10\n");
        workshop.Put("more/words.tsv", "word\tdomain\nabbey\tcommon\nabout\tcommon\n");
        var text = Workshop.Stress.Replace("path: words.tsv", "path: [more/words.tsv, stress.csv]");

        var mistakes = StudyFile.Read(text, Workshop.Programs, workshop.Locate, bundle: workshop.Bundle).Mistakes;

        Assert.Equal(
            ("data.path", "words+stress.tar: 'stress.csv' has 1 rows, 'words.tsv' has 2; files side by side have the "
                + "same number."),
            (mistakes[0].Path, mistakes[0].Message));
    }

    [Fact]
    public void A_list_of_one_file_is_that_file()
    {
        var listed = workshop.Valid(Workshop.Stress.Replace("path: words.tsv", "path: [words.tsv]"));

        Assert.Equal(workshop.Valid(Workshop.Stress).Data?.ToJson(), listed.Data?.ToJson());
    }

    [Fact]
    public void The_file_name_is_the_last_part_of_the_path()
    {
        var study = StudyFile.Read(
            Workshop.Stress.Replace("words.tsv", "../data/words.tsv"), Workshop.Programs,
            _ => workshop.Locate("words.tsv"));

        Assert.Equal("words.tsv", study.Specification?.Data?.FileName);
    }

    [Theory]
    [InlineData("seeds: 3", "0 1 2")]
    [InlineData("seeds: [7, 3]", "7 3")]
    [InlineData("seeds: { all: 2, repeats: 2 }", "0 0r1 1 1r1")]
    [InlineData("seeds: { repeats: 3 }", "0 0r1 0r2")]
    [InlineData("seeds: { init: 2, order: [5, 6] }", "i0o5 i0o6 i1o5 i1o6")]
    [InlineData("seeds: { order: 2, dropout: [9], augment: [4], repeats: 2 }", "o0d9a4 o0d9a4r1 o1d9a4 o1d9a4r1")]
    public void Seeds_are_counted_listed_or_crossed(string line, string expected)
    {
        var seeds = workshop.Valid(Workshop.Plain.Replace("seeds: 3", line)).Seeds;

        Assert.Equal(
            expected, string.Join(' ', Enumerable.Range(0, (int)seeds.Count).Select(index => Short(seeds[index]))));

        string Short(SeedVector seed) =>
            (seed with { Repeat = 0 } == SeedVector.Of(seed.Init) ? $"{seed.Init}" : Apart(seed))
            + (seed.Repeat > 0 ? $"r{seed.Repeat}" : "");
        string Apart(SeedVector seed) =>
            string.Concat(seeds.Axes.Select(axis => $"{axis.Source[0]}" + axis.Source switch
            {
                "init" => seed.Init,
                "order" => seed.Order,
                "dropout" => seed.Dropout,
                _ => seed.Augment,
            }));
    }

    [Theory]
    [InlineData("learning-rate: 3e-3", "learning-rate: 0.003")]
    [InlineData("learning-rate: 1", "learning-rate: 1.0")]
    [InlineData("learning-rate: 0.00001", "learning-rate: 1E-5")]
    [InlineData("shift: -0", "shift: 0.0")]
    [InlineData("shift: +.5", "shift: 0.50")]
    [InlineData("epochs: 007", "epochs: +7")]
    [InlineData("positions: learned", "positions: 'learned'")]
    [InlineData("bias: true", "bias: true # the default")]
    public void Equal_values_are_equal_however_they_are_written(string one, string other)
    {
        Assert.Equal(KeyWith(one), KeyWith(other));

        ContentHash KeyWith(string line)
        {
            var head = Workshop.Stress[..Workshop.Stress.IndexOf("base:", StringComparison.Ordinal)];
            var study = workshop.Valid($"{head}configs:\n  one:\n    {line}\n");
            return new CellPlan(study)[0].Key(study);
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("select: last\n", null)]
    [InlineData("select: best val.macro_f1\n", "val.macro_f1")]
    public void Finals_come_from_the_last_epoch_unless_a_validation_metric_selects_one(string line, string? expected) =>
        Assert.Equal(expected, workshop.Valid(Workshop.Stress + line).Selection.BestBy);

    [Fact]
    public void What_verdicts_rest_on_is_fixed_with_the_study()
    {
        const string Report = """
            report:
              metrics: [test.macro_f1, proper.macro_f1]
              against: baseline
              margin: { proper.macro_f1: 0.02 }
              diverged: exclude
              alpha: 0.1
              tau: 0.5

            """;
        var report = workshop.Valid(
            Workshop.Stress[..Workshop.Stress.IndexOf("report:", StringComparison.Ordinal)] + Report).Report;

        Assert.Equal((true, 0.1, 0.5), (report.ExcludesDiverged, report.Alpha, report.Tau));
        Assert.Equal(
            [("test.macro_f1", "macro_f1", "test", true, null), ("proper.macro_f1", "macro_f1", "proper", false, 0.02)],
            report.Declared!.Select(metric =>
                (metric.Name, metric.Metric, metric.Part!, metric.IsInDomain, metric.Margin)));
    }

    [Fact]
    public void Without_a_report_the_finals_of_the_test_part_are_reported_and_nothing_is_compared()
    {
        var report = workshop.Valid(Workshop.Stress[..Workshop.Stress.IndexOf("report:", StringComparison.Ordinal)]).Report;

        Assert.Equal(["test.macro_f1", "test.mcc"], report.Metrics);
        Assert.Null(report.Against);
        Assert.Equal(["value"], workshop.Valid(Workshop.Plain).Report.Metrics);
    }

    [Theory]
    [InlineData("", null, 1)]
    [InlineData("lanes: 4\n", null, 4)]
    [InlineData("lanes: 4\n", 8, 8)]
    [InlineData("", 8, 8)]
    public void Lanes_from_outside_win_over_the_file(string line, int? outside, int expected) =>
        Assert.Equal(expected, workshop.Valid(Workshop.Plain + line, outside).Lanes);

    [Theory]
    [InlineData("{ seconds: 30, epochs: 5, keep: true }", 30.0, 5, true)]
    [InlineData("{ seconds: 0.5 }", 0.5, null, false)]
    [InlineData("{ epochs: 1 }", null, 1, false)]
    [InlineData("{ keep: false }", null, null, false)]
    [InlineData("{ seconds: 86400 }", 86_400.0, null, false)]
    [InlineData("{ }", null, null, false)]
    public void Checkpoints_are_taken_as_the_study_says(string written, double? seconds, int? epochs, bool keep) =>
        Assert.Equal(
            new CheckpointPolicy(seconds, epochs, keep),
            workshop.Valid(Workshop.Plain + $"checkpoints: {written}\n").Checkpoints);

    [Fact]
    public void A_study_that_says_nothing_of_checkpoints_is_the_same_as_before_there_were_any() =>
        Assert.Null(workshop.Valid(Workshop.Plain).Checkpoints);

    [Fact]
    public void A_config_may_leave_everything_as_it_is() =>
        Assert.Equal(["one", "two"], workshop.Valid(Workshop.Plain.Replace("{ points: 10 }", "{ points: 11 }") + "  two:\n").Configs.Select(config => config.Name));

    [Fact]
    public void A_specification_goes_through_the_wire_unchanged()
    {
        var study = workshop.Valid(Workshop.Stress + "grid: { learning-rate: [1e-3, 3e-3] }\nselect: best val.loss\n");

        var back = MessagePackSerializer.Deserialize<StudySpecification>(MessagePackSerializer.Serialize(study));

        var (plan, planBack) = (new CellPlan(study), new CellPlan(back));
        Assert.Equal(8, plan.Count);
        Assert.Equal(
            Enumerable.Range(0, plan.Count).Select(cell => plan[cell].Key(study)),
            Enumerable.Range(0, planBack.Count).Select(cell => planBack[cell].Key(back)));
        Assert.Equal(study.Report.Metrics, back.Report.Metrics);
    }
}
