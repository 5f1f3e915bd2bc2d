namespace Seedbed.Bench.Simulations;

using System.CommandLine;
using Seedbed.Statistics.Anytime;
using Seedbed.Statistics.Comparisons;
using Seedbed.Statistics.FixedN;

/// <summary>
/// How often methods say that there is a difference where there is none, if somebody looks after every seed and stops
/// at the first p of at most 0.05.
/// </summary>
internal static class SimulationBench
{
    private const double Level = 0.05;
    private const int Seeds = 30;
    private const int Runs = 20_000;

    private static readonly (string Name, Func<Random, double> Next)[] Nulls =
    [
        ("normal", Normal),
        ("exponential − 1", random => -Math.Log(1 - random.NextDouble()) - 1),
        .. new[] { 0.01, 0.02, 0.05, 0.1 }.Select(sd => (
            $"+.05 with probability .95, else −.95, and normal noise of sd {sd}",
            (Func<Random, double>)(random => (random.NextDouble() < 0.95 ? 0.05 : -0.95) + sd * Normal(random)))),
    ];

    public static Command Create()
    {
        var command = new Command(
            "simulate",
            $"How often differences are found that are not there: {Runs:N0} runs, looked at up to {Seeds} seeds.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        Console.WriteLine(
            "| differences, mean 0 | normal-mixture t, % | sign-flip e-process, % | t test at every look, % |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (name, next) in Nulls)
        {
            var random = new Random(1);
            var (mixture, signs, tests) = (0, 0, 0);
            for (var run = 0; run < Runs; run++)
            {
                double[] differences = [.. Enumerable.Range(0, Seeds).Select(_ => next(random))];
                if (MixtureEvidence(differences) <= Level) mixture++;
                if (SignEvidence(differences) <= Level) signs++;
                if (TestsFind(differences)) tests++;
            }

            Console.WriteLine($"| {name} | {Share(mixture)} | {Share(signs)} | {Share(tests)} |");
        }
    }

    private static double MixtureEvidence(double[] differences)
    {
        var evidence = new RunningEvidence(margin: null);
        foreach (var difference in differences) evidence.Add(difference, MixtureT.Default);
        return evidence.P;
    }

    private static double SignEvidence(double[] differences)
    {
        var process = new SignFlipEProcess();
        foreach (var difference in differences) process.Add(difference);
        return process.P;
    }

    private static bool TestsFind(double[] differences) =>
        Enumerable.Range(2, Seeds - 1).Any(n => PairedT.Of(differences.AsSpan(0, n)).P <= Level);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Share(int count) => FormattableString.Invariant($"{100.0 * count / Runs:F1}");
}
