namespace Seedbed.Cli.Tests.Chaos;

using System.Diagnostics;
using System.Globalization;
using Seedbed.Cli.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

/// <summary>
/// Studies whose processes are killed, stopped and frozen while they train end with the bytes of undisturbed ones.
/// <c>tests/chaos.sh</c> runs it for as long as one likes, or again from a seed that it printed.
/// </summary>
[Collection(nameof(RealProcesses))]
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    private const int MostUpsets = 8;

    /// <summary>Of one round: far above what it takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly StudyFolder _folder = new StudyFolder()
        .With("words.tsv", StudyFolder.Words).With("teacher.yaml", LongTeacher).With("classifier.yaml", LongClassifier);

    /// <summary>Four jobs of about ten seconds.</summary>
    private const string LongTeacher = """
        name: teacher
        program: mlp-teacher
        seeds: 2
        base: { steps: 12000, report-every: 40, learning-rate: 1e-3 }
        configs: { adam: { }, sgd: { optimizer: sgd, momentum: 0.9 } }
        max-attempts: 100
        checkpoints: { seconds: 0.5 }
        """;

    /// <summary>Four jobs of a transformer, hundreds of short epochs long.</summary>
    private const string LongClassifier = """
        name: classifier
        program: sequence-classifier
        data: { path: words.tsv, text: word, label: kind, domain: domain, in-domain: near,
                split: { by: random, validation: 0.2, test: 0.2, seed: 1 } }
        seeds: 2
        base: { width: 16, layers: 1, ffn: 16, epochs: 100, batch: 8, dropout: 0.1,
                positions: learned, class-weights: sqrt }
        configs: { slow: { learning-rate: 1e-3 }, fast: { learning-rate: 1e-2 } }
        select: best val.macro_f1
        max-attempts: 100
        checkpoints: { seconds: 0.5 }
        """;

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task Whatever_dies_or_freezes_the_results_are_those_of_an_undisturbed_run()
    {
        var seed = Setting("SEEDBED_CHAOS_SEED") ?? 1;
        var (minutes, started) = (Setting("SEEDBED_CHAOS_MINUTES"), Stopwatch.GetTimestamp());
        var kind = Environment.GetEnvironmentVariable("SEEDBED_CHAOS_KIND");
        string[] studies = kind == "cluster" ? [] : minutes is null ? ["classifier"] : ["teacher", "classifier"];
        var clusters = kind == "cluster" || (minutes is not null && kind != "machine");
        foreach (var study in studies)
            AssertSucceeded(await SeedbedProcess.RunAsync(
                _folder.Path, "run", $"{study}.yaml", "--slots", "2", "--lanes", "2", "--out", $"calm-{study}"));

        var cluster = new ClusterChaos(_folder.Path, output);
        if (clusters && ClusterChaos.Missing is { } missing) Assert.Fail($"No cluster can be upset here: {missing}");
        do
        {
            foreach (var study in studies) await RoundAsync(study, seed);
            if (clusters) await cluster.RoundAsync(seed);
            seed++;
        }
        while (Stopwatch.GetElapsedTime(started).TotalMinutes < (minutes ?? 0));
    }

    private async Task RoundAsync(string study, int seed)
    {
        var results = $"{study}-{seed}";
        output.WriteLine($"round {seed} of {study}: SEEDBED_CHAOS_SEED={seed} repeats it");
        var upsets = new Upsets(seed);
        await using var run = SeedbedProcess.Start(
            _folder.Path, "run", $"{study}.yaml", "--slots", "2", "--lanes", "2", "--out", results);
        var ended = run.EndAsync(Patience);
        for (var struck = 0; struck < MostUpsets; struck++)
        {
            await Task.WhenAny(ended, Task.Delay(upsets.Next()));
            if (ended.IsCompleted) break;
            if (await upsets.StrikeAsync(run.Id) is { } done) output.WriteLine($"  {done}");
        }

        AssertSucceeded(await ended);
        _folder.AssertSameResults($"calm-{study}", results);
        var audit = JournalAudit.Of(Path.Combine(_folder.Path, results, ".seedbed", "journal.db"), study);
        Assert.Equal(_folder.Read(results, "curves.csv").Count(character => character == '\n') - 1, audit.Points);
        output.WriteLine($"  {audit.Leases} leases, {audit.Resumed} from checkpoints, {audit.Points} points");
    }

    private static void AssertSucceeded(Ended ended) =>
        Assert.True(ended.Code == ExitCode.Success, ended.Errors + ended.Output);

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
