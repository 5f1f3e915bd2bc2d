namespace Seedbed.Bench.Failover;

using System.CommandLine;
using System.Diagnostics;
using Npgsql;
using Seedbed.Cli.Api;
using Seedbed.Cli.Tests.Failover;
using Seedbed.Coordinator.Tests.Postgres;

/// <summary>
/// How long three coordinators grant no lease after the one that acts was killed, or told to stop, while a slot asks
/// for work ten times a second.
/// </summary>
internal static class FailoverBench
{
    private const string Study = "failover";
    private const int Milliseconds = 100;

    private static readonly TimeSpan Undisturbed = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 10, Description = "Of each kind." };
        var command = new Command("failover", "Three coordinators: from the end of one to the next one's first lease.")
        {
            rounds,
        };
        command.SetAction(async (parsed, _) =>
        {
            foreach (var signal in (string[])["TERM", "KILL"])
                await MeasureAsync(signal, parsed.GetRequiredValue(rounds));
        });
        return command;
    }

    /// <summary>One cluster for all rounds; whoever was ended is back before the next one.</summary>
    private static async Task MeasureAsync(string signal, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("seedbed-bench-");
        await using var server = await PostgresServer.Start();
        var database = await server.Create("failover");
        await using (var trio = await CoordinatorTrio.StartAsync(
            BuiltTool.Children, new ThisMachine(), folder.FullName, database, slots: 1, "t0"))
        {
            var study = NoOpStudy.Text(Study, seeds: 1_000_000, lanes: 1, milliseconds: Milliseconds);
            using (var client = new CoordinatorClient(trio.Http(await trio.OtherActiveAsync())))
                await client.SubmitAsync(new(study, null, null), CancellationToken.None);

            var table = new Table("signal", "round", "without a lease, s", "load");
            var gaps = new List<double>();
            for (var round = 1; round <= rounds; round++)
            {
                await Task.Delay(Undisturbed);
                var active = await trio.OtherActiveAsync();
                var struck = TimeProvider.System.GetUtcNow();
                await SignalAsync(trio.ProcessOn(active), signal);
                await trio.OtherActiveAsync(active);
                gaps.Add((await FirstLeaseAsync(database, struck) - struck).TotalSeconds);
                table.Add(signal, round, gaps[^1], MachineLoad.Now());
                await trio.StartAgainAsync(active);
                await trio.ReadyAsync(active);
            }

            table.Add(signal, "median", gaps.Order().ElementAt(rounds / 2), "");
            table.Add(signal, "longest", gaps.Max(), "");
        }

        folder.Delete(recursive: true);
    }

    /// <summary>The first that another coordinator granted: one on its way when the first was struck is none.</summary>
    private static async Task<DateTimeOffset> FirstLeaseAsync(string database, DateTimeOffset struck)
    {
        while (true)
        {
            await using var journal = new NpgsqlConnection($"{database};Pooling=false");
            var leases = StudyTimes.Read(journal, Study).Leases;
            var last = leases.Last(at => at <= struck);
            foreach (var at in leases.SkipWhile(at => at <= struck))
            {
                if (at - last > TimeSpan.FromMilliseconds(3 * Milliseconds)) return at;
                last = at;
            }

            await Task.Delay(200);
        }
    }

    private static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process}"]);
        await kill.WaitForExitAsync();
    }
}
