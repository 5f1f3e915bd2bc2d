namespace Seedbed.TrainerNode.Node.Slots;

using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>A message that has been sent and not been answered, and when it is sent again.</summary>
/// <param name="Due">On the node's monotonic clock.</param>
/// <param name="Wait">Between the last sending and the next.</param>
public sealed record Outgoing(IWorkMessage Message, TimeSpan Due, TimeSpan Wait)
{
    /// <summary>Above the time an answer takes while the journal is busy.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static Outgoing First(IWorkMessage message, TimeSpan now) => new(message, now + FirstWait, FirstWait);

    public bool IsDue(TimeSpan now) => now >= Due;

    public Outgoing Again(TimeSpan now)
    {
        var wait = Wait * 2 < LongestWait ? Wait * 2 : LongestWait;
        return this with { Due = now + wait, Wait = wait };
    }
}
