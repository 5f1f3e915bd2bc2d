namespace Seedbed.Coordinator.Tests.Studies;

using CsCheck;
using Seedbed.Coordinator.LiveStatistics;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.Tests.Studies.Given;
using TimedCommand = Func<DateTimeOffset, Seedbed.Coordinator.Studies.StudyCommand>;

/// <summary>
/// Safety over random histories: whatever is said, in whatever order and however often, nothing bad is journaled.
/// </summary>
public class StudyHistoryTests
{
    private static readonly Gen<StudySpecification> Studies = Gen.Select(
        Gen.Int[1, 3], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[1, 2])
        .Select((cells, seeds, lanes, attempts) => Study(cells, seeds, lanes, attempts));

    private static readonly Gen<LeaseId> Requests = Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 2], Gen.Int[1, 6])
        .Select((slot, onB, incarnation, number) => Request(number, slot, onB ? "b" : "a", incarnation));

    private static readonly Gen<JobKey> Keys = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4])
        .Select((cell, seed) => new JobKey(cell, seed));

    private static readonly Gen<Checkpoint> Taken = Gen.Select(Gen.Long[1, 3], Gen.Long[0, 3])
        .Select((fence, step) => CheckpointAt(fence, 100 * step));

    private static readonly Gen<JobScope> Scopes = Gen.Select(Gen.Int[-1, 2], Gen.Int[-1, 4])
        .Select((cell, seed) => new JobScope(cell < 0 ? null : cell, cell < 0 || seed < 0 ? null : seed));

    private static readonly Gen<TimedCommand> Commands = Gen.Frequency(
        (1, Studies.Select<StudySpecification, TimedCommand>(study => at => Submit(study, at))),
        (8, Gen.Select(Requests, Gen.Int[1, 5], Requests.List[0, 2])
            .Select<(LeaseId, int, List<LeaseId>), TimedCommand>(of => at => Lease(of.Item1, of.Item2, at, of.Item3))),
        (2, Requests.Select<LeaseId, TimedCommand>(id => at => new StudyCommand.EndLease(id, "lost", at))),
        (8, Gen.Select(Keys, Gen.Long[1, 4], Gen.Bool).Select<(JobKey, long, bool), TimedCommand>(
            of => at => new StudyCommand.Finish(of.Item1, of.Item2, of.Item3 ? Completed() : Diverged(), at))),
        (4, Gen.Select(Keys, Gen.Long[1, 4]).Select<(JobKey, long), TimedCommand>(
            of => at => new StudyCommand.Fail(of.Item1, of.Item2, "crash", at))),
        (3, Gen.Select(Keys, Gen.Long[1, 4]).Select<(JobKey, long), TimedCommand>(
            of => at => new StudyCommand.Release(of.Item1, of.Item2, "drain", at))),
        (8, Gen.Select(Keys, Gen.Long[1, 4], Taken).Select<(JobKey, long, Checkpoint), TimedCommand>(
            of => at => new StudyCommand.KeepCheckpoint(of.Item1, of.Item2, of.Item3, at))),
        (4, Gen.Select(Keys, Gen.Long[1, 4], Taken).Select<(JobKey, long, Checkpoint), TimedCommand>(
            of => at => new StudyCommand.DropCheckpoint(of.Item1, of.Item2, of.Item3, "torn", at))),
        (1, Gen.Select(Keys, Gen.Long[1, 4]).Select<(JobKey, long), TimedCommand>(
            of => at => new StudyCommand.NoteReplay(of.Item1, of.Item2, 100, at))),
        (1, Gen.Const<TimedCommand>(at => new StudyCommand.Pause(at))),
        (2, Gen.Const<TimedCommand>(at => new StudyCommand.Resume(at))),
        (2, Scopes.Select<JobScope, TimedCommand>(scope => at => new StudyCommand.Cancel(scope, null, at))),
        (2, Scopes.Select<JobScope, TimedCommand>(scope => at => new StudyCommand.Retry(scope, at))));

    private static readonly Gen<(StudySpecification Study, List<TimedCommand> Commands)> Histories =
        Gen.Select(Studies, Commands.List[1, 60]);

    [Fact]
    public void No_history_breaks_an_invariant() => Histories.Sample(history =>
    {
        var ledger = new Ledger([]);
        foreach (var (@event, _) in Play(history)) ledger.Read(@event);
    });

    [Fact]
    public void Replaying_any_prefix_gives_the_state_it_had_then() => Histories.Sample(history =>
    {
        var replayed = StudyState.Empty;
        foreach (var (@event, then) in Play(history))
        {
            replayed = replayed.Apply(@event);
            Assert.Equal(Fingerprint.Of(then), Fingerprint.Of(replayed));
        }
    }, iter: 200);

    [Fact]
    public void A_snapshot_of_any_prefix_gives_the_state_it_had_then() => Histories.Sample(history =>
    {
        List<JobKey> ended = [];
        foreach (var (@event, then) in Play(history))
        {
            if (@event is StudyEvent.Ended of) ended.Add(new(of.Cell, of.Seed));
            if (@event is StudyEvent.JobCancelled cancelled) ended.Add(new(cancelled.Cell, cancelled.Seed));
            if (@event is StudyEvent.GivenUp given) ended.Add(new(given.Cell, given.Seed));
            var pieces = StudySnapshots.Pieces(then, ended.Where(job => then.Jobs[job] is JobState.Ended))
                .Concat(StudySnapshots.Pieces(then, then.OpenJobs));
            var restored = StudySnapshots.Restore(StudySnapshots.Head(then, 0, 0), pieces);
            Assert.Equal(Fingerprint.Of(then), Fingerprint.Of(restored));
        }
    }, iter: 100);

    [Fact]
    public void What_is_said_twice_is_decided_once() => Histories.Sample(history =>
    {
        var state = After(Submit(history.Study));
        foreach (var (command, step) in history.Commands.Select((command, step) => (command, step)))
        {
            var said = command(Noon.AddSeconds(step));
            state = state.After(said);
            if (said is not StudyCommand.Lease asked || state.Leases.Values.Any(lease => lease.Id == asked.Id))
                Assert.Empty(state.Decide(said));
        }
    });

    [Fact]
    public void An_open_job_keeps_its_newest_two_checkpoints_and_an_ended_one_none() => Histories.Sample(history =>
    {
        var ledger = new Ledger([]);
        foreach (var (@event, state) in Play(history))
        {
            ledger.Read(@event);
            foreach (var (job, known) in state.Jobs)
            {
                Assert.Equal(ledger.CheckpointsOf(job), known.History.Checkpoints);
                if (known is JobState.Ended) Assert.Null(known.History.From);
            }
        }
    }, iter: 200);

    [Fact]
    public void Every_job_is_counted_in_exactly_one_state() => Histories.Sample(history =>
    {
        foreach (var (_, state) in Play(history))
        {
            var active = state.Jobs.Where(entry => state.Index!.IsActive(entry.Key.Cell, entry.Key.Seed))
                .Select(entry => entry.Value).ToList();
            Assert.Equal(active.OfType<JobState.Running>().Count(), state.Counts.Running);
            var outcomes = state.Page(0, int.MaxValue).Jobs.Select(row => row.Outcome).OfType<JobOutcome>().ToList();
            var cancelled = outcomes.Count(outcome => outcome == JobOutcome.Cancelled);
            Assert.Equal(outcomes.Count, state.Counts.Settled);
            Assert.Equal(cancelled, state.Counts.Cancelled);
            Assert.Equal(cancelled, new CellTallies(state).View().Sum(cell => cell.Cancelled));
            Assert.Equal(active.OfType<JobState.Waiting>().Count(), state.Returned.Count);
            Assert.Equal(state.Total, state.Counts.Sum + state.WaitingCount);
        }
    }, iter: 200);

    [Fact]
    public void With_one_healthy_slot_every_job_ends_after_any_history() => Histories.Sample(history =>
    {
        var at = Noon.AddDays(1);
        var state = Play(history).Last().State.After(new StudyCommand.Resume(at));
        for (var request = 100; state.Counts.Settled < state.Total; request++)
        {
            Assert.True(request < 1_000, "The study does not end.");
            at = at.AddMinutes(2);
            state = state.After(Lease(
                Request(request, node: "healthy"), at: at,
                expired: [.. state.Leases.Values.Select(lease => lease.Id)]));
            foreach (var grant in state.Leases.GetValueOrDefault(Slot(node: "healthy"))?.Jobs ?? [])
                state = state.After(new StudyCommand.Finish(new(grant.Cell, grant.Seed), grant.Fence, Completed(), at));
        }
    });

    private static IEnumerable<(StudyEvent Event, StudyState State)> Play(
        (StudySpecification Study, List<TimedCommand> Commands) history)
    {
        var state = StudyState.Empty;
        foreach (var (step, command) in history.Commands.Prepend(at => Submit(history.Study, at)).Index())
            foreach (var @event in state.Decide(command(Noon.AddSeconds(step))))
                yield return (@event, state = state.Apply(@event));
    }
}
