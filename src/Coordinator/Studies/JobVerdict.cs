namespace Seedbed.Coordinator.Studies;

/// <summary>What a message about a job is worth, by its fence.</summary>
public enum JobVerdict
{
    /// <summary>It speaks of the lease the job is in.</summary>
    Current,

    /// <summary>It speaks of the lease that the job ended in.</summary>
    Ended,

    /// <summary>It speaks of the job's latest lease, which the job left without an outcome.</summary>
    Left,

    /// <summary>The job was leased again since, or cancelled.</summary>
    Superseded,

    /// <summary>No journaled lease has this fence: whoever reads this is stale.</summary>
    Ahead,
}
