namespace Seedbed.Messages.Serialization;

using System.Collections.Frozen;
using Seedbed.Messages.Cluster;
using Seedbed.Messages.Journal;
using static Seedbed.Messages.Serialization.MessageType;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>
/// Every type that crosses the wire or enters the journal. A line here is all that a new message needs;
/// a line is never changed or removed once a journal may hold its manifest.
/// </summary>
public static class MessageTable
{
    /// <summary>Interfaces and base types whose every implementation stands in the table.</summary>
    public static IReadOnlyList<Type> Families { get; } =
    [
        typeof(IWorkMessage), typeof(StudyEvent), typeof(CatalogueEvent), typeof(MetricsEvent), typeof(JournalSnapshot),
    ];

    public static IReadOnlyList<MessageType> All { get; } =
    [
        // Node to coordinator.
        Of<OfferProgram>("offer-program"),
        Of<RequestWork>("request-work"),
        Of<Renew>("renew"),
        Of<MetricBatch>("metric-batch"),
        Of<Checkpointed>("checkpointed"),
        Of<CheckpointRefused>("checkpoint-refused"),
        Of<Finished>("finished"),
        Of<AttemptFailed>("attempt-failed"),
        Of<Release>("release"),

        // Coordinator to node.
        Of<ProgramKnown>("program-known"),
        Of<Lease>("lease"),
        Of<StoreAt>("store-at"),
        Of<BatchStored>("batch-stored"),
        Of<CheckpointStored>("checkpoint-stored"),
        Of<OutcomeStored>("outcome-stored"),
        Of<Superseded>("superseded"),

        // Between coordinators.
        Of<FindActive>("find-active"),
        Of<ActiveAt>("active-at"),

        // Journal: study-{id}.
        Of<StudyEvent.Submitted>("study.submitted"),
        Of<StudyEvent.Leased>("study.leased"),
        Of<StudyEvent.Ended>("study.ended"),
        Of<StudyEvent.AttemptFailed>("study.attempt-failed"),
        Of<StudyEvent.GivenUp>("study.given-up"),
        Of<StudyEvent.Interrupted>("study.interrupted"),
        Of<StudyEvent.Checkpointed>("study.checkpointed"),
        Of<StudyEvent.CheckpointDropped>("study.checkpoint-dropped"),
        Of<StudyEvent.ReplayDiffered>("study.replay-differed"),
        Of<StudyEvent.Paused>("study.paused"),
        Of<StudyEvent.Resumed>("study.resumed"),
        Of<StudyEvent.Cancelled>("study.cancelled"),
        Of<StudyEvent.JobCancelled>("study.job-cancelled"),
        Of<StudyEvent.Retried>("study.retried"),

        // Journal: catalogue.
        Of<CatalogueEvent.StudyListed>("catalogue.study-listed"),
        Of<CatalogueEvent.ProgramDescribed>("catalogue.program-described"),

        // Journal: metrics-{study}-{shard}.
        Of<MetricsEvent.PointsRecorded>("metrics.points-recorded"),

        // Snapshots.
        Of<JournalSnapshot.StudyHead>("snapshot.study-head"),
        Of<JournalSnapshot.StudyPiece>("snapshot.study-piece"),
        Of<JournalSnapshot.Metrics>("snapshot.metrics"),
    ];

    internal static FrozenDictionary<string, MessageType> ByManifest { get; } =
        All.ToFrozenDictionary(type => type.Manifest);

    internal static FrozenDictionary<Type, MessageType> ByType { get; } = All.ToFrozenDictionary(type => type.Type);
}
