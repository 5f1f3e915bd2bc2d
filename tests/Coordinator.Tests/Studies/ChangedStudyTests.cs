namespace Seedbed.Coordinator.Tests.Studies;

using CsCheck;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Coordinator.Tests.Studies.Given;

/// <summary>A study is submitted again, and its program or data are others than before.</summary>
public class ChangedStudyTests
{
    private static readonly StudySpecification First = Study(cells: 2, seeds: 2);
    private static readonly StudySpecification Second = First with { Program = Program with { Version = "2" } };

    /// <summary>One result, one failure to come, two jobs untouched.</summary>
    private static StudyState Begun => After(
        Submit(First), Lease(Request(1)), new StudyCommand.Finish(new(0, 0), 1, Completed(0.25), Noon),
        Lease(Request(2)));

    [Fact]
    public void Another_program_is_refused_and_what_would_follow_is_said()
    {
        Assert.Empty(Begun.Decide(Submit(Second)));

        var changes = Assert.IsType<StudyChanges>(Begun.ChangesBy(Second));
        Assert.Equal([new StudyChange("program", "no-op 1", "no-op 2")], changes.Changes);
        Assert.Equal((1L, 4L), (changes.Results, changes.NewJobs));
    }

    [Fact]
    public void Once_accepted_new_cells_stand_beside_the_old_ones_and_repeating_it_changes_nothing()
    {
        var accepted = Submit(Second) with { AcceptsChanges = true };
        var state = Begun.After(accepted);

        Assert.Equal((4, 4L, 0L), (state.Index!.CellCount, state.Total, state.Counts.Settled));
        Assert.Equal([2, 3], state.Page(0, 100).Jobs.Select(job => job.Cell).Distinct());
        Assert.Empty(state.Decide(accepted));
        Assert.Empty(state.Decide(Submit(Second)));
        Assert.Null(state.ChangesBy(Second));
    }

    [Fact]
    public void What_it_had_comes_back_with_the_program_it_came_from()
    {
        var changed = Begun.After(Submit(Second) with { AcceptsChanges = true }).After(Lease(Request(3, slot: 1)));

        Assert.Empty(changed.Decide(Submit(First)));
        var back = changed.After(Submit(First) with { AcceptsChanges = true });

        Assert.Equal((1L, 4L), (back.Counts.Completed, back.Total));
        Assert.Equal(0.25, Assert.Single(back.Page(0, 1).Jobs).Finals[0].Value);
    }

    public static TheoryData<string, StudySpecification> Extensions => new()
    {
        { "seeds", Study(cells: 2, seeds: 5) },
        { "fewer seeds", Study(cells: 2, seeds: 1) },
        { "configs", Study(cells: 3, seeds: 2) },
        { "other lanes", First with { Lanes = 4, MaxAttempts = 9, Weight = 3 } },
        { "another report", First with { Report = new(["test.mcc"], null) } },
    };

    [Theory, MemberData(nameof(Extensions))]
    public void Adding_to_a_study_needs_no_acceptance(string what, StudySpecification extended) =>
        Assert.True(Begun.Decide(Submit(extended)) is [StudyEvent.Submitted], what);

    [Fact]
    public void A_study_of_which_nothing_was_begun_needs_none_either()
    {
        Assert.Single(After(Submit(First)).Decide(Submit(Second)));
        Assert.Single(StudyState.Empty.Decide(Submit(Second)));
    }

    [Fact]
    public void A_job_that_has_only_begun_is_reason_enough()
    {
        var begun = After(Submit(First), Lease(Request(1)));
        var returned = begun.After(new StudyCommand.Release(new(0, 0), 1, "drain", Noon));

        Assert.Equal(0, Assert.IsType<StudyChanges>(begun.ChangesBy(Second)).Results);
        Assert.NotNull(returned.ChangesBy(Second));
    }

    /// <summary>Whatever is submitted, and accepted or not.</summary>
    [Fact]
    public void Safety_no_result_is_counted_for_another_program_than_it_came_from() =>
        Gen.Select(Gen.Int[1, 3], Gen.Bool, Gen.Bool).List[1, 30].Sample(history =>
        {
            var state = After(Submit(First));
            var request = 0;
            foreach (var (version, accepts, finishes) in history)
            {
                var next = First with { Program = Program with { Version = $"{version}" } };
                var before = state.Specification.Program;
                var isRefused = !accepts && state.ChangesBy(next) is not null;
                state = state.After(Submit(next) with { AcceptsChanges = accepts });
                Assert.Equal(isRefused ? before : next.Program, state.Specification.Program);

                state = state.After(Lease(Request(++request)));
                if (finishes && state.Leases.GetValueOrDefault(Slot()) is { Jobs: [var job, ..] })
                    state = state.After(new StudyCommand.Finish(
                        new(job.Cell, job.Seed), job.Fence,
                        Completed(accuracy: int.Parse(state.Specification.Program.Version, null)), Noon));

                Assert.All(
                    state.Page(0, 100).Jobs.SelectMany(row => row.Finals),
                    final => Assert.Equal(state.Specification.Program.Version, $"{final.Value}"));
            }
        });
}
