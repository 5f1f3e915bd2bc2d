namespace Seedbed.TrainerNode.Node.Slots;

using Seedbed.Messages;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>A message that has been sent and not been answered, and when it is sent again.</summary>
/// <param name="Due">On the node's monotonic clock.</param>
/// <param name="Sendings">So far.</param>
public sealed record Outgoing(IWorkMessage Message, TimeSpan Due, int Sendings)
{
    /// <summary>The first wait is above the time an answer takes while the journal is busy.</summary>
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));

    public static Outgoing First(IWorkMessage message, TimeSpan now) => new(message, now + BackOff.First, Sendings: 1);

    public bool IsDue(TimeSpan now) => now >= Due;

    public Outgoing Again(TimeSpan now) =>
        this with { Due = now + BackOff.After(Sendings + 1), Sendings = Sendings + 1 };
}
