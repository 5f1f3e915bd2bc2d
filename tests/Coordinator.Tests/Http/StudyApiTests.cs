namespace Seedbed.Coordinator.Tests.Http;

using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Akka.Actor;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;

public class StudyApiTests
{
    [Fact]
    public async Task A_study_is_shown_as_the_coordinator_has_it()
    {
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetStudy { Study.Name: "stress" } => View(version: 7),
            GetStudies => new[] { View(version: 7) },
            _ => null,
        });

        Assert.Equal(7, (await api.Client.GetFromJsonAsync("studies/stress", ApiJson.Default.StudyView))?.Version);
        var studies = await api.Client.GetFromJsonAsync("studies", ApiJson.Default.IReadOnlyListStudyView);
        Assert.Equal("stress", Assert.Single(studies!).Study);
    }

    [Theory]
    [InlineData("studies/stres")]
    [InlineData("studies/stres/live")]
    [InlineData("studies/stres/jobs")]
    [InlineData("studies/stres/curves")]
    [InlineData("studies/stres/source")]
    public async Task An_unknown_study_is_answered_with_the_nearest_name(string path)
    {
        await using var api = await ApiUnderTest.Start(
            question => question is GetPrograms ? null : new UnknownStudy(new("stres"), new StudyId("stress")));

        var answer = await api.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("'stress'", await DetailOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_cannot_be_a_study_is_answered_with_the_rule()
    {
        await using var api = await ApiUnderTest.Start(_ => null);

        var answer = await api.Client.GetAsync("studies/No_Study");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(StudyId.Rule, await DetailOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_are_fetched_page_by_page_and_written_as_lines()
    {
        await using var api = await ApiUnderTest.Start(question => question is GetJobs page
            ? new JobPage([Row((int)page.After), Row((int)page.After + 1)], page.After < 4 ? page.After + 2 : null)
            : null);

        var lines = (await api.Client.GetStringAsync("studies/stress/jobs"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [0, 1, 2, 3, 4, 5], lines.Select(line => JsonSerializer.Deserialize(line, ApiJson.Default.JobRow)!.Seed));
    }

    [Fact]
    public async Task Live_views_follow_each_other_and_never_go_back()
    {
        var watching = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var api = await ApiUnderTest.Start(question =>
        {
            if (question is not WatchStudy watch) return null;
            watching.SetResult(watch.Subscriber);
            return View(version: 3);
        });

        await using var stream = await api.Client.GetStreamAsync("studies/stress/live");
        await using var views = SseParser.Create(
            stream, (_, json) => JsonSerializer.Deserialize(json, ApiJson.Default.StudyView)!)
            .EnumerateAsync().GetAsyncEnumerator();
        Assert.True(await views.MoveNextAsync());
        Assert.Equal(3, views.Current.Data.Version);

        var subscriber = await watching.Task;
        subscriber.Tell(View(version: 3));
        subscriber.Tell(View(version: 5));
        Assert.True(await views.MoveNextAsync());
        Assert.Equal(5, views.Current.Data.Version);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_subscription()
    {
        var watching = new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var api = await ApiUnderTest.Start(question =>
        {
            if (question is not WatchStudy watch) return null;
            watching.SetResult(watch.Subscriber);
            return View(version: 1);
        });

        var stream = await api.Client.GetStreamAsync("studies/stress/live");
        var ended = (await watching.Task).WatchAsync();
        await stream.DisposeAsync();

        Assert.True(await ended);
    }

    [Fact]
    public async Task A_host_that_stops_ends_its_live_streams()
    {
        var api = await ApiUnderTest.Start(question => question is WatchStudy ? View(version: 1) : null);
        using var reader = new StreamReader(await api.Client.GetStreamAsync("studies/stress/live"));
        await reader.ReadLineAsync();

        var stopping = api.DisposeAsync();

        while (await reader.ReadLineAsync() is not null) { }
        await stopping;
    }

    internal static StudyView View(long version) => new(
        "stress", version, new ProgramIdentity("no-op", "1", null), ["test.score"], new(1, 1, 0, 0, 0, 0, 0), 1, [],
        []);

    private static JobRow Row(int seed) => new(
        0, seed, "baseline", null, new Dictionary<string, string>(), SeedVector.Of(seed), null, null, 0, 0, null, null,
        null, [], [], []);

    private static async Task<string> DetailOf(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
