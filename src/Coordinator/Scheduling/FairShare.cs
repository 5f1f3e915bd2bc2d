namespace Seedbed.Coordinator.Scheduling;

/// <summary>
/// Whose turn a free slot is. Slots are shared by weight: of the slots that studies of one priority hold, each is due
/// its weight's part, and once every slot was granted anew none is a whole slot above or below it. Where the parts are
/// no whole slots, studies take turns so that over time each has its part, however long its jobs take.
/// Why so: <c>docs/decisions/0012-slots-are-shared-by-weight.md</c>.
/// </summary>
public static class FairShare
{
    /// <param name="contenders">Studies that may have work for the slot.</param>
    /// <param name="claimOf">What each has of the slots, without this one.</param>
    /// <returns>Null if there are none.</returns>
    public static string? Next(IEnumerable<string> contenders, Func<string, Claim> claimOf, TimeSpan now)
    {
        var equals = FirstByPriority(contenders, claimOf);
        if (equals.Count <= 1) return equals.Count == 0 ? null : equals[0].Name;

        var slots = 1L + equals.Sum(study => (long)study.Claim.Held);
        var slotsPerWeight = slots / equals.Sum(study => study.Claim.Standing.Weight);
        var most = equals.MaxBy(study => Lacks(study.Claim));
        if (Lacks(most.Claim) >= 1) return most.Name;

        return equals.Where(study => Lacks(study.Claim) > 0)
            .MinBy(study => (study.Claim.VirtualTime(now), study.Claim.LastTurn)).Name;

        double Lacks(Claim claim) => claim.Standing.Weight * slotsPerWeight - claim.Held;
    }

    private static List<(string Name, Claim Claim)> FirstByPriority(
        IEnumerable<string> contenders, Func<string, Claim> claimOf)
    {
        List<(string, Claim)> first = [];
        var highest = int.MinValue;
        foreach (var name in contenders)
        {
            var claim = claimOf(name);
            if (claim.Standing.Priority < highest) continue;
            if (claim.Standing.Priority > highest) first.Clear();

            highest = claim.Standing.Priority;
            first.Add((name, claim));
        }

        return first;
    }
}
