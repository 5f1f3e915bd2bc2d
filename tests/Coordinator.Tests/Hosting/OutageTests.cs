namespace Seedbed.Coordinator.Tests.Hosting;

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Akka.Actor;
using Akka.Hosting;
using Seedbed.Coordinator.Http;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Tests.Http;
using Seedbed.Coordinator.Tests.Postgres;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using Xunit;
using static Seedbed.Messages.Work.WorkProtocol;

/// <summary>The whole coordinator, and a PostgreSQL server that goes away and comes back.</summary>
public sealed class OutageTests : IDisposable
{
    private static readonly Device Cpu = new("cpu", "x86-64");

    /// <summary>Of a node, before it repeats itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [PostgresTheory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task An_outage_pauses_leasing_loses_nothing_and_ends_by_itself(string mode)
    {
        await using var server = await PostgresServer.Start();
        var journal = await JournalOn(server);
        await using (var api = await ApiUnderTest.Start(_directory.Path, journal))
        {
            await Submit(api);
            var first = await Lease(api, slot: 0);
            await Repeat<OutcomeStored>(api, Completed(first, 0.25));
            var second = await Lease(api, slot: 0, request: 2);

            await server.Down(mode);
            Assert.Equal(1, (await View(api)).Jobs.Completed);                   // which needs no journal
            Assert.Contains("cannot be reached", await Refusal(api, "studies/tiny/curves"), StringComparison.Ordinal);
            Assert.False(await IsAcknowledged(api, Completed(second, 0.5)));
            Assert.Contains("PostgreSQL database 'grid'", await Refusal(api, "/health"), StringComparison.Ordinal);
            Assert.Contains("Study 'tiny' is not open", await Refusal(api, "studies/tiny"), StringComparison.Ordinal);
            Assert.Contains("cannot be reached", await Refusal(api, "studies"), StringComparison.Ordinal);
            Assert.Contains("asking again is safe", await Refusal(Resubmit(api)), StringComparison.Ordinal);
            Assert.False(await IsAcknowledged(api, Completed(second, 0.5)));
            Assert.False(await IsAcknowledged(api, Request(slot: 1)));

            await server.Up();
            await Repeat<OutcomeStored>(api, Completed(second, 0.5));
            var third = await Lease(api, slot: 1);
            await Repeat<OutcomeStored>(api, Completed(third, 0.75));
            Assert.Equal("ok\n", await api.Client.GetStringAsync("/health"));
        }

        await using var again = await ApiUnderTest.Start(_directory.Path, journal);
        var study = await View(again);
        Assert.Equal(3, study.Jobs.Completed);
        Assert.Equal((0.5, 3), (study.Cells[0].Estimates[0].Mean, study.Cells[0].Estimates[0].N));
    }

    /// <summary>The catalogue's writes fail, too: the whole coordinator starts again.</summary>
    [PostgresFact]
    public async Task A_study_submitted_in_an_outage_is_refused_and_accepted_afterwards()
    {
        await using var server = await PostgresServer.Start();
        await using var api = await ApiUnderTest.Start(_directory.Path, await JournalOn(server));
        await Repeat<ProgramKnown>(api, Offer);

        await server.Down("fast");
        Assert.Contains("cannot be reached", await Refusal(Resubmit(api)), StringComparison.Ordinal);
        await server.Up();

        var answer = await Resubmit(api);
        while (answer.StatusCode == HttpStatusCode.ServiceUnavailable) answer = await Resubmit(api);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static OfferProgram Offer { get; } = new(
        "node-a", 1, JsonSerializer.Serialize(SubmissionApiTests.Program, ApiJson.Default.ProgramDescription));

    private static async Task<IJournal> JournalOn(PostgresServer server)
    {
        var address = TemporaryJournals.Address(await server.Create("grid"));
        var journal = new PostgresJournal(address, TimeProvider.System, PostgresJournal.Patience);
        await journal.Prepare(_ => { }, CancellationToken.None);
        return journal;
    }

    private static async Task Submit(ApiUnderTest api)
    {
        await Repeat<ProgramKnown>(api, Offer);
        Assert.Equal(HttpStatusCode.Created, (await Resubmit(api)).StatusCode);
    }

    private static async Task<StudyView> View(ApiUnderTest api) =>
        (await api.Client.GetFromJsonAsync("studies/tiny", ApiJson.Default.StudyView))!;

    private static Task<HttpResponseMessage> Resubmit(ApiUnderTest api) =>
        SubmissionApiTests.Post(api, new(SubmissionApiTests.Study, null, null));

    private static async Task<LeasedJob> Lease(ApiUnderTest api, int slot, long request = 1) =>
        Assert.Single((await Repeat<Lease>(api, Request(slot, request))).Jobs);

    private static RequestWork Request(int slot, long id = 1) =>
        new(new("node-a", slot), 1, id, Cpu, 1, [SubmissionApiTests.Program.Identity]);

    private static Finished Completed(LeasedJob job, double score) => new(
        job.Job, job.Fence, new(JobOutcome.Completed, null, [new("score", score)], 0, [], 0.1, Cpu));

    /// <summary>Says it until it is answered, as a node does.</summary>
    private static async Task<T> Repeat<T>(ApiUnderTest api, IWorkMessage message)
    {
        while (true)
        {
            if (await Answer(api, message) is { } answer) return Assert.IsType<T>(answer);
        }
    }

    private static async Task<bool> IsAcknowledged(ApiUnderTest api, IWorkMessage message) =>
        await Answer(api, message) is not null;

    private static async Task<object?> Answer(ApiUnderTest api, IWorkMessage message)
    {
        try
        {
            return await ActorRegistry.For(api.Host.System).Get<CoordinatorFront>().Ask<object>(message, Patience);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static Task<string> Refusal(ApiUnderTest api, string path) => Refusal(api.Client.GetAsync(path));

    private static async Task<string> Refusal(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
