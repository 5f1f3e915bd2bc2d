namespace Seedbed.Coordinator.Tests.Scheduling;

using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using static Seedbed.Coordinator.Studies.StudyProtocol;

/// <summary>
/// A study as the scheduler sees it, without actors: steps arrive and answers leave in order, each whenever the test
/// says so. Its journal is held against the protocol's invariants.
/// </summary>
internal sealed class SimulatedStudy(StudyId id, Ledger ledger)
{
    private readonly Queue<SchedulerStep> _steps = new();
    private readonly Queue<object> _answers = new();

    public StudyId Id { get; } = id;

    public StudyState State { get; private set; } = StudyState.Empty;

    public bool HasEnded => State.Counts.Settled == State.Total;

    public bool IsQuiet => _steps.Count == 0 && _answers.Count == 0;

    /// <summary>Between a restart and the scheduler's hearing of it, steps go to the actor that is no more.</summary>
    public void Take(SchedulerStep step)
    {
        if (!_answers.Any(answer => answer is StudyOpened)) _steps.Enqueue(step);
    }

    /// <summary>The next answer on its way to the scheduler; null if there is none.</summary>
    public object? NextAnswer() => _answers.TryDequeue(out var answer) ? answer : null;

    /// <summary>What was on its way is lost; then the study tells its open leases.</summary>
    public void Restart()
    {
        _steps.Clear();
        _answers.Clear();
        _answers.Enqueue(
            new StudyOpened(
                Id, Given.Program, State.Specification.Standing,
                [.. State.Leases.Values.Select(lease => HeldLease.Of(Id, lease))]));
    }

    public void HandleNextStep(DateTimeOffset at)
    {
        if (!_steps.TryDequeue(out var step)) return;

        switch (step)
        {
            case SchedulerStep.Grant grant:
                Decide(
                    new StudyCommand.Lease(grant.Request.Id, grant.Request.MaxLanes, Given.Period, grant.Expired, at));
                Answer(grant.Request.Id, new NothingToLease(Id, grant.Request.Id, State.NextReturn, State.IsPaused));
                break;
            case SchedulerStep.Resend resend: Answer(resend.Lease, new LeaseEnded(Id, resend.Lease)); break;
            case SchedulerStep.End end:
                Decide(new StudyCommand.EndLease(end.Lease, end.Cause, at));
                _answers.Enqueue(new LeaseEnded(Id, end.Lease));
                break;
        }
    }

    public void Decide(StudyCommand command)
    {
        var before = State.Leases;
        var waiting = State.Returned.Count;
        foreach (var @event in State.Decide(command))
        {
            ledger.Read(@event);
            State = State.Apply(@event);
        }

        foreach (var lease in before.Values)
            if (State.Leases.GetValueOrDefault(lease.Id.Slot)?.Id != lease.Id)
                _answers.Enqueue(new LeaseEnded(Id, lease.Id));
        if (command is StudyCommand.Submit || State.Returned.Count > waiting)
            _answers.Enqueue(new WorkWaiting(Id, Given.Program, State.Specification.Standing));
    }

    private void Answer(LeaseId id, object otherwise) =>
        _answers.Enqueue(
            State.Leases.GetValueOrDefault(id.Slot) is { } lease && lease.Id == id
                ? new LeaseGranted(Id, HeldLease.Of(Id, lease))
                : otherwise);
}
