namespace Seedbed.Coordinator.Tests.Http;

using System.Net;
using System.Net.Http.Json;
using System.Text;
using Seedbed.Coordinator.Tests.Store;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;

public class SubmissionApiTests(TemporaryStores stores) : IClassFixture<TemporaryStores>
{
    internal const string Study = """
        name: tiny
        program: no-op
        seeds: 3
        configs:
          baseline: { points: 2 }
        report: { metrics: [score] }
        """;

    internal static readonly ProgramDescription Program = new(
        "no-op", "1", null, "Reports points, then ends.",
        [new("points", ParameterType.Integer, "1", 0, 100, null, null, "How many.", PerLane: false)],
        [new("score", MetricScope.Final, MetricDirection.HigherIsBetter, 0, null, "Some score.")],
        null, MaxLanes: 8);

    private static readonly ProgramDescription Classifier = Program with
    {
        Name = "classifier",
        Data = new([new("text", true, "What is classified."), new("label", true, "The class.")], []),
    };

    private const string StudyOfData = """
        name: small
        program: classifier
        data:
          path: small.csv
          text: text
          label: label
          split: { by: hash, of: text, validation: 0.1, test: 0.1, seed: 1 }
        seeds: 3
        configs:
          baseline: { points: 2 }
        report: { metrics: [score] }
        """;

    [Fact]
    public async Task A_valid_study_is_submitted_as_it_was_written()
    {
        SubmitStudy? submitted = null;
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => new[] { Program },
            SubmitStudy submit => Accept(submitted = submit),
            _ => null,
        });

        var answer = await Post(api, new(Study, Lanes: 2, null));
        var accepted = await answer.Content.ReadFromJsonAsync(ApiJson.Default.SubmissionAccepted);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(new SubmissionAccepted("tiny", 1, 3, 3), accepted);
        Assert.Equal(
            (Study, 2, 3L), (submitted!.Source, submitted.Specification.Lanes, submitted.Specification.Seeds.Count));
    }

    [Fact]
    public async Task A_study_without_new_jobs_is_accepted_again()
    {
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => new[] { Program },
            SubmitStudy submit => new StudyAccepted(submit.Specification.Name, 1, 3, 0),
            _ => null,
        });

        Assert.Equal(HttpStatusCode.OK, (await Post(api, new(Study, null, null))).StatusCode);
    }

    [Fact]
    public async Task A_study_begun_with_another_program_is_a_conflict_until_the_change_is_accepted()
    {
        StudyChanges changes = new([new("program", "no-op 0", "no-op 1")], Results: 2, NewJobs: 3);
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => new[] { Program },
            SubmitStudy { AcceptsChanges: false } submit =>
                new ChangesNotAccepted(submit.Specification.Name, changes),
            SubmitStudy submit => Accept(submit),
            _ => null,
        });

        var refused = await Post(api, new(Study, null, null));
        var conflict = await refused.Content.ReadFromJsonAsync(ApiJson.Default.SubmissionConflict);
        var accepted = await Post(api, new(Study, null, null, AcceptChanges: true));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Created), (refused.StatusCode, accepted.StatusCode));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("tiny", 2L, 3L), (conflict!.Study, conflict.Changes.Results, conflict.Changes.NewJobs));
        Assert.Equal(changes.Changes, conflict.Changes.Changes);
        Assert.Contains("program: no-op 0 → no-op 1", conflict.Detail, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", conflict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_waits_for_a_node_to_offer_its_program()
    {
        var looks = 0;
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => Interlocked.Increment(ref looks) > 4 ? new[] { Program } : [],
            SubmitStudy submit => Accept(submit),
            _ => null,
        });

        Assert.Equal(HttpStatusCode.Created, (await Post(api, new(Study, null, null))).StatusCode);
    }

    /// <summary>Takes as long as the coordinator waits for a node.</summary>
    [Fact]
    public async Task A_study_that_was_checked_against_a_program_which_nobody_brings_is_for_later_and_not_mistaken()
    {
        await using var api = await ApiUnderTest.Start(
            question => question is GetPrograms ? Array.Empty<ProgramDescription>() : null);

        var answer = await Post(api, new(Study, null, null, Program.Identity));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(
            "No trainer has offered no-op", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_for_the_latest_version_of_its_program()
    {
        SubmitStudy? submitted = null;
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => new[] { Program with { Version = "2" }, Program },
            SubmitStudy submit => Accept(submitted = submit),
            _ => null,
        });

        Assert.Equal(HttpStatusCode.Created, (await Post(api, new(Study, null, null))).StatusCode);
        Assert.Equal("2", submitted!.Specification.Program.Version);
    }

    [Fact]
    public async Task Every_mistake_is_reported_and_nothing_is_submitted()
    {
        await using var api = await ApiUnderTest.Start(question => question switch
        {
            GetPrograms => new[] { Program },
            SubmitStudy => throw new InvalidOperationException("A study with mistakes was submitted."),
            _ => null,
        });

        var answer = await Post(api, new(
            Study.Replace("points: 2", "pionts: 2", StringComparison.Ordinal)
                .Replace("seeds: 3", "seeds: none", StringComparison.Ordinal), null, null));
        var refused = await answer.Content.ReadFromJsonAsync(ApiJson.Default.SubmissionRefused);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal([3, 5], refused!.Mistakes.Select(mistake => mistake.Line));
        Assert.Contains("points", refused.Mistakes[1].Message, StringComparison.Ordinal);
    }

    [Theory, InDirectory, InPostgres]
    public async Task A_study_is_held_against_its_data_wherever_the_store_is(StorageKind kind)
    {
        var store = await stores.Create(kind);
        await using var api = await ApiUnderTest.Start(
            question => question switch
            {
                GetPrograms => new[] { Classifier },
                SubmitStudy submit => Accept(submit),
                _ => null,
            },
            store.Open());
        var data = "text,label\n"u8.ToArray().Concat(
            Enumerable.Range(0, 40).SelectMany(i => Encoding.UTF8.GetBytes($"word{i},{i % 2}\n"))).ToArray();
        await api.Client.PutAsync($"store/{Contents.HashOf(data)}", new ByteArrayContent(data));
        var before = await store.CountEverything();

        var accepted = await Post(api, new(StudyOfData, null, Contents.HashOf(data).Hex));
        var refused = await Post(api, new(
            StudyOfData.Replace("label: label", "label: lable", StringComparison.Ordinal), null,
            Contents.HashOf(data).Hex));

        Assert.Equal(
            (HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (accepted.StatusCode, refused.StatusCode));
        Assert.Contains("label", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await store.CountEverything());
    }

    [Fact]
    public async Task Data_that_is_not_in_the_store_is_asked_for()
    {
        await using var api = await ApiUnderTest.Start(_ => null);

        var answer = await Post(api, new(Study, null, new string('a', 64)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("put the data there first", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task A_body_that_is_no_submission_is_refused(string body)
    {
        await using var api = await ApiUnderTest.Start(_ => null);

        Assert.Equal(
            HttpStatusCode.BadRequest, (await api.Client.PostAsync("studies", new StringContent(body))).StatusCode);
    }

    internal static Task<HttpResponseMessage> Post(ApiUnderTest api, Submission submission) =>
        api.Client.PostAsJsonAsync("studies", submission, ApiJson.Default.Submission);

    private static StudyAccepted Accept(SubmitStudy submit) =>
        new(submit.Specification.Name, 1, submit.Specification.Seeds.Count, submit.Specification.Seeds.Count);
}
