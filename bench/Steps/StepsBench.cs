namespace Seedbed.Bench.Steps;

using System.CommandLine;
using System.Diagnostics;
using TorchSharp;

/// <summary>What a step costs each job in K lanes, against modules with torch.optim in the same run.</summary>
internal static class StepsBench
{
    private static readonly int[] Lanes = [1, 2, 4, 8, 16];

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7 };
        var steps = new Option<int>("--steps") { DefaultValueFactory = _ => 30, Description = "Steps of a round." };
        var here = new Option<bool>("--here") { Hidden = true };
        var command = new Command("steps", "Milliseconds of a training step for each job, by lanes.")
        {
            rounds, steps, here,
        };
        command.SetAction(async (parsed, _) =>
        {
            var (often, many) = (parsed.GetRequiredValue(rounds), parsed.GetRequiredValue(steps));
            return parsed.GetValue(here) ? Measure(often, many) : await ChildAsync(often, many);
        });
        return command;
    }

    /// <summary>In a process with a slot's environment.</summary>
    /// <returns>Its exit code.</returns>
    private static async Task<int> ChildAsync(int rounds, int steps)
    {
        using var child = SlotLikeProcess.Start("steps", "--here", "--rounds", $"{rounds}", "--steps", $"{steps}");
        var errors = child.StandardError.ReadToEndAsync();
        while (await child.StandardOutput.ReadLineAsync() is { } line) Console.WriteLine(line);
        await child.WaitForExitAsync();
        await Console.Error.WriteAsync(await errors);
        return child.ExitCode;
    }

    private static int Measure(int rounds, int steps)
    {
        torch.set_num_threads(1);
        var table = new Table("model", "lanes", "ms for a step of each job", "modules / lanes");
        StepModel[] models =
        [
            StepModels.Perceptron, StepModels.Transformer, StepModels.Factors, StepModels.FactorsSideBySide,
            StepModels.Convolution,
        ];
        foreach (var model in models)
        {
            var modules = new List<double>();
            var lanes = Lanes.ToDictionary(count => count, _ => new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                modules.Add(Time(model.InModules, steps));
                foreach (var count in Lanes) lanes[count].Add(Time(() => model.InLanes(count), steps) / count);
            }

            table.Add(model.Name, "modules", Median(modules), 1);
            foreach (var count in Lanes)
                table.Add(model.Name, count, Median(lanes[count]), Median(modules) / Median(lanes[count]));
        }

        return 0;
    }

    /// <returns>Milliseconds of a step, after a few that do not count.</returns>
    private static double Time(Func<Stepper> start, int steps)
    {
        using var stepper = start();
        for (var step = 0; step < 3; step++) stepper.Step();
        var started = Stopwatch.GetTimestamp();
        for (var step = 0; step < steps; step++) stepper.Step();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / steps;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
