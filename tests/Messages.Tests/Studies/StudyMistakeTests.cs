namespace Seedbed.Messages.Tests.Studies;

using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>
/// Each mistake is made in a valid study, at the place marked with ▶ (the file's first if there is none).
/// </summary>
public sealed class StudyMistakeTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Theory]
    [InlineData(
        "name: stress", "▶nam: stress",
        "'nam' is no key of a study file. Did you mean 'name'? Allowed: name, program, data")]
    [InlineData("seeds: 5", "seeds: 5\n▶seeds: 6", "'seeds' stands here a second time; first in line 4")]
    [InlineData("stress\n", "▶Stress Study\n", "'Stress Study' cannot name a study: 1 to 63 lower-case letters")]
    [InlineData("name: stress", "name: ▶[stress]", "Expected the study's name, found a list")]
    [InlineData("name: stress", "name:▶", "Expected the study's name, found nothing")]
    [InlineData(
        "sequence-classifier", "▶sequence-clasifier",
        "Did you mean 'sequence-classifier'? Allowed: sequence-classifier, no-op, factor-classifier")]
    [InlineData("  baseline: {", "  ▶base line: {", "'base line' cannot name a config", 2)]
    [InlineData("  no-positions: ", "  ▶-none: ", "'-none' cannot name an ablation")]
    public void Names_and_keys(string valid, string mistaken, string message, int mistakes = 1) =>
        AssertMistake(Workshop.Stress, valid, mistaken, message, mistakes);

    [Theory]
    [InlineData(
        "epochs: 6", "▶epoch: 6",
        "'epoch' is no parameter of sequence-classifier. Did you mean 'epochs'? Allowed: epochs, batch")]
    [InlineData("epochs: 6", "epochs: ▶six", "Expected a whole number from 1 to 1,000 (epochs), found 'six'")]
    [InlineData("epochs: 6", "epochs: ▶0", "Expected a whole number from 1 to 1,000 (epochs), found '0'")]
    [InlineData("epochs: 6", "epochs: ▶6.5", "Expected a whole number from 1 to 1,000")]
    [InlineData("epochs: 6", "epochs: ▶'6'", "found the quoted text '6'")]
    [InlineData("epochs: 6", "epochs: ▶[6]", "found a list")]
    [InlineData("epochs: 6", "epochs: ▶99999999999999999999", "found '99999999999999999999'")]
    [InlineData(
        "epochs: 6", "width: ▶65",
        "'width' is 65; a multiple of 16 from 16 to 1,024 is allowed; the nearest are 64 and 80.")]
    [InlineData(
        "epochs: 6", "width: ▶-8", "'width' is -8; a multiple of 16 from 16 to 1,024 is allowed; the nearest is 16.")]
    [InlineData(
        "epochs: 6", "width: ▶1040",
        "'width' is 1,040; a multiple of 16 from 16 to 1,024 is allowed; the nearest is 1,024.")]
    [InlineData("epochs: 6", "width: ▶wide", "Expected a multiple of 16 from 16 to 1,024, found 'wide'")]
    [InlineData("3e-3", "▶11", "Expected a number from 0 to 10, found '11'")]
    [InlineData("3e-3", "▶.nan", "Expected a number from 0 to 10, found '.nan'")]
    [InlineData("3e-3", "▶1e999", "Expected a number from 0 to 10, found '1e999'")]
    [InlineData("epochs: 6", "shift: ▶fast", "Expected a number, found 'fast'")]
    [InlineData("epochs: 6", "bias: ▶yes", "Expected true or false, found 'yes'")]
    [InlineData(
        "positions: learned", "positions: ▶lerned", "Did you mean 'learned'? Allowed: none, sinusoidal, learned")]
    [InlineData("positions: learned", "positions: ▶", "Expected one of none, sinusoidal, learned, found nothing")]
    [InlineData("{ positions: none } }", "{ ▶position: none } }", "Did you mean 'positions'?")]
    [InlineData(
        "{ epochs: 6, batch: 256, learning-rate: 3e-3 }", "▶6",
        "Expected parameters: a table of names and values, found '6'")]
    public void Parameters(string valid, string mistaken, string message) =>
        AssertMistake(Workshop.Stress, valid, mistaken, message);

    [Theory]
    [InlineData(
        "of: research, set: { class-weights", "of: ▶reserch, set: { class-weights",
        "'reserch' is no config. Did you mean 'research'? Allowed: baseline, research")]
    [InlineData(
        "{ of: research, set: { class-weights: none } }", "▶{ set: { class-weights: none } }",
        "'ablations.no-class-weights' lacks 'of'")]
    [InlineData(
        "{ of: research, set: { class-weights: none } }", "▶{ of: research }",
        "'ablations.no-class-weights' lacks 'set'")]
    [InlineData("  no-class-weights:", "  ▶research:", "'research' already names a config in line 8")]
    [InlineData(
        "  no-class-weights: { of: research, set: { class-weights",
        "  ▶no-class-weights: { of: research, set: { positions",
        "'no-class-weights' comes out the same as 'no-positions' in line 10")]
    [InlineData(
        "  research: { positions: learned, class-weights: sqrt", "  ▶research: { positions: none, class-weights: none",
        "'research' comes out the same as 'baseline' in line 7", 3)]
    [InlineData("against: baseline", "against: ▶baselin", "'baselin' is no config. Did you mean 'baseline'?")]
    [InlineData("against: baseline", "against: ▶no-positions", "'no-positions' is no config")]
    public void Configs_and_ablations(string valid, string mistaken, string message, int mistakes = 1) =>
        AssertMistake(Workshop.Stress, valid, mistaken, message, mistakes);

    [Theory]
    [InlineData(
        "grid: { ▶learning_rate: [1, 2] }",
        "'learning_rate' is no parameter of sequence-classifier. Did you mean 'learning-rate'?")]
    [InlineData("grid: { shift: ▶3 }", "Expected a list of values, found '3'")]
    [InlineData("grid: { shift: ▶[] }", "Expected a list of values, found a list")]
    [InlineData("grid: { shift: [0.003, ▶3e-3] }", "The axis has the value 0.003 already")]
    [InlineData("grid: { learning-rate: [0.1, ▶20] }", "Expected a number from 0 to 10, found '20'")]
    [InlineData("▶lane: 3", "'lane' is no key of a study file. Did you mean 'lanes'?")]
    [InlineData("lanes: ▶17", "Expected a whole number from 1 to 16 (lanes of sequence-classifier), found '17'")]
    [InlineData("max-attempts: ▶0", "Expected a whole number from 1 to 100, found '0'")]
    [InlineData("weight: ▶0", "Expected a number from 0.001 to 1000, found '0'")]
    [InlineData("weight: ▶-1", "Expected a number from 0.001 to 1000, found '-1'")]
    [InlineData("weight: ▶'2'", "Expected a number from 0.001 to 1000, found the quoted text '2'")]
    [InlineData("▶wieght: 2", "'wieght' is no key of a study file. Did you mean 'weight'?")]
    [InlineData("priority: ▶high", "Expected a whole number from -1,000 to 1,000, found 'high'")]
    [InlineData("priority: ▶1001", "Expected a whole number from -1,000 to 1,000, found '1001'")]
    [InlineData("select: ▶best test.macro_f1", "'test.macro_f1' is no validation metric: choosing the epoch by what is reported makes the reported value too good. Allowed: val.loss, val.macro_f1")]
    [InlineData(
        "select: ▶best val.macro_f2",
        "'val.macro_f2' is no validation metric of sequence-classifier. Did you mean 'val.macro_f1'?")]
    [InlineData("select: ▶best train.loss", "'train.loss' is no validation metric")]
    [InlineData(
        "select: ▶first", "'first' is no way to select the epoch. Allowed: last, best val.loss, best val.macro_f1")]
    [InlineData("select: ▶{ best: val.loss }", "Expected one of last, best val.loss, best val.macro_f1, found a table")]
    public void Grid_lanes_and_selection(string line, string message) =>
        AssertMistake(Workshop.Stress + "\n", "\n\n", $"\n{line}\n", message);

    [Theory]
    [InlineData("{ seconds: ▶0 }", "Expected more than 0 seconds between two checkpoints, found '0'")]
    [InlineData("{ seconds: ▶-1 }", "Expected a number from 0 to 86400 (seconds), found '-1'")]
    [InlineData("{ seconds: ▶86401 }", "Expected a number from 0 to 86400 (seconds), found '86401'")]
    [InlineData("{ seconds: ▶often }", "Expected a number from 0 to 86400 (seconds), found 'often'")]
    [InlineData("{ epochs: ▶0 }", "Expected a whole number from 1 to 2,147,483,647 (epochs), found '0'")]
    [InlineData("{ epochs: ▶1.5 }", "found '1.5'")]
    [InlineData("{ keep: ▶yes }", "Expected true or false, found 'yes'")]
    [InlineData(
        "{ ▶second: 30 }", "'second' is no key of checkpoints. Did you mean 'seconds'? Allowed: seconds, epochs, keep")]
    [InlineData("▶30", "Expected checkpoints: a table of names and values, found '30'")]
    public void Checkpoints(string written, string message) =>
        AssertMistake(Workshop.Stress + "\n", "\n\n", $"\ncheckpoints: {written}\n", message);

    [Fact]
    public void A_grid_axis_that_a_config_and_an_ablation_set_too()
    {
        var reading = workshop.Read(Workshop.Stress + "grid: { positions: [none, learned] }\n");

        Assert.Equal([(7, 15), (8, 15), (10, 44)], Places(reading));
        Assert.All(
            reading.Mistakes, mistake => Assert.StartsWith("'positions' is an axis of the grid", mistake.Message));
    }

    [Theory]
    [InlineData(
        "[test.macro_f1, proper.macro_f1, other.macro_f1]", "[▶test.macrof1]",
        "'test.macrof1' is no final metric of sequence-classifier. Did you mean 'test.macro_f1'?")]
    [InlineData("[test.macro_f1,", "[▶macro_f1,", "'macro_f1' is no final metric")]
    [InlineData(
        "[test.macro_f1,", "[▶common.macro_f1,",
        "'common' is the domain that is trained on; what is kept out of training for evaluation is called test")]
    [InlineData(
        "[test.macro_f1,", "[▶train.loss,",
        "'train.loss' is reported along the run only and has no final value. Allowed: val.loss")]
    [InlineData("other.macro_f1]", "▶test.macro_f1]", "'test.macro_f1' is listed twice")]
    [InlineData(
        "[test.macro_f1, proper.macro_f1, other.macro_f1]", "▶test.macro_f1",
        "Expected a list of metrics, found 'test.macro_f1'")]
    [InlineData(
        "against: baseline }", "against: baseline, margin: ▶0 }",
        "Expected a margin above 0: differences below it do not matter, found '0'")]
    [InlineData(
        "against: baseline }", "against: baseline, margin: { ▶test.macro_f2: 1 } }",
        "'test.macro_f2' is no key of report.margin. Did you mean 'test.macro_f1'?")]
    [InlineData(
        "against: baseline }", "against: baseline, diverged: ▶drop }",
        "'drop' is no rule for diverged seeds. Allowed: worst, exclude")]
    [InlineData(
        "against: baseline }", "against: baseline, alpha: ▶0.6 }",
        "Expected a number from 0 to 0.5, found '0.6'")]
    [InlineData(
        "against: baseline }", "against: baseline, alpha: ▶0 }",
        "Expected a number above 0, found '0'")]
    [InlineData(
        "against: baseline }", "against: baseline, tau: ▶much }",
        "Expected a number from 0 to 100, found 'much'")]
    [InlineData("report: { metrics:", "report: { ▶metric:", "'metric' is no key of report. Did you mean 'metrics'?")]
    public void Report(string valid, string mistaken, string message) =>
        AssertMistake(Workshop.Stress, valid, mistaken, message);

    [Theory]
    [InlineData("▶0", "Expected a whole number from 1 to 1,000,000 of seeds, found '0'")]
    [InlineData("▶five", "found 'five'")]
    [InlineData("▶~", "Expected a number of seeds, a list of them, or a table of sources such as { init: 5, order: 3, repeats: 2 }, found nothing")]
    [InlineData("▶[]", "Expected a number of seeds, a list of them")]
    [InlineData("[1, 2, ▶1]", "Seed 1 is listed twice")]
    [InlineData("[1, ▶-2]", "Expected a whole number from 0 on, found '-2'")]
    [InlineData(
        "{ ▶inti: 5 }",
        "'inti' is no key of seeds. Did you mean 'init'? Allowed: all, init, order, dropout, augment, repeats", 2)]
    [InlineData("{ init: 5, ▶all: 2 }", "'all' means every source at once")]
    [InlineData("{ init: 5, repeats: ▶0 }", "Expected a whole number from 1 to 1,000,000, found '0'")]
    [InlineData("{ init: ▶{ from: 1 } }", "Expected how many seeds it takes, or a list of them, found a table")]
    [InlineData("▶{ init: 10000, order: 1000 }", "These are 10,000,000 seeds; a study has at most 1,000,000")]
    [InlineData("▶{ }", "There are no seeds. Allowed: all, init")]
    public void Seeds(string seeds, string message, int mistakes = 1) =>
        AssertMistake(Workshop.Stress, "seeds: 5", $"seeds: {seeds}", message, mistakes);

    [Theory]
    [InlineData("name: plain\n", "▶", "The study lacks 'name'. Write it like this: name: my-study")]
    [InlineData("program: no-op\n", "", "The study lacks 'program'. Write it like this: program: sequence-classifier")]
    [InlineData("seeds: 3\n", "", "The study lacks 'seeds'. Write it like this: seeds: 5")]
    [InlineData("seeds: 3", "▶data: { path: words.tsv }\nseeds: 3", "no-op takes no data: leave 'data' out")]
    [InlineData("{ points: 10 }", "{ points: ▶-1 }", "Expected a whole number from 0 to 2,147,483,647, found '-1'")]
    [InlineData("\n  one: { points: 10 }", " ▶{ }", "There is no config; a study has at least one")]
    [InlineData(
        "  one: { points: 10 }", "  ▶- points: 10", "Expected configs: a table of names and values, found a list")]
    public void Studies_without_data(string valid, string mistaken, string message) =>
        AssertMistake(Workshop.Plain, valid, mistaken, message);

    [Fact]
    public void A_program_with_data_needs_it() =>
        AssertMistake(
            Workshop.Stress, Workshop.Stress.Split('\n')[2] + "\n", "",
            "The study lacks 'data'. Write it like this: data: {");

    [Fact]
    public void All_mistakes_are_reported_at_once_by_line_and_column()
    {
        var reading = workshop.Read("""
            name: Stress
            program: sequence-classifier
            seeds: -1
            base: { epochs: many, bias: maybe }
            configs:
              a: { position: none }
            ablations:
              b: { of: c, set: { batch: 1 } }
            report: { metrics: [nothing], against: d }
            """);

        Assert.Null(reading.Specification);
        Assert.Equal([(1, 1), (1, 7), (3, 8), (4, 17), (4, 29), (6, 8), (8, 12), (9, 21), (9, 40)], Places(reading));
        Assert.Equal("base.epochs", reading.Mistakes[3].Path);
        Assert.Equal("configs.a.position", reading.Mistakes[5].Path);
        Assert.Equal("report.metrics[0]", reading.Mistakes[7].Path);
    }

    [Fact]
    public void Lanes_from_outside_are_checked_too()
    {
        var mistake = Assert.Single(workshop.Read(Workshop.Stress, lanes: 17).Mistakes);

        Assert.Equal((0, 0, "lanes"), (mistake.Line, mistake.Column, mistake.Path));
        Assert.Equal("sequence-classifier trains 1 to 16 lanes, not 17.", mistake.Message);
    }

    [Fact]
    public void No_more_mistakes_are_listed_than_a_person_reads()
    {
        var reading = workshop.Read(
            Workshop.Plain + string.Concat(Enumerable.Range(0, 500).Select(number => $"key-{number}: 1\n")));

        Assert.Equal(StudyLimits.Mistakes + 1, reading.Mistakes.Count);
        Assert.Equal("400 more mistakes are not listed.", reading.Mistakes[^1].Message);
    }

    private void AssertMistake(string text, string valid, string mistaken, string message, int mistakes = 1)
    {
        Assert.Contains(valid, text);
        var marked = text.Replace(valid, mistaken);
        var before = marked[..Math.Max(0, marked.IndexOf('▶'))];   // without a mark the whole file is the place
        var (line, column) = (
            before.Count(character => character == '\n') + 1, before.Length - before.LastIndexOf('\n'));

        var reading = workshop.Read(marked.Replace("▶", ""));

        Assert.Null(reading.Specification);
        Assert.True(mistakes == reading.Mistakes.Count, string.Join('\n', reading.Mistakes));
        var found = reading.Mistakes.FirstOrDefault(
            mistake => mistake.Message.Contains(message, StringComparison.Ordinal));
        Assert.True(found is not null, string.Join('\n', reading.Mistakes));
        Assert.Equal((line, column), (found.Line, found.Column));
    }

    private static IEnumerable<(int Line, int Column)> Places(StudyReading reading) =>
        reading.Mistakes.Select(mistake => (mistake.Line, mistake.Column));
}
