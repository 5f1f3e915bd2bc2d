namespace Seedbed.Coordinator.Tests.Scheduling;

using CsCheck;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Studies;
using Xunit;

/// <summary>How several studies share slots over random histories, with leases of all lengths.</summary>
public class SharedSlotsTests
{
    /// <summary>A study: its weight, and how long its leases take, at least and at most.</summary>
    private static readonly Gen<(double Weight, double Shortest, double Longest)> Studies = Gen.Select(
        Gen.OneOf(Gen.Int[1, 5].Select(weight => (double)weight), Gen.Double[0.01, 10]),
        Gen.Double[1, 20],
        Gen.Double[1, 10],
        (weight, shortest, factor) => (weight, shortest, shortest * factor));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 10, 100)]
    [InlineData(100, 10, 1)]
    public void Weights_one_two_and_three_share_six_slots_so_whatever_the_lengths_of_jobs(
        double first, double second, double third)
    {
        var slots = Of(6, (1, first, first), (2, second, second), (3, third, third));

        slots.Run(1_000);
        slots.Had.Clear();
        slots.Run(21_000);

        Assert.Equal([1, 2, 3], Names(3).Select(slots.HeldBy));
        Assert.Equal(2, slots.Had[Name(1)] / slots.Had[Name(0)], 0.1);
        Assert.Equal(3, slots.Had[Name(2)] / slots.Had[Name(0)], 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Where_shares_are_no_whole_slots_they_come_out_over_time(int count)
    {
        var slots = Of(count, (1, 1, 30), (2, 20, 90), (3, 1, 5));

        slots.Run(30_000);

        Assert.Equal(2, slots.Had[Name(1)] / slots.Had[Name(0)], 0.1);
        Assert.Equal(3, slots.Had[Name(2)] / slots.Had[Name(0)], 0.1);
    }

    [Fact]
    public void Safety_once_every_slot_was_granted_anew_nobody_is_a_whole_slot_off_its_share() =>
        Gen.Select(Gen.Int[1, 20], Studies.Array[1, 6], Gen.Int).Sample((count, studies, seed) =>
        {
            SharedSlots? slots = null;
            var checks = 0;
            slots = Of(count, seed, Check, studies);
            var phase = 4 * studies.Max(study => study.Longest);
            slots.Run(phase);
            slots.Add(Given.Slot(0, "late"));
            slots.Run(2 * phase);
            slots.Add(new("newcomer"), new(2, 0), () => 7);
            slots.Run(3 * phase);
            slots.Exhaust(new("newcomer"));
            slots.Run(4 * phase);
            Assert.True(checks > 0);

            void Check()
            {
                if (slots is null || slots.Turned.Count < slots.SlotCount) return;

                checks++;
                foreach (var study in Names(studies.Length))
                    Assert.True(
                        Math.Abs(slots.HeldBy(study) - slots.ShareOf(study)) < 1 + 1e-9,
                        $"{study} holds {slots.HeldBy(study)} of {slots.ShareOf(study)} at {slots.Now}.");
            }
        }, iter: 100);

    [Fact]
    public void Liveness_no_study_waits_for_ever_beside_its_equals() =>
        Gen.Select(Gen.Int[1, 6], Studies.Array[2, 6], Gen.Int).Sample((count, some, seed) =>
        {
            var studies = some.Select(study => study with { Weight = Math.Max(study.Weight, 0.2) }).ToArray();
            var slots = Of(count, seed, () => { }, studies);
            var weights = studies.Sum(study => study.Weight);
            var longest = studies.Max(study => study.Longest);

            // a study gets its next lease before all others have had as much by their weights
            slots.Run(2 * longest * studies.Length * weights / studies.Min(study => study.Weight));

            Assert.All(Names(studies.Length), study => Assert.Contains(study, slots.Grants));
        }, iter: 50);

    [Fact]
    public void A_newcomer_neither_starves_others_nor_waits_for_what_they_had()
    {
        var slots = Of(1, (1, 10, 10));
        slots.Run(100_000);
        slots.Grants.Clear();

        slots.Add(Name(1), Standing.Default, () => 10);
        slots.Run(100_100);

        Assert.Equal(5, slots.Grants.Count(study => study == Name(0)), 1.0);
        Assert.Equal(5, slots.Grants.Count(study => study == Name(1)), 1.0);
    }

    [Fact]
    public void A_study_that_comes_back_claims_nothing_for_its_absence_and_owes_nothing_for_slots_nobody_wanted()
    {
        var slots = Of(1, (1, 10, 10));
        slots.Run(100_000);
        slots.Exhaust(Name(0));
        slots.Run(100_100);
        slots.Add(Name(1), Standing.Default, () => 10);
        slots.Run(200_000);
        slots.Grants.Clear();

        slots.Add(Name(0), Standing.Default, () => 10);
        slots.Run(200_100);

        Assert.Equal(5, slots.Grants.Count(study => study == Name(0)), 1.0);
        Assert.Equal(5, slots.Grants.Count(study => study == Name(1)), 1.0);
    }

    [Fact]
    public void Nothing_is_taken_away_and_the_next_slots_go_to_the_higher_priority()
    {
        var slots = Of(3, (1, 10, 10));
        slots.Run(5);

        slots.Add(Name(1), new(0.001, 1), () => 100);

        Assert.Equal(3, slots.HeldBy(Name(0)));
        slots.Run(15);
        Assert.Equal(3, slots.HeldBy(Name(1)));
        slots.Exhaust(Name(1));
        slots.Run(200);
        Assert.Equal(3, slots.HeldBy(Name(0)));
    }

    [Fact]
    public void Another_weight_counts_from_the_next_grants_on()
    {
        var slots = Of(4, (1, 10, 10), (1, 10, 10));
        slots.Run(100);

        slots.Add(Name(0), new(3, 0), () => 10);
        slots.Run(200);

        Assert.Equal((3, 1), (slots.HeldBy(Name(0)), slots.HeldBy(Name(1))));
    }

    private static StudyId Name(int study) => new($"study-{study}");

    private static IEnumerable<StudyId> Names(int count) => Enumerable.Range(0, count).Select(Name);

    private static SharedSlots Of(int count, params (double Weight, double Shortest, double Longest)[] studies) =>
        Of(count, seed: 1, () => { }, studies);

    private static SharedSlots Of(
        int count, int seed, Action check, (double Weight, double Shortest, double Longest)[] studies)
    {
        var random = new Random(seed);
        var slots = new SharedSlots { Check = check };
        for (var slot = 0; slot < count; slot++) slots.Add(Given.Slot(slot));
        for (var study = 0; study < studies.Length; study++)
        {
            var (weight, shortest, longest) = studies[study];
            slots.Add(
                Name(study), new(weight, 0), () => shortest + (longest - shortest) * random.NextDouble());
        }

        return slots;
    }
}
