namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>The journal keeps what a study had under another program; no view mixes it with what it has now.</summary>
public sealed class ChangedProgramTests : CoordinatorKit
{
    private static readonly StudyId Spirals = new("spirals");
    private static readonly StudySpecification First = Given.Study(cells: 1, seeds: 2);
    private static readonly StudySpecification Second = First with { Program = Given.Program with { Version = "2" } };

    [Fact]
    public async Task Results_of_another_program_are_kept_apart_and_come_back_with_it()
    {
        await Submit(First);
        await Finish(Assert.Single((await Lease(1)).Jobs), 0.25);

        var refused = await Coordinator.Ask<ChangesNotAccepted>(
            new SubmitStudy(Second, "changed"), RemainingOrDefault);
        Assert.Equal((1L, 2L), (refused.Changes.Results, refused.Changes.NewJobs));
        Assert.Equal((1L, First.Program), ((await View()).Jobs.Completed, (await View()).Program));
        Assert.Equal("name: spirals", (await Ask<StudySource>(new GetStudySource(Spirals))).Source);

        Assert.Equal(2, (await Accept(Second)).NewJobs);
        Assert.Equal(2, (await Accept(Second)).NewJobs);                  // repeated
        Request(2, program: Second.Program);
        var lease = await Node.ExpectMsgAsync<Messages.Work.WorkProtocol.Lease>();
        await Finish(Assert.Single(lease.Jobs), 0.75);
        await AssertResults(0.75);

        await Restart();
        await AssertResults(0.75);

        Assert.Equal(1, (await Accept(First)).NewJobs);
        await AssertResults(0.25);
        var journal = await Journal();
        Assert.Equal(
            [0.25, 0.75], journal.OfType<StudyEvent.Ended>().Select(ended => ended.Result.Finals[0].Value));
        Assert.Equal(3, journal.Count(@event => @event is StudyEvent.Submitted));
    }

    /// <summary>In the table, in the rows of jobs and among the curves that are read.</summary>
    private async Task AssertResults(double only)
    {
        var estimate = Assert.Single(Assert.Single((await View()).Cells).Estimates);
        Assert.Equal((1, only), (estimate.N, estimate.Mean));
        var rows = (await Ask<JobPage>(new GetJobs(Spirals, 0, 100))).Jobs;
        Assert.Equal([only], rows.SelectMany(row => row.Finals).Select(final => final.Value));
        var curve = Assert.Single((await Ask<CurveKeys>(new GetCurveKeys(Spirals))).Jobs);
        Assert.Contains(rows, row => (row.Cell, row.Seed) == (curve.Cell, curve.Seed));
    }

    private Task<StudyAccepted> Accept(StudySpecification specification) =>
        Ask<StudyAccepted>(new SubmitStudy(specification, "changed", AcceptsChanges: true));

    private Task<StudyView> View() => Ask<StudyView>(new GetStudy(Spirals));

    private Task<TAnswer> Ask<TAnswer>(object question) => Coordinator.Ask<TAnswer>(question, RemainingOrDefault);

    private async Task<IReadOnlyList<StudyEvent>> Journal() =>
        await Sys.ActorOf(JournalReader<StudyEvent>.Props("study-spirals"))
            .Ask<IReadOnlyList<StudyEvent>>("read", RemainingOrDefault);
}
