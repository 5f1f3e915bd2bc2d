namespace Seedbed.Coordinator.Tests;

using Akka.Actor;
using Seedbed.Coordinator.Scheduling;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;
using static Seedbed.Messages.Work.WorkProtocol;

public sealed class CoordinatorActorTests : CoordinatorKit
{
    private static readonly StudyId Spirals = new("spirals");

    [Fact]
    public async Task A_lease_says_all_that_a_slot_needs()
    {
        var split = new SplitSpecification("hash", "word", 5, 0.1, 0.1, 1);
        var data = new DataSpecification(
            new(new string('a', 64)), "words.tsv.gz", 10, new Dictionary<string, NameList> { ["text"] = "word" }, null,
            null, [], split, null);
        await Submit(Given.Study(cells: 1, seeds: 3, lanes: 2) with { Data = data, Selection = new("val.macro_f1") });

        var lease = await Lease(request: 7, slot: 1, incarnation: 99);

        Assert.Equal(
            (SlotOf(Node, 1), 99L, 7L, Given.Program), (lease.Slot, lease.Incarnation, lease.RequestId, lease.Program));
        Assert.Equal("0", lease.Parameters["width"]);
        Assert.Equal("http://127.0.0.1:9000/api/v1/store/", lease.StoreUrl);
        Assert.Contains("\"fileName\":\"words.tsv.gz\"", lease.Data, StringComparison.Ordinal);
        Assert.Equal("val.macro_f1", lease.SelectBy);
        Assert.Equal(
            [
                new LeasedJob(new(Spirals, 0, 0), 1, SeedVector.Of(0)),
                new LeasedJob(new(Spirals, 0, 1), 1, SeedVector.Of(1)),
            ],
            lease.Jobs);
        Assert.Equal(Options.LeasePeriod, lease.Period);
        Assert.Equal(CheckpointPolicy.Default, lease.Checkpoints);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_lease_also_after_a_restart()
    {
        await Submit(Given.Study());
        var lease = await Lease();

        var repeated = await Lease();
        await Restart();
        var recovered = await Lease();

        Assert.Equal(lease.Jobs, repeated.Jobs);
        Assert.Equal(lease.Jobs, recovered.Jobs);
        Assert.Equal((lease.RequestId, lease.Program), (recovered.RequestId, recovered.Program));
    }

    [Fact]
    public async Task A_new_request_ends_what_the_slot_held()
    {
        await Submit(Given.Study());
        var first = Assert.Single((await Lease(1)).Jobs);

        var second = Assert.Single((await Lease(2)).Jobs);

        Assert.Equal((first.Job, first.Fence + 1), (second.Job, second.Fence));
    }

    [Fact]
    public async Task Another_incarnation_of_the_node_ends_what_its_slots_held()
    {
        await Submit(Given.Study());
        var before = Assert.Single((await Lease(5, incarnation: 1)).Jobs);

        var after = Assert.Single((await Lease(1, incarnation: 2)).Jobs);

        Assert.Equal((before.Job, 2L), (after.Job, after.Fence));
    }

    [Fact]
    public async Task An_acknowledged_outcome_survives_a_restart_and_is_acknowledged_again()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var job = Assert.Single((await Lease()).Jobs);
        await Finish(job, 0.75);

        await Restart();
        await Finish(job, 0.75);

        var view = await View();
        Assert.Equal((1L, 0L), (view.Jobs.Completed, view.Jobs.Waiting));
        Assert.Equal(0.75, Assert.Single(view.Cells[0].Estimates).Mean);
    }

    [Fact]
    public async Task A_late_result_of_a_job_leased_anew_is_superseded()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var old = Assert.Single((await Lease(1)).Jobs);
        await Lease(2);

        Tell(new Finished(old.Job, old.Fence, Given.Completed()));

