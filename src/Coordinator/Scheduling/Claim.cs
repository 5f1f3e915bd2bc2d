namespace Seedbed.Coordinator.Scheduling;

using Seedbed.Messages.Studies;

/// <summary>What one study has of the slots, and had: kept up with each slot that it gets or leaves.</summary>
/// <param name="Held">Slots charged to it now; see <see cref="SlotOccupancy.ChargedTo"/>.</param>
/// <param name="Had">
/// Virtual time up to <paramref name="Since"/>: seconds of slots, each divided by the study's weight at that time.
/// </param>
/// <param name="Since">When <paramref name="Held"/> came to be, on the scheduler's monotonic clock.</param>
/// <param name="LastTurn">Number of the grant that was asked of it last; 0 for none yet.</param>
public sealed record Claim(Standing Standing, int Held, double Had, TimeSpan Since, long LastTurn)
{
    /// <summary>Of a study that holds nothing.</summary>
    public static Claim Of(Standing standing) => new(standing, Held: 0, Had: 0, Since: TimeSpan.Zero, LastTurn: 0);

    /// <summary>Seconds of slots that the study had by now, by its weight: equals have had equally much.</summary>
    public double VirtualTime(TimeSpan now) => Had + Held * (now - Since).TotalSeconds / Standing.Weight;

    /// <summary>It got that many slots more, or fewer.</summary>
    public Claim Plus(int slots, TimeSpan now) =>
        this with { Held = Held + slots, Had = VirtualTime(now), Since = now };

    /// <summary>From now on by another weight or priority.</summary>
    public Claim With(Standing standing, TimeSpan now) =>
        this with { Standing = standing, Had = VirtualTime(now), Since = now };

    /// <summary>Its virtual time is another one from now on.</summary>
    public Claim At(double virtualTime, TimeSpan now) => this with { Had = virtualTime, Since = now };
}
