namespace Seedbed.Bench;

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

/// <summary>The 32-job grid on two slots against the same work in two bare processes, alternating in one run.</summary>
internal static class GridBench
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var command = new Command("grid", "Wall time of the mlp-teacher grid over two bare processes.") { rounds };
        command.SetAction(async (parsed, _) =>
        {
            await using var cluster = await BenchCluster.StartAsync(slots: 2);
            await cluster.RunAsync(Study("warm-up", seeds: 2, lanes: 1, steps: 20));
            await cluster.RunAsync(Study("warm-up-lanes", seeds: 8, lanes: 8, steps: 20));

            var table = new Table(
                "round", "bare lanes K=1, s", "bare modules, s", "cluster, s", "cluster lanes 8, s",
                "cluster / bare lanes", "cluster / modules", "lanes 8 / modules");
            for (var round = 1; round <= parsed.GetRequiredValue(rounds); round++)
            {
                var lanes = await BareAsync();
                var modules = await BareAsync("--modules");
                var alone = (await cluster.RunAsync(Study($"grid-{round}", seeds: 8, lanes: 1, steps: 300))).Seconds;
                var packed =
                    (await cluster.RunAsync(Study($"grid-lanes-{round}", seeds: 8, lanes: 8, steps: 300))).Seconds;
                table.Add(round, lanes, modules, alone, packed, alone / lanes, alone / modules, packed / modules);
            }
        });
        return command;
    }

    private static string Study(string name, int seeds, int lanes, int steps) => $$"""
        name: {{name}}
        program: mlp-teacher
        seeds: {{seeds}}
        lanes: {{lanes}}
        base: { steps: {{steps}} }
        configs:
          sgd:       { optimizer: sgd, learning-rate: 0.05 }
          momentum:  { optimizer: sgd, learning-rate: 0.02, momentum: 0.9 }
          adam:      { optimizer: adam, learning-rate: 1e-3 }
          adam-fast: { optimizer: adam, learning-rate: 3e-3 }
        report: { metrics: [loss, accuracy] }
        """;

    /// <summary>Two processes, each with half of the seeds, released together once both are warm.</summary>
    /// <returns>Seconds until the slower one is done.</returns>
    private static async Task<double> BareAsync(params string[] arguments)
    {
        using var even = Start(0, arguments);
        using var odd = Start(1, arguments);
        foreach (var process in (Process[])[even, odd]) await process.StandardOutput.ReadLineAsync();
        foreach (var process in (Process[])[even, odd]) await process.StandardInput.WriteLineAsync("go");
        var seconds = await Task.WhenAll(even.StandardOutput.ReadLineAsync(), odd.StandardOutput.ReadLineAsync());
        await Task.WhenAll(even.WaitForExitAsync(), odd.WaitForExitAsync());
        return seconds.Max(text => double.Parse(text ?? "NaN", CultureInfo.InvariantCulture));
    }

    private static Process Start(int half, string[] arguments) =>
        SlotLikeProcess.Start(["bare", "--half", half.ToString(CultureInfo.InvariantCulture), .. arguments]);
}
