namespace Seedbed.Coordinator.Scheduling;

using Seedbed.Messages.Programs;

/// <summary>What a study may have for slots that offer its program.</summary>
/// <param name="Claim">What it has of the slots, and had.</param>
/// <param name="MayHaveWork">Until it says that it has nothing.</param>
/// <param name="RetryAt">When a job of it comes out of its back-off; null if none waits.</param>
/// <param name="IsPaused">It has none, whatever expires, until it says that work waits.</param>
public sealed record StudyWork(
    ProgramIdentity Program, Claim Claim, bool MayHaveWork, DateTimeOffset? RetryAt = null, bool IsPaused = false)
{
    /// <summary>Whether it is asked when a slot is free.</summary>
    public bool Offers => MayHaveWork && !IsPaused;
}
