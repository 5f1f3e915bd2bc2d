namespace Seedbed.Bench;

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Seedbed.TrainerNode.Programs.MlpTeacher;
using Seedbed.Training.Programs;
using TorchSharp;

/// <summary>
/// Half of the 32-job grid in a process without any cluster: what Seedbed's overhead is measured against.
/// </summary>
internal static class BareProcess
{
    private static readonly string[] Optimisers = ["sgd 0.05 0", "sgd 0.02 0.9", "adam 0.001 0", "adam 0.003 0"];

    public static Command Create()
    {
        var modules = new Option<bool>("--modules") { Description = "nn.Linear and torch.optim instead of lanes." };
        var half = new Option<int>("--half") { Description = "0 or 1: even or odd seeds." };
        var command = new Command("bare", "Trains half of the grid when told so on standard input; started by 'grid'.")
        {
            modules, half,
        };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetValue(modules), parsed.GetValue(half)));
        return command;
    }

    private static void Run(bool modules, int half)
    {
        torch.set_num_threads(1);
        Train(modules, config: 3, seed: half);      // everything is compiled and loaded before the clock starts
        Console.WriteLine("ready");
        Console.ReadLine();

        var started = Stopwatch.GetTimestamp();
        for (var config = 0; config < Optimisers.Length; config++)
        {
            for (var seed = half; seed < 8; seed += 2) Train(modules, config, seed);
        }

        Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void Train(bool modules, int config, int seed)
    {
        if (modules)
        {
            Modules.Train(config, seed);
            return;
        }

        var (optimiser, rate, momentum) = Optimisers[config].Split(' ') is [var o, var r, var m] ? (o, r, m) : default;
        var parameters = new Parameters(new Dictionary<string, string>
        {
            ["optimizer"] = optimiser,
            ["learning-rate"] = rate,
            ["momentum"] = momentum,
            ["steps"] = "300",
            ["report-every"] = "50",
        });
        var lane = new Lane(Seeds.Of(seed), parameters, new Unobserved());
        using var session = new MlpTeacherProgram().Start(new([lane], torch.CPU, null, null));
        while (session.Advance(CancellationToken.None))
        {
        }
    }

    private sealed class Unobserved : ILaneObserver
    {
        public void Report(string metric, long step, double value) { }

        public void Attach(string name, ReadOnlyMemory<byte> content) { }

        public void Complete(IReadOnlyDictionary<string, double> finals) { }

        public void Diverge(long step) { }
    }
}
