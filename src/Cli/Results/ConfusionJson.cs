namespace Seedbed.Cli.Results;

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;

/// <summary>
/// <c>confusion.json</c>: the confusion matrices and per-class scores of every job that kept them, one job a line,
/// written as they come:
/// <c>{"study":…,"program":…,"jobs":[{"config":…,"ablation":…,"grid":{…},"seed":{…},"evaluation":{…}},…]}</c>.
/// </summary>
internal sealed class ConfusionJson(Stream stream, StudySpecification study, JobColumns columns)
{
    /// <summary>The name programs attach their evaluation under.</summary>
    public const string Artifact = "evaluation.json";

    private string _separator = "\n";

    public Task BeginAsync() => WriteAsync(
        $"{{\"study\":{Quoted(study.Name.Name)},\"program\":{Quoted(study.Program.ToString())},\"jobs\":[");

    /// <param name="evaluation">The job's evaluation as its program wrote it: JSON.</param>
    public async Task WriteAsync(JobRow job, ReadOnlyMemory<byte> evaluation)
    {
        await WriteAsync(_separator);
        _separator = ",\n";
        await using var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("config", job.Config);
        json.WriteString("ablation", job.Ablation);
        json.WriteStartObject("grid");
        foreach (var axis in study.Grid) json.WriteString(axis.Parameter, job.Grid.GetValueOrDefault(axis.Parameter));
        json.WriteEndObject();
        json.WriteStartObject("seed");
        foreach (var (name, value) in columns.SeedNames.Zip(columns.SeedValuesOf(job.Seeds)))
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WritePropertyName("evaluation");
        json.WriteRawValue(evaluation.Span);
        json.WriteEndObject();
    }

    public Task EndAsync() => WriteAsync("\n]}\n");

    private static string Quoted(string text) => JsonSerializer.Serialize(text, ResultsJson.Readable.String);

    private async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
}
