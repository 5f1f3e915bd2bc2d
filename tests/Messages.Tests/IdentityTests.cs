namespace Seedbed.Messages.Tests;

using System.Text.Json;
using Seedbed.Data;
using Seedbed.Messages;
using Xunit;

public class IdentityTests
{
    private static readonly string Hex = new('7', 64);

    private sealed record Named(StudyId Study, ContentHash Content);

    [Fact]
    public void Ids_are_plain_strings_in_JSON()
    {
        var json = JsonSerializer.Serialize(new Named(new("stress"), new(Hex)));

        Assert.Equal($$"""{"Study":"stress","Content":"{{Hex}}"}""", json);
        Assert.Equal(new Named(new("stress"), new(Hex)), JsonSerializer.Deserialize<Named>(json));
    }

    [Theory]
    [InlineData("""{"Study":"Stress Test"}""", "Expected a study name")]
    [InlineData("""{"Study":7}""", "Expected a study name")]
    [InlineData("""{"Content":"abc"}""", "Expected a SHA-256")]
    [InlineData("""{"Content":null}""", "Expected a SHA-256")]
    public void What_is_no_id_is_refused(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Named>(json)).Message);
}
