namespace Seedbed.Coordinator.Tests.Studies;

using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>Studies, commands and results that tests begin with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    public static readonly ProgramIdentity Program = new("no-op", "1", null);
    public static readonly Device Cpu = new("cpu", "avx2");

    /// <summary>
    /// A study of <paramref name="cells"/> configs named <c>c0</c>, <c>c1</c> and so on, which differ in one parameter.
    /// </summary>
    public static StudySpecification Study(
        int cells = 2, int seeds = 3, int lanes = 1, int maxAttempts = 3, string name = "spirals",
        ProgramIdentity? program = null) => new(
        new StudyId(name), program ?? Program, null, SeedPlan.Range(seeds), new Dictionary<string, string>(), [],
        [.. Enumerable.Range(0, cells).Select(
            cell => new ConfigSpecification($"c{cell}", new Dictionary<string, string> { ["width"] = $"{cell}" }))],
        [], new ReportSpecification(["test.accuracy"], null), lanes, maxAttempts, Selection.Last,
        new Dictionary<string, string> { ["width"] = "0" });

    public static StudyCommand.Submit Submit(StudySpecification specification, DateTimeOffset? at = null) =>
        new(specification, "name: spirals", at ?? Noon);

    public static SlotId Slot(int index = 0, string node = "a") => new(node, index);

    public static LeaseId Request(int number = 1, int slot = 0, string node = "a", long incarnation = 1) =>
        new(Slot(slot, node), incarnation, number);

    public static StudyCommand.Lease Lease(
        LeaseId id, int maxLanes = 16, DateTimeOffset? at = null, params IReadOnlyList<LeaseId> expired) =>
        new(id, maxLanes, Period, expired, at ?? Noon);

    public static JobResult Completed(double accuracy = 0.5, int lastBatch = 0) =>
        new(JobOutcome.Completed, null, [new Final("test.accuracy", accuracy)], lastBatch, [], 1.5, Cpu);

    public static JobResult Diverged(long step = 7) => new(JobOutcome.Diverged, step, [], 0, [], 0.5, Cpu);

    /// <summary>A checkpoint as it would be after a hundred steps a batch.</summary>
    public static Checkpoint CheckpointAt(long fence, long step, int? lastBatch = null) =>
        new(fence, step, new($"{(fence << 32) + step:x64}"), lastBatch ?? (int)(step / 100), step);

    public static StudyCommand.KeepCheckpoint Keep(JobKey job, Checkpoint checkpoint) =>
        new(job, checkpoint.Fence, checkpoint, Noon);

    /// <summary>The state after these commands, each decided on the state before it.</summary>
    public static StudyState After(params IEnumerable<StudyCommand> commands) =>
        commands.Aggregate(StudyState.Empty, After);

    public static StudyState After(this StudyState state, StudyCommand command) =>
        state.Decide(command).Aggregate(state, (current, @event) => current.Apply(@event));

    /// <summary>The jobs of the one lease among the events, with their fences.</summary>
    public static IReadOnlyList<(int Cell, int Seed, long Fence)> Granted(this IReadOnlyList<StudyEvent> events) =>
        [.. events.OfType<StudyEvent.Leased>().Single().Jobs.Select(grant => (grant.Cell, grant.Seed, grant.Fence))];
}
