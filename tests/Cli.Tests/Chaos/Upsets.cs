namespace Seedbed.Cli.Tests.Chaos;

using Seedbed.Cli.Tests.Processes;

/// <summary>What happens to the processes of one <c>seedbed run</c>.</summary>
internal enum Upset
{
    KillSlot,
    KillTrainer,
    StopTrainer,
    KillCoordinator,
    FreezeSlot,
    FreezeTrainer,
    FreezeCoordinator,
}

/// <summary>A round's upsets, all of them chosen by its seed.</summary>
internal sealed class Upsets(int seed)
{
    /// <summary>The command starts a process again four times in a row; this is below.</summary>
    private const int MostDeaths = 3;

    private const string Coordinator = "Seedbed.Coordinator";
    private const string Trainer = "Seedbed.TrainerNode";

    private readonly Random _random = new(seed);
    private int _trainers;
    private int _coordinators;

    /// <summary>How long until the next one.</summary>
    public TimeSpan Next() => TimeSpan.FromMilliseconds(_random.Next(800, 5_000));

    /// <returns>What was done, for people; null if there was no such process, or it has been upset enough.</returns>
    public async Task<string?> StrikeAsync(int command)
    {
        var upset = Enum.GetValues<Upset>()[_random.Next(Enum.GetValues<Upset>().Length)];
        var pick = _random.Next(100);
        // Up to beyond the 10 s after which a silent node is downed.
        var frozen = TimeSpan.FromMilliseconds(_random.Next(500, 13_000));
        if (TargetOf(upset, command, pick) is not { } target || !MayStrike(upset)) return null;

        if (upset is Upset.FreezeSlot or Upset.FreezeTrainer or Upset.FreezeCoordinator)
        {
            await ProcessTree.TrySignalAsync(target, "STOP");
            await Task.Delay(frozen);
            await ProcessTree.TrySignalAsync(target, "CONT");
            return $"{upset} for {frozen.TotalSeconds:F1} s";
        }

        await ProcessTree.TrySignalAsync(target, upset == Upset.StopTrainer ? "TERM" : "KILL");
        return $"{upset}";
    }

    private bool MayStrike(Upset upset) => upset switch
    {
        Upset.KillTrainer or Upset.StopTrainer => ++_trainers <= MostDeaths,
        Upset.KillCoordinator => ++_coordinators <= MostDeaths,
        _ => true,
    };

    private static int? TargetOf(Upset upset, int command, int pick)
    {
        var name = upset is Upset.KillCoordinator or Upset.FreezeCoordinator ? Coordinator : Trainer;
        if (ProcessTree.FindChild(command, name) is not { } found) return null;
        if (upset is not (Upset.KillSlot or Upset.FreezeSlot)) return found;

        var slots = ProcessTree.ChildrenOf(found);
        return slots.Count == 0 ? null : slots[pick % slots.Count];
    }
}
