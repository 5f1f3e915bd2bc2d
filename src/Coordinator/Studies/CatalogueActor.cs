namespace Seedbed.Coordinator.Studies;

using System.Diagnostics;
using System.Text.Json;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Seedbed.Messages;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Journal.CatalogueEvent;

/// <summary>
/// Journals which studies exist and which programs nodes described. Tells its parent
/// <see cref="CatalogueOpened"/> when it is recovered.
/// </summary>
public sealed class CatalogueActor(TimeProvider clock) : GroupCommitActor<CatalogueEvent>
{
    private CatalogueState _state = CatalogueState.Empty;
    private CatalogueState _working = CatalogueState.Empty;

    public override string PersistenceId => "catalogue";

    public static Props Props(TimeProvider clock) => Akka.Actor.Props.Create(() => new CatalogueActor(clock));

    /// <summary>Answered by itself once the study is listed; may be repeated.</summary>
    /// <param name="Submission">What follows once it is.</param>
    public sealed record ListStudy(StudyId Study, SubmitStudy Submission, IActorRef Front);

    /// <param name="Studies">In ordinal order.</param>
    public sealed record CatalogueOpened(IReadOnlyList<StudyId> Studies);

    protected override void Handle(object message)
    {
        switch (message)
        {
            case ListStudy: Commit(message); break;
            case WorkProtocol.OfferProgram offer: Offer(offer); break;
            case GetPrograms: Sender.Tell(_state.Descriptions); break;
            default: Unhandled(message); break;
        }
    }

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case CatalogueEvent @event: _working = _working.Apply(@event); break;
            case RecoveryCompleted:
                _state = _working;
                Context.Parent.Tell(new CatalogueOpened([.. _state.Studies.Select(name => new StudyId(name))]));
                break;
            default: throw new UnreachableException($"No rule for {message.GetType().Name}.");
        }
    }

    protected override Action Decide(object request, IActorRef sender, List<CatalogueEvent> events)
    {
        switch (request)
        {
            case ListStudy list:
                if (!_working.Studies.Contains(list.Study.Name))
                    Add(new StudyListed(list.Study, clock.GetUtcNow()), events);
                return () => sender.Tell(list);

            case WorkProtocol.OfferProgram offer:
                var identity = CatalogueState.Read(offer.Description).Identity;
                if (!_working.IsLatest(identity, offer.Description))
                    Add(new ProgramDescribed(offer.Description, clock.GetUtcNow()), events);
                return () => sender.Tell(new WorkProtocol.ProgramKnown(offer.Node, offer.Incarnation, identity));

            default: throw new UnreachableException($"No decision for {request.GetType().Name}.");
        }
    }

    protected override void OnCommitted(IReadOnlyList<CatalogueEvent> events) => _state = _working;

    /// <summary>
    /// What is no description stays unanswered: its node is of another version and runs nothing of ours.
    /// </summary>
    private void Offer(WorkProtocol.OfferProgram offer)
    {
        try
        {
            CatalogueState.Read(offer.Description);
        }
        catch (JsonException error)
        {
            Context.GetLogger().Error(
                "Node {0} offers a program in a form that this coordinator cannot read: {1}",
                offer.Node, error.Message);
            return;
        }

        Commit(offer);
    }

    private void Add(CatalogueEvent @event, List<CatalogueEvent> events)
    {
        _working = _working.Apply(@event);
        events.Add(@event);
    }
}
