namespace Seedbed.Coordinator.Tests.Scheduling;

using Akka.Actor;
using CsCheck;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Coordinator.Studies.StudyProtocol;

/// <summary>Several studies and one scheduler over random histories of requests, delays, losses and restarts.</summary>
public class ScheduleHistoryTests
{
    private enum Happening
    {
        Request, Repeat, Step, Answer, Finish, Fail, Tick, LongSilence, NodeLoss, StudyRestart, SchedulerRestart,
        Resubmission,
    }

    private static readonly Gen<List<(Happening What, int Slot, int Study)>> Histories = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Happening.Request)),
            (2, Gen.Const(Happening.Repeat)),
            (12, Gen.Const(Happening.Step)),
            (12, Gen.Const(Happening.Answer)),
            (8, Gen.Const(Happening.Finish)),
            (2, Gen.Const(Happening.Fail)),
            (2, Gen.Const(Happening.Tick)),
            (3, Gen.Int[(int)Happening.LongSilence, (int)Happening.Resubmission].Select(rare => (Happening)rare))),
        Gen.Int[0, 3],
        Gen.Int[0, 1]).List[1, 150];

    /// <summary>The ledgers of both studies share the slots: a second lease to a slot fails the test.</summary>
    [Fact]
    public void No_slot_holds_two_leases_and_no_job_is_in_two() =>
        Histories.Sample(history => new World().Play(history));

    [Fact]
    public void With_one_healthy_node_every_job_ends_after_any_history() => Histories.Sample(history =>
    {
        var world = new World();
        world.Play(history);
        world.Finish();
    });

    private sealed class World
    {
        private readonly SimulatedStudy[] _studies;
        private readonly int[] _requests = new int[4];
        private Schedule _schedule = Schedule.Empty;
        private TimeSpan _now;

        public World()
        {
            Dictionary<SlotId, int> slots = [];
            _studies = [new(new("one"), new Ledger(slots)), new(new("two"), new Ledger(slots))];
            foreach (var study in _studies)
            {
                study.Decide(Given.Submit(SpecificationOf(study)));
                study.Restart();
            }
        }

        private DateTimeOffset WallClock => Given.Noon + _now;

        public void Play(IEnumerable<(Happening What, int Slot, int Study)> history)
        {
            foreach (var (what, slot, study) in history) Happen(what, slot, _studies[study]);
        }

        /// <summary>One node that loses nothing, until every job has its outcome.</summary>
        public void Finish()
        {
            for (var round = 0; _studies.Any(study => !study.HasEnded); round++)
            {
                Assert.True(round < 300, "The studies do not end.");
                if (!IsHolding(0)) Happen(Happening.Request, 0, _studies[0]);
                Happen(Happening.LongSilence, 0, _studies[0]);
                for (var delivery = 0; delivery < 100 && _studies.Any(study => !study.IsQuiet); delivery++)
                    foreach (var study in _studies)
                    {
                        Happen(Happening.Step, 0, study);
                        Happen(Happening.Answer, 0, study);
                    }

                foreach (var study in _studies) Happen(Happening.Finish, 0, study);
            }
        }

        private static StudySpecification SpecificationOf(SimulatedStudy study) =>
            Given.Study(cells: 2, seeds: 3, lanes: 2, name: study.Id.Name);

        private bool IsHolding(int slot) => _studies.Any(study => study.State.Leases.ContainsKey(SlotOf(slot)));

        private static SlotId SlotOf(int slot) => Given.Slot(slot % 2, slot < 2 ? "a" : "b");

        private SlotRequest RequestOf(int slot) =>
            new(new(SlotOf(slot), 1, _requests[slot]), Given.Cpu, 2, [Given.Program], ActorRefs.Nobody);

        private void Happen(Happening what, int slot, SimulatedStudy study)
        {
            switch (what)
            {
                case Happening.Request:
                    _requests[slot]++;
                    Do(_schedule.Request(RequestOf(slot)));
                    break;
                case Happening.Repeat: Do(_schedule.Request(RequestOf(slot))); break;
                case Happening.Step: study.HandleNextStep(WallClock); break;
                case Happening.Answer: Hear(study.NextAnswer()); break;
                case Happening.Finish:
                    Tell(
                        study, slot, (job, fence) => new StudyCommand.Finish(job, fence, Given.Completed(), WallClock));
                    break;
                case Happening.Fail:
                    Tell(study, slot, (job, fence) => new StudyCommand.Fail(job, fence, "crash", WallClock));
                    break;
                case Happening.Tick: Pass(TimeSpan.FromSeconds(1)); break;
                case Happening.LongSilence: Pass(Given.Period + TimeSpan.FromSeconds(1)); break;
                case Happening.NodeLoss:
                    var node = SlotOf(slot).Node;
                    Do(_schedule.Lost(Enumerable.Range(0, 4).Select(SlotOf).Where(lost => lost.Node == node)));
                    break;
                case Happening.StudyRestart: study.Restart(); break;
                case Happening.SchedulerRestart: RestartScheduler(); break;
                case Happening.Resubmission:
                    var standing = SpecificationOf(study) with { Weight = slot + 0.5, Priority = slot % 2 };
                    study.Decide(Given.Submit(standing));
                    break;
            }
        }

        private void Hear(object? answer)
        {
            switch (answer)
            {
                case StudyOpened opened:
                    Do(_schedule.Opened(
                        opened.Study, opened.Program, opened.Standing, opened.Leases, _now + Given.Period));
                    break;
                case LeaseGranted granted:
                    Do(_schedule.Granted(granted.Study, granted.Lease, _now + Given.Period));
                    break;
                case NothingToLease nothing:
                    Do(_schedule.Refused(nothing.Study, nothing.Id, nothing.RetryAt, nothing.IsPaused));
                    break;
                case LeaseEnded ended: Do(_schedule.Ended(ended.Id)); break;
                case WorkWaiting waiting:
                    Do(_schedule.WorkWaits(waiting.Study, waiting.Program, waiting.Standing));
                    break;
            }
        }

        private static void Tell(SimulatedStudy study, int slot, Func<JobKey, long, StudyCommand> say)
        {
            foreach (var job in study.State.Leases.GetValueOrDefault(SlotOf(slot))?.Jobs ?? [])
                study.Decide(say(new(job.Cell, job.Seed), job.Fence));
        }

        private void Pass(TimeSpan time)
        {
            _now += time;
            Do(_schedule.Passed(_now, WallClock));
        }

        /// <summary>It hears every study before it serves a slot, as its actor does.</summary>
        private void RestartScheduler()
        {
            _schedule = Schedule.Empty;
            foreach (var study in _studies) study.Restart();
            foreach (var study in _studies) Hear(study.NextAnswer());
        }

        private void Do(Schedule schedule)
        {
            (_schedule, var steps) = schedule.TakeSteps();
            Assert.Equal(
                from slot in _schedule.Slots
                where slot.Value is SlotOccupancy.Holding { HasExpired: true }
                orderby slot.Key.Node, slot.Key.Index
                select (((SlotOccupancy.Holding)slot.Value).Study, slot.Key),
                from expired in _schedule.Expired
                from slot in expired.Value
                orderby slot.Node, slot.Index
                select (expired.Key, slot));
            foreach (var (study, work) in _schedule.Studies)
                Assert.Equal(
                    _schedule.Slots.Values.Count(slot => slot.ChargedTo?.Name == study), work.Claim.Held);
            foreach (var step in steps) _studies.Single(study => study.Id == step.Study).Take(step);
        }
    }
}