        Assert.Equal(new Superseded(old.Job, old.Fence), await Node.ExpectMsgAsync<Superseded>());
        Assert.Equal(0, (await View()).Jobs.Completed);
    }

    [Fact]
    public async Task A_job_of_a_lost_node_runs_again_on_another()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var lost = Assert.Single((await Lease()).Jobs);
        var other = CreateTestProbe("other");
        Request(node: other);
        Watch(Node);

        Sys.Stop(Node);
        await ExpectTerminatedAsync(Node);

        var again = Assert.Single((await other.ExpectMsgAsync<Lease>()).Jobs);
        Assert.Equal((lost.Job, lost.Fence + 1), (again.Job, again.Fence));
    }

    [Fact]
    public async Task A_slot_that_asked_again_through_a_new_actor_is_not_lost_with_the_old_one()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        var kept = await Lease(slot: 0);
        var lost = await Lease(slot: 1);
        var again = CreateTestProbe("again");
        Tell(new RequestWork(kept.Slot, kept.Incarnation, kept.RequestId, Given.Cpu, 16, [Given.Program]), again);
        await again.ExpectMsgAsync<Lease>();
        var other = CreateTestProbe("other");
        Request(slot: 0, node: other);
        Request(slot: 1, node: other);
        await Ready();
        for (var turn = 0; turn < 2; turn++) await View(); // the study has refused both

        Sys.Stop(Node);

        Assert.Equal(lost.Jobs[0].Job, (await other.ExpectMsgAsync<Lease>()).Jobs[0].Job);
        await Finish(kept.Jobs[0], node: again);
    }

    [Fact]
    public async Task A_node_cut_off_the_cluster_loses_its_jobs_only_to_a_slot_that_asks()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        var first = await Lease(slot: 0);
        var second = await Lease(slot: 1);
        var scheduler = await Sys.ActorSelection(Coordinator.Path / "scheduler").ResolveOne(RemainingOrDefault);
        scheduler.Tell(new SchedulerActor.NodeLost(Node.Ref.Path.Address));

        await Finish(first.Jobs[0]);
        var other = CreateTestProbe("other");
        var again = await Lease(node: other);

        Assert.Equal((second.Jobs[0].Job, 2L), (again.Jobs[0].Job, again.Jobs[0].Fence));
        Tell(new Finished(second.Jobs[0].Job, second.Jobs[0].Fence, Given.Completed()));
        await Node.ExpectMsgAsync<Superseded>();
    }

    [Fact]
    public async Task A_failed_attempt_is_retried_after_its_back_off_and_given_up_in_the_end()
    {
        await Submit(Given.Study(cells: 1, seeds: 1, maxAttempts: 2));
        var first = Assert.Single((await Lease(1)).Jobs);
        Tell(new AttemptFailed(first.Job, first.Fence, "exit code 137"));
        await Node.ExpectMsgAsync<OutcomeStored>();

        Request(2);
        await AwaitConditionAsync(async () =>
        {
            await Pass(TimeSpan.FromSeconds(1));
            return Node.HasMessages;
        }, TimeSpan.FromSeconds(30));
        var second = Assert.Single((await Node.ExpectMsgAsync<Lease>()).Jobs);
        Tell(new AttemptFailed(second.Job, second.Fence, "exit code 137"));
        await Node.ExpectMsgAsync<OutcomeStored>();

        var view = await View();
        Assert.Equal((1L, 1), (view.Jobs.Failed, view.Cells[0].Failed));
        Assert.True(view.IsFinished);
        Assert.Null(view.Cells[0].Estimates[0].Mean);
    }

    [Fact]
    public async Task A_request_waits_until_there_is_work()
    {
        Request();
        await Coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), RemainingOrDefault);

        await Submit(Given.Study());

        await Node.ExpectMsgAsync<Lease>();
    }

    [Fact]
    public async Task A_study_whose_program_no_node_has_waits()
    {
        await Submit(Given.Study(program: new("no-op", "2", null)));
        Request();
        await View();

        await Submit(Given.Study(name: "other"));

        Assert.Equal("other", Assert.Single((await Node.ExpectMsgAsync<Lease>()).Jobs).Job.Study.Name);
    }

    [Fact]
    public async Task Studies_take_turns()
    {
        await Submit(Given.Study(name: "one"));
        await Submit(Given.Study(name: "two"));

        List<string> served = [];
        for (var slot = 0; slot < 4; slot++) served.Add((await Lease(slot: slot)).Jobs[0].Job.Study.Name);

        Assert.Equal(["one", "two", "one", "two"], served);
    }

    [Fact]
    public async Task A_fence_above_the_journal_proves_the_coordinator_stale_and_it_stops_without_an_answer()
    {
        await Submit(Given.Study());
        var job = Assert.Single((await Lease()).Jobs);
        Watch(Coordinator);

        Tell(new Finished(job.Job, job.Fence + 1, Given.Completed()));

        await ExpectTerminatedAsync(Coordinator);
        await Node.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_slot_that_renews_keeps_its_lease_and_a_silent_one_loses_it_to_the_next_that_asks()
    {
        await Submit(Given.Study(cells: 1, seeds: 2));
        var renewing = await Lease(slot: 0);
        var silent = await Lease(slot: 1);
        var other = CreateTestProbe("other");
        Request(node: other);

        for (var third = 0; third < 4; third++)
        {
            Tell(new Renew(
                renewing.Slot, renewing.Incarnation,
                [.. renewing.Jobs.Select(job => new HeldJob(job.Job, job.Fence))]));
            await Coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), RemainingOrDefault);
            await Pass(Options.LeasePeriod / 3);
        }

        Assert.Equal(silent.Jobs[0].Job, (await other.ExpectMsgAsync<Lease>()).Jobs[0].Job);
        await Finish(renewing.Jobs[0]);
    }

    [Fact]
    public async Task A_coordinator_that_slept_gives_every_lease_a_fresh_period()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var lease = await Lease(slot: 0);
        var other = CreateTestProbe("other");
        Request(node: other);
        await Coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), RemainingOrDefault);

        Clock.Advance(10 * Options.LeasePeriod);

        await Coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), RemainingOrDefault);
        await other.ExpectNoMsgAsync(TimeSpan.Zero);
        await Finish(lease.Jobs[0]);
    }

    [Fact]
    public async Task A_renewal_of_a_job_leased_anew_is_superseded()
    {
        await Submit(Given.Study(cells: 1, seeds: 1));
        var old = await Lease(1);
        await Lease(1, slot: 0, incarnation: 2);

        Tell(new Renew(old.Slot, 1, [new HeldJob(old.Jobs[0].Job, old.Jobs[0].Fence)]));

        Assert.Equal(old.Jobs[0].Fence, (await Node.ExpectMsgAsync<Superseded>()).Fence);
    }

    [Fact]
    public async Task An_offered_program_is_known_to_fronts_also_after_a_restart()
    {
        var description = new ProgramDescription("no-op", "1", null, "Does nothing.", [], [], null, 16);
        var json = System.Text.Json.JsonSerializer.Serialize(description, ApiJson.Default.ProgramDescription);
        Tell(new OfferProgram("node", 1, json));
        Assert.Equal(Given.Program, (await Node.ExpectMsgAsync<ProgramKnown>()).Program);

        await Restart();

        var known = await Coordinator.Ask<IReadOnlyList<ProgramDescription>>(new GetPrograms(), RemainingOrDefault);
        Assert.Equal(("no-op", 16), (Assert.Single(known).Name, known[0].MaxLanes));
    }

    [Fact]
    public async Task The_program_offered_last_under_a_name_comes_first_also_after_a_restart()
    {
        foreach (var version in (string[])["1", "2", "10", "2", "2"])
        {
            var description = new ProgramDescription("no-op", version, null, "Does nothing.", [], [], null, 16);
            Tell(new OfferProgram(
                "node", 1, System.Text.Json.JsonSerializer.Serialize(description, ApiJson.Default.ProgramDescription)));
            await Node.ExpectMsgAsync<ProgramKnown>();
        }

        await Restart();

        var known = await Coordinator.Ask<IReadOnlyList<ProgramDescription>>(new GetPrograms(), RemainingOrDefault);
        Assert.Equal(["2", "10", "1"], known.Select(program => program.Version));
        var journal = Sys.ActorOf(JournalReader<CatalogueEvent.ProgramDescribed>.Props("catalogue"));
        Assert.Equal(
            4, (await journal.Ask<IReadOnlyList<CatalogueEvent.ProgramDescribed>>("read", RemainingOrDefault)).Count);
    }

    [Fact]
    public async Task What_is_no_program_description_stays_unanswered_and_harms_nobody()
    {
        Tell(new OfferProgram("node", 1, "{ \"name\": 7 }"));

        Assert.Empty(await Coordinator.Ask<IReadOnlyList<ProgramDescription>>(new GetPrograms(), RemainingOrDefault));
        await Node.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task An_unknown_study_is_said_to_be_unknown_and_the_nearest_one_named()
    {
        await Submit(Given.Study());

        Assert.Equal(
            Spirals, (await Coordinator.Ask<UnknownStudy>(new GetStudy(new("spiral")), RemainingOrDefault)).Nearest);
        Assert.IsType<UnknownStudy>(
            await Coordinator.Ask<object>(new WatchStudy(new("spiral"), Node), RemainingOrDefault));
    }

    [Fact]
    public async Task Jobs_come_in_pages_by_cell_and_seed_whether_touched_or_not()
    {
        await Submit(Given.Study(cells: 2, seeds: 2));
        await Finish(Assert.Single((await Lease()).Jobs), 0.25);

        var first = await Coordinator.Ask<JobPage>(new GetJobs(Spirals, 0, 3), RemainingOrDefault);
        var second = await Coordinator.Ask<JobPage>(new GetJobs(Spirals, first.Next!.Value, 3), RemainingOrDefault);

        Assert.Equal([(0, 0), (0, 1), (1, 0)], first.Jobs.Select(job => (job.Cell, job.Seed)));
        Assert.Equal(
            (JobOutcome.Completed, 1L, 0.25),
            (first.Jobs[0].Outcome, first.Jobs[0].Attempts, first.Jobs[0].Finals[0].Value));
        Assert.Null(first.Jobs[1].Outcome);
        Assert.Equal((1, 1), (Assert.Single(second.Jobs).Cell, second.Jobs[0].Seed));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Studies_are_listed_by_name_and_sources_kept()
    {
        await Submit(Given.Study(name: "b"));
        await Submit(Given.Study(name: "a"));

        var views = await Coordinator.Ask<IReadOnlyList<StudyView>>(new GetStudies(), RemainingOrDefault);
        var source = await Coordinator.Ask<StudySource>(new GetStudySource(new("a")), RemainingOrDefault);

        Assert.Equal(["a", "b"], views.Select(view => view.Study));
        Assert.Equal(("name: spirals", "a"), (source.Source, source.Specification.Name.Name));
    }

    private async Task<StudyView> View() => await Coordinator.Ask<StudyView>(new GetStudy(Spirals), RemainingOrDefault);

    /// <summary>Lets time pass tick by tick, as a coordinator that is awake sees it.</summary>
    private async Task Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Options.Tick)
        {
            Clock.Advance(Options.Tick);
            await Coordinator.Ask<IReadOnlyList<NodeView>>(new GetNodes(), RemainingOrDefault);
        }
    }
}
