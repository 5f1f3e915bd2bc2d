namespace Seedbed.Coordinator.Scheduling;

using System.Collections.Immutable;
using Seedbed.Messages;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;

/// <summary>Which studies there are, what they have of the slots, and whose turn it is.</summary>
public sealed partial record Schedule
{
    public ImmutableSortedDictionary<string, StudyWork> Studies { get; private init; } =
        ImmutableSortedDictionary.Create<string, StudyWork>(StringComparer.Ordinal);

    /// <summary>Names of the studies that may have work.</summary>
    public ImmutableSortedSet<string> Offering { get; private init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Grants asked of studies so far.</summary>
    public long Turns { get; private init; }

    /// <summary>There may be work for slots that offer this program.</summary>
    public Schedule WorkWaits(StudyId study, ProgramIdentity program, Standing standing) =>
        Known(study.Name, program, standing).With(study.Name, work => work with
        {
            MayHaveWork = true,
            RetryAt = null,
            IsPaused = false,
        }).Serve();

    private Schedule Turned(StudyId study)
    {
        var turn = Turns + 1;
        return (this with { Turns = turn })
            .With(study.Name, work => work with { Claim = work.Claim with { LastTurn = turn } });
    }

    /// <summary>The study whose turn it is for a slot with these programs; null if none has work for it.</summary>
    private StudyId? StudyFor(SlotRequest request) =>
        FairShare.Next(
            Offering.Where(name => request.Programs.Contains(Studies[name].Program)),
            name => Studies[name].Claim, Now) is { } next
            ? new StudyId(next)
            : null;

    /// <summary>A slot was charged to one study, and is now to another or none.</summary>
    private Schedule Charging(StudyId? was, StudyId? now)
    {
        if (was == now) return this;

        var state = this;
        if (was is { } left)
            state = state.With(left.Name, work => work with { Claim = work.Claim.Plus(-1, Now) });
        if (now is { } entered)
            state = state.With(entered.Name, work => work with { Claim = work.Claim.Plus(1, Now) });
        return state;
    }

    /// <summary>A study that is new has nothing yet; one of another priority than before joins other equals.</summary>
    private Schedule Known(string study, ProgramIdentity program, Standing standing)
    {
        if (!Studies.TryGetValue(study, out var work))
            return this with { Studies = Studies.Add(study, new(program, Claim.Of(standing), MayHaveWork: false)) };

        var claim = work.Claim.With(standing, Now);
        var moves = standing.Priority != work.Claim.Standing.Priority;
        return this with
        {
            Studies = Studies.SetItem(study, work with
            {
                Program = program,
                Claim = moves ? claim.At(StartAmong(study, standing.Priority), Now) : claim,
            }),
        };
    }

    private Schedule With(string study, Func<StudyWork, StudyWork> change)
    {
        if (!Studies.TryGetValue(study, out var before)) return this;

        var work = change(before);
        var state = this with { Studies = Studies.SetItem(study, work) };
        if (work.Offers == before.Offers) return state;
        if (!work.Offers) return state with { Offering = Offering.Remove(study) };

        var start = Math.Max(work.Claim.VirtualTime(Now), StartAmong(study, work.Claim.Standing.Priority));
        return this with
        {
            Studies = Studies.SetItem(study, work with { Claim = work.Claim.At(start, Now) }),
            Offering = Offering.Add(study),
        };
    }

    /// <summary>
    /// The virtual time from which a study takes part that had no work, so that it neither claims what it did not use
    /// nor waits for what others did not: the least of its equals that have work, or where none has, the most of all.
    /// </summary>
    private double StartAmong(string study, int priority)
    {
        var least = Offering.Where(IsEqual).Select(name => Studies[name].Claim.VirtualTime(Now))
            .DefaultIfEmpty(double.NaN).Min();
        return double.IsNaN(least)
            ? Studies.Keys.Where(IsEqual).Select(name => Studies[name].Claim.VirtualTime(Now)).DefaultIfEmpty(0).Max()
            : least;

        bool IsEqual(string other) => other != study && Studies[other].Claim.Standing.Priority == priority;
    }
}
