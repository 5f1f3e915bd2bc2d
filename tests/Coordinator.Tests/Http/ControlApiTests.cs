namespace Seedbed.Coordinator.Tests.Http;

using System.Net;
using System.Net.Http.Json;
using System.Text;
using Seedbed.Coordinator.Studies;
using Seedbed.Messages.Http;
using Xunit;
using static Seedbed.Coordinator.CoordinatorProtocol;

public class ControlApiTests
{
    private static readonly StudyControlled Done =
        new("stress", Changed: true, Cancelled: 3, Retried: 0, Paused: false, new(9, 0, 0, 6, 0, 0, 3));

    [Theory]
    [InlineData("pause", "", StudyVerb.Pause, null, null)]
    [InlineData("resume", "{}", StudyVerb.Resume, null, null)]
    [InlineData("cancel", "", StudyVerb.Cancel, null, null)]
    [InlineData("cancel", """{"cell":2,"reason":"diverges"}""", StudyVerb.Cancel, 2, null)]
    [InlineData("retry", """{"cell":2,"seed":5}""", StudyVerb.Retry, 2, 5)]
    public async Task What_is_posted_is_asked_of_the_coordinator(
        string verb, string body, StudyVerb asked, int? cell, int? seed)
    {
        ControlStudy? control = null;
        await using var api = await ApiUnderTest.Start(
            question => question is ControlStudy known ? (control = known, Done).Done : null);

        var answer = await api.Client.PostAsync($"studies/stress/{verb}", Json(body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Done, await answer.Content.ReadFromJsonAsync(ApiJson.Default.StudyControlled));
        Assert.Equal((asked, new JobScope(cell, seed)), (control!.Verb, control.Scope));
    }

    [Theory]
    [InlineData("pause", """{"cell":2}""", "leave cell and seed out")]
    [InlineData("cancel", """{"cell":"two"}""", "no selection of jobs")]
    [InlineData("cancel", "cell 2", "no selection of jobs")]
    public async Task What_cannot_be_meant_is_refused(string verb, string body, string expected)
    {
        await using var api = await ApiUnderTest.Start(_ => null);

        var answer = await api.Client.PostAsync($"studies/stress/{verb}", Json(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_is_not_there_is_answered_with_those_that_are()
    {
        await using var api = await ApiUnderTest.Start(question =>
            question is ControlStudy control ? new UnknownJobs(control.Study, "Its cells are 0 to 8.") : null);

        var answer = await api.Client.PostAsync("studies/stress/cancel", Json("""{"cell":9}"""));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("0 to 8", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_study_is_answered_with_the_nearest_name()
    {
        await using var api = await ApiUnderTest.Start(
            question => question is ControlStudy ? new UnknownStudy(new("stres"), new("stress")) : null);

        var answer = await api.Client.PostAsync("studies/stres/cancel", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("'stress'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
