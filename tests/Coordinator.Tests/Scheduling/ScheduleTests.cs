namespace Seedbed.Coordinator.Tests.Scheduling;

using Akka.Actor;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;

public class ScheduleTests
{
    private static readonly StudyId One = new("one");
    private static readonly StudyId Two = new("two");

    [Fact]
    public void A_slot_that_asks_anew_is_granted_by_the_study_it_holds_a_lease_of_in_one_step()
    {
        var (schedule, steps) = Holding(1).Request(Asking(2)).TakeSteps();

        Assert.Equal(Given.Request(2), Assert.IsType<SchedulerStep.Grant>(Assert.Single(steps)).Request.Id);
        schedule = schedule.Ended(Given.Request(1));
        Assert.IsType<SlotOccupancy.Reserved>(schedule.Slots[Given.Slot()]);
        schedule = schedule.Granted(One, new(Given.Request(2), []), Given.Period);
        Assert.Equal(Given.Request(2), Assert.IsType<SlotOccupancy.Holding>(schedule.Slots[Given.Slot()]).Lease.Id);
    }

    [Fact]
    public void A_slot_that_asks_anew_waits_when_the_study_has_nothing_more()
    {
        var schedule = Holding(1).Request(Asking(2)).Ended(Given.Request(1)).Refused(One, Given.Request(2), null);

        Assert.IsType<SlotOccupancy.Parked>(schedule.Slots[Given.Slot()]);
    }

    [Fact]
    public void A_paused_study_is_not_asked_when_leases_expire_until_work_waits()
    {
        var other = Asking(1) with { Id = Given.Request(slot: 1) };
        var paused = Holding(1).Request(other).Refused(One, other.Id, null, isPaused: true)
            .Passed(TimeSpan.FromHours(1), Given.Noon).TakeSteps().Schedule;

        Assert.Empty(paused.Request(other).Passed(TimeSpan.FromHours(2), Given.Noon).TakeSteps().Steps);
        Assert.Single(paused.WorkWaits(One, Given.Program, Standing.Default).TakeSteps().Steps);
    }

    [Fact]
    public void A_study_that_restarts_before_it_granted_anew_is_asked_again()
    {
        var asked = Holding(1).Request(Asking(2)).TakeSteps().Schedule;

        var (_, steps) = asked
            .Opened(One, Given.Program, Standing.Default, [new(Given.Request(1), [])], Given.Period).TakeSteps();

        Assert.Equal(Given.Request(2), Assert.IsType<SchedulerStep.Grant>(Assert.Single(steps)).Request.Id);
    }

    [Fact]
    public void Before_another_study_serves_the_slot_the_lease_it_holds_is_ended()
    {
        var (schedule, steps) = Holding(1)
            .WorkWaits(Two, Given.Program, Standing.Default).Request(Asking(2)).TakeSteps();

        Assert.Equal(Given.Request(1), Assert.IsType<SchedulerStep.End>(Assert.Single(steps)).Lease);
        var step = Assert.Single(schedule.Ended(Given.Request(1)).TakeSteps().Steps);
        Assert.Equal(Two, Assert.IsType<SchedulerStep.Grant>(step).Study);
    }

    [Fact]
    public void A_study_that_opens_late_ends_the_leases_of_slots_that_went_on_with_another()
    {
        var (schedule, steps) = Holding(2)
            .Opened(Two, Given.Program, Standing.Default, [new(Given.Request(1), [])], Given.Period).TakeSteps();

        Assert.Equal(
            (Two, Given.Request(1)), (steps[0].Study, Assert.IsType<SchedulerStep.End>(Assert.Single(steps)).Lease));
        Assert.Equal(One, Assert.IsType<SlotOccupancy.Holding>(schedule.Slots[Given.Slot()]).Study);
    }

    [Fact]
    public void A_late_request_of_an_earlier_process_harms_no_lease_that_is_alive()
    {
        var schedule = Holding(1, incarnation: 2);
        var late = Asking(9, incarnation: 1);

        Assert.Empty(schedule.Request(late).TakeSteps().Steps);

        var expired = schedule.Passed(Given.Period + TimeSpan.FromSeconds(1), Given.Noon);
        Assert.IsType<SchedulerStep.End>(Assert.Single(expired.Request(late).TakeSteps().Steps));
    }

    /// <summary>The slot holds a lease of study one for this request.</summary>
    private static Schedule Holding(int request, long incarnation = 1) =>
        Schedule.Empty.WorkWaits(One, Given.Program, Standing.Default)
            .Request(Asking(request, incarnation))
            .Granted(One, new(Given.Request(request, incarnation: incarnation), []), Given.Period)
            .TakeSteps().Schedule;

    private static SlotRequest Asking(int request, long incarnation = 1) =>
        new(Given.Request(request, incarnation: incarnation), Given.Cpu, 1, [Given.Program], ActorRefs.Nobody);
}
