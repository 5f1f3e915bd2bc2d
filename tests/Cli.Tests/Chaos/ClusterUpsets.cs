namespace Seedbed.Cli.Tests.Chaos;

using System.Globalization;
using Seedbed.Cli.Tests.Failover;
using Seedbed.Cli.Tests.Processes;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit;

/// <summary>What happens to three coordinators, their trainers, database, network and store.</summary>
internal enum ClusterUpset
{
    KillActive,
    StopActive,
    FreezeActive,
    CutActive,
    CutStandby,
    KillTrainer,
    StopTrainer,
    FreezeTrainer,
    CutTrainer,
    CutTrainerForLong,
    KillSlot,
    RestartFirstWhileCut,
    CrashDatabase,
    FillStore,
}

/// <summary>A round's upsets, all of them chosen by its seed, each over before the next.</summary>
internal sealed class ClusterUpsets(
    int seed, CoordinatorTrio trio, NetworkLab lab, PostgresServer database, IReadOnlyList<string> trainers)
{
    /// <summary>Longer than a coordinator waits for a majority.</summary>
    private static readonly TimeSpan Lonely = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private readonly Random _random = new(seed);

    /// <summary>How long until the next one.</summary>
    public TimeSpan Next() => Between(1, 8);

    /// <returns>What was done, for people.</returns>
    public async Task<string> StrikeAsync()
    {
        var upset = Enum.GetValues<ClusterUpset>()[_random.Next(Enum.GetValues<ClusterUpset>().Length)];
        var trainer = trainers[_random.Next(trainers.Count)];
        var (shortly, longer, pick) = (Between(2, 8), Between(3, 25), _random.Next(2));
        var active = await trio.OtherActiveAsync();
        var standby = CoordinatorTrio.Coordinators.Where(other => other != active).ElementAt(pick);
        var done = upset switch
        {
            ClusterUpset.KillActive => await SignalAsync(active, "KILL"),
            ClusterUpset.StopActive => await SignalAsync(active, "TERM"),
            ClusterUpset.FreezeActive => await FreezeAsync(active, longer),
            ClusterUpset.CutActive => await CutAsync(active, lab.CutFromCluster, longer),
            ClusterUpset.CutStandby => await CutAsync(standby, lab.CutOff, longer),
            ClusterUpset.KillTrainer => await SignalAsync(trainer, "KILL"),
            ClusterUpset.StopTrainer => await SignalAsync(trainer, "TERM"),
            ClusterUpset.FreezeTrainer => await FreezeAsync(trainer, longer),
            ClusterUpset.CutTrainer => await CutAsync(trainer, lab.CutOff, longer),
            ClusterUpset.CutTrainerForLong => await CutAsync(trainer, lab.CutOff, Long),
            ClusterUpset.KillSlot => await KillSlotAsync(trainer, pick),
            ClusterUpset.RestartFirstWhileCut => await RestartFirstWhileCutAsync(),
            ClusterUpset.CrashDatabase => await CrashDatabaseAsync(shortly),
            _ => await FillStoreAsync(shortly),
        };
        await trio.StartMissingAsync();
        return $"{upset} {done}";
    }

    private TimeSpan Between(int least, int most) =>
        TimeSpan.FromMilliseconds(_random.Next(1_000 * least, 1_000 * most));

    private async Task<string> SignalAsync(string machine, string signal)
    {
        await ProcessTree.TrySignalAsync(trio.ProcessOn(machine), signal);
        await trio.StartAgainAsync(machine);
        return machine;
    }

    private async Task<string> FreezeAsync(string machine, TimeSpan time)
    {
        await ProcessTree.TrySignalAsync(trio.ProcessOn(machine), "STOP");
        await Task.Delay(time);
        await ProcessTree.TrySignalAsync(trio.ProcessOn(machine), "CONT");
        return For(machine, time);
    }

    private async Task<string> CutAsync(string machine, Action<string> cut, TimeSpan time)
    {
        cut(machine);
        await Task.Delay(time);
        lab.Mend(machine);
        return For(machine, time);
    }

    private async Task<string> KillSlotAsync(string trainer, int pick)
    {
        if (ProcessTree.ChildrenOf(trio.ProcessOn(trainer)) is not { Count: > 0 } slots) return "that was not there";

        await ProcessTree.TrySignalAsync(slots[pick % slots.Count], "KILL");
        return $"of {trainer}";
    }

    /// <summary>It reaches the database but no other coordinator, and must not act.</summary>
    private async Task<string> RestartFirstWhileCutAsync()
    {
        var first = CoordinatorTrio.Coordinators[0];
        lab.CutFromCluster(first);
        await ProcessTree.TrySignalAsync(trio.ProcessOn(first), "KILL");
        await trio.StartAgainAsync(first);
        for (var waited = TimeSpan.Zero; waited < Lonely; waited += TimeSpan.FromSeconds(1))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.NotEqual(first, await trio.ActiveAsync());
        }

        lab.Mend(first);
        return first;
    }

    private async Task<string> CrashDatabaseAsync(TimeSpan time)
    {
        await database.Down("immediate");
        await Task.Delay(time);
        await database.Up();
        return For("", time);
    }

    private async Task<string> FillStoreAsync(TimeSpan time)
    {
        var filler = Path.Combine(trio.Store, "filler");
        try
        {
            await using var file = File.Create(filler);
            var block = new byte[1 << 20];
            while (true) await file.WriteAsync(block);
        }
        catch (IOException)
        {
            // It is full.
        }

        await Task.Delay(time);
        File.Delete(filler);
        return For("", time);
    }

    private static string For(string machine, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine} for {time.TotalSeconds:F0} s").TrimStart();
}
