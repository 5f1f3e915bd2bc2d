namespace Seedbed.Coordinator.Tests.Scheduling;

using Akka.Actor;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Coordinator.Studies.StudyProtocol;

/// <summary>One slot, a study whose jobs all crash at once, and a study that trains.</summary>
public class CrashingStudyTests
{
    private static readonly StudyId Crashing = new("crashing");
    private static readonly StudyId Training = new("training");
    private static readonly TimeSpan JobTime = TimeSpan.FromSeconds(10);

    private readonly Dictionary<StudyId, SimulatedStudy> _studies;
    private Schedule _schedule = Schedule.Empty;
    private TimeSpan _now;
    private int _requests;
    private int _crashes;
    private TimeSpan _comeback;   // of a slot that crashed

    public CrashingStudyTests()
    {
        Dictionary<SlotId, int> slots = [];
        _studies = new[] { Crashing, Training }
            .ToDictionary(id => id, id => new SimulatedStudy(id, new Ledger(slots)));
    }

    [Fact]
    public void A_program_that_always_crashes_takes_its_share_of_the_time_and_no_more()
    {
        _comeback = TimeSpan.FromSeconds(32);
        Submit(Crashing, jobs: 200);
        Submit(Training, jobs: 30);

        RunUntil(() => _studies[Training].HasEnded);

        Assert.True(_crashes > 0);
        Assert.InRange(_now, TimeSpan.Zero, 2 * 30 * JobTime + 2 * _comeback);
    }

    [Fact]
    public void While_what_crashed_backs_off_the_slot_is_for_others_whatever_their_priority()
    {
        Submit(Crashing, jobs: 1, priority: 5);
        Submit(Training, jobs: 3);

        Step();
        Step();

        Assert.Equal(1, _crashes);
        Assert.Equal(1, _studies[Training].State.Counts.Completed);
        RunUntil(() => _studies.Values.All(study => study.HasEnded));
        Assert.Equal(1, _studies[Crashing].State.Counts.Failed);
        Assert.Equal(3, _studies[Training].State.Counts.Completed);
    }

    private DateTimeOffset WallClock => Given.Noon + _now;

    private void Submit(StudyId id, int jobs, int priority = 0)
    {
        var study = _studies[id];
        study.Decide(Given.Submit(
            Given.Study(cells: 1, seeds: jobs, name: id.Name) with { Priority = priority }, Given.Noon));
        study.Restart();
        Settle();
    }

    private void RunUntil(Func<bool> isReached)
    {
        for (var step = 0; !isReached(); step++)
        {
            Assert.True(step < 10_000, "It is never reached.");
            Step();
        }
    }

    /// <summary>The slot asks, and does what it is given until it asks again.</summary>
    private void Step()
    {
        var request = new LeaseId(Given.Slot(), 1, ++_requests);
        Do(_schedule.At(_now).Request(new(request, Given.Cpu, 1, [Given.Program], ActorRefs.Nobody)));
        Settle();
        while (!_studies.Values.Any(study => study.State.Leases.ContainsKey(Given.Slot())))
            Pass(TimeSpan.FromSeconds(0.5));

        var holder = _studies.Values.Single(study => study.State.Leases.ContainsKey(Given.Slot()));
        var job = Assert.Single(holder.State.Leases[Given.Slot()].Jobs);
        var key = new JobKey(job.Cell, job.Seed);
        if (holder.Id == Training)
        {
            Pass(JobTime);
            holder.Decide(new StudyCommand.Finish(key, job.Fence, Given.Completed(), WallClock));
        }
        else
        {
            _crashes++;
            holder.Decide(new StudyCommand.Fail(key, job.Fence, "exit code 139 (SIGSEGV)", WallClock));
        }

        Settle();
        if (holder.Id == Crashing) Pass(_comeback);
    }

    private void Pass(TimeSpan time)
    {
        _now += time;
        Do(_schedule.Passed(_now, WallClock));
        Settle();
    }

    /// <summary>Everything said is heard.</summary>
    private void Settle()
    {
        while (_studies.Values.FirstOrDefault(study => !study.IsQuiet) is { } study)
        {
            study.HandleNextStep(WallClock);
            Hear(study.NextAnswer());
        }
    }

    private void Hear(object? answer)
    {
        var current = _schedule.At(_now);
        Do(answer switch
        {
            StudyOpened opened =>
                current.Opened(opened.Study, opened.Program, opened.Standing, opened.Leases, TimeSpan.MaxValue),
            LeaseGranted granted => current.Granted(granted.Study, granted.Lease, TimeSpan.MaxValue),
            NothingToLease nothing =>
                current.Refused(nothing.Study, nothing.Id, nothing.RetryAt, nothing.IsPaused),
            LeaseEnded ended => current.Ended(ended.Id),
            WorkWaiting waiting => current.WorkWaits(waiting.Study, waiting.Program, waiting.Standing),
            _ => current,
        });
    }

    private void Do(Schedule schedule)
    {
        (_schedule, var steps) = schedule.TakeSteps();
        foreach (var step in steps) _studies[step.Study].Take(step);
    }
}
