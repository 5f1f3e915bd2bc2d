namespace Seedbed.Messages.Tests.Studies;

using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using Seedbed.Data;
using Seedbed.Messages.Studies;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

/// <summary>What editors are told of study files agrees with how they are read.</summary>
public sealed class StudySchemaTests : IDisposable
{
    private static readonly DirectoryInfo Root = RepositoryRoot();
    private static readonly string SchemaText = File.ReadAllText(
        Path.Combine(Root.FullName, "docs", "study.schema.json"));
    private static readonly Dictionary<string, Type> LimitsOf =
        new Type[] { typeof(StudyLimits), typeof(DataLimits) }.ToDictionary(type => type.Name);
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    public static TheoryData<string> Shipped =>
        [.. Root.GetDirectories("studies").SelectMany(studies => studies.GetFiles("*.yaml")).Select(file => file.FullName), "Stress", "Plain", "Checkpoints", "Standing"];

    [Theory, MemberData(nameof(Shipped))]
    public async Task A_valid_study_fits_the_schema(string study)
    {
        var text = study switch { "Stress" => Workshop.Stress, "Plain" => Workshop.Plain, "Checkpoints" => Workshop.Plain + "checkpoints: { seconds: 0.5, epochs: 5, keep: true }\n", "Standing" => Workshop.Plain + "weight: 0.001\npriority: -1000\n", _ => await File.ReadAllTextAsync(study) };

        Assert.Empty(await Validate(text));
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("words.IDX")]
    [InlineData("words.tar")]
    [InlineData("words.npy")]
    [InlineData("[words.tsv]")]
    [InlineData("[images.idx3-ubyte, labels.csv.gz]")]
    public async Task A_path_of_each_format_fits_the_schema(string path) =>
        Assert.Empty(await Validate(Workshop.Stress.Replace("words.tsv", path)));

    [Theory]
    [InlineData("name: stress", "nam: stress")]
    [InlineData("name: stress", "name: Stress Study")]
    [InlineData("seeds: 5", "seeds: 0")]
    [InlineData("seeds: 5", "seeds: [1, 1]")]
    [InlineData("seeds: 5", "seeds: { inti: 5 }")]
    [InlineData("seeds: 5", "seeds: five")]
    [InlineData("seeds: 5", "seeds: 5\nselect: best test.macro_f1")]
    [InlineData("seeds: 5", "seeds: 5\nmax-attempts: 0")]
    [InlineData("seeds: 5", "seeds: 5\ngrid: { shift: 3 }")]
    [InlineData("seeds: 5", "seeds: 5\ncheckpoints: 30")]
    [InlineData("seeds: 5", "seeds: 5\ncheckpoints: { seconds: 0 }")]
    [InlineData("seeds: 5", "seeds: 5\ncheckpoints: { seconds: 86401 }")]
    [InlineData("seeds: 5", "seeds: 5\ncheckpoints: { epochs: 0 }")]
    [InlineData("seeds: 5", "seeds: 5\ncheckpoints: { keep: 1 }")]
    [InlineData("seeds: 5", "seeds: 5\nweight: 0")]
    [InlineData("seeds: 5", "seeds: 5\nweight: 1001")]
    [InlineData("seeds: 5", "seeds: 5\nweight: heavy")]
    [InlineData("seeds: 5", "seeds: 5\npriority: 1.5")]
    [InlineData("seeds: 5", "seeds: 5\npriority: -1001")]
    [InlineData("epochs: 6", "epochs: [6]")]
    [InlineData("  baseline: {", "  base line: {")]
    [InlineData("of: research, set: { positions", "off: research, set: { positions")]
    [InlineData("{ of: research, set: { positions: none } }", "{ of: research }")]
    [InlineData("path: words.tsv", "path: words.txt")]
    [InlineData("path: words.tsv", "path: []")]
    [InlineData("path: words.tsv", "path: [words.tsv, words.txt]")]
    [InlineData("path: words.tsv", "path: [words.tsv, words.tsv]")]
    [InlineData("by: hash", "by: chance")]
    [InlineData("validation: 0.1", "validation: 10%")]
    [InlineData("metrics: [", "metric: [")]
    public async Task A_mistaken_study_neither_fits_the_schema_nor_is_read(string valid, string mistaken)
    {
        var text = Workshop.Stress.Replace(valid, mistaken);

        Assert.NotEmpty(await Validate(text));
        Assert.NotEmpty(workshop.Read(text).Mistakes);
    }

    [Theory]
    [InlineData("", "name: stress", "zzz: stress")]
    [InlineData("/properties/seeds/oneOf/1", "seeds: 5", "seeds: { zzz: 5 }")]
    [InlineData("/$defs/data", "path: words.tsv", "zzz: words.tsv")]
    [InlineData("/$defs/split", "by: hash", "zzz: hash")]
    [InlineData("/$defs/ablation", "{ of: research, set: { positions: none } }", "{ zzz: research }")]
    [InlineData("/properties/checkpoints", "seeds: 5", "seeds: 5\ncheckpoints: { zzz: 5 }")]
    [InlineData("/$defs/report", "report: { metrics", "report: { zzz")]
    public void Schema_and_reader_know_the_same_keys(string pointer, string valid, string mistaken)
    {
        var schema = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            JsonNode.Parse(SchemaText)!, (node, part) =>
                node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);

        var message = workshop.Read(Workshop.Stress.Replace(valid, mistaken)).Mistakes
            .Single(mistake => mistake.Message.Contains("'zzz' is no key", StringComparison.Ordinal)).Message;
        var allowed = message[(message.IndexOf("Allowed: ", StringComparison.Ordinal) + 9)..].TrimEnd('.').Split(", ");

        Assert.Equal(schema["properties"]!.AsObject().Select(property => property.Key).Order(), allowed.Order());
    }

    public static TheoryData<string> Limits =>
        [.. from owner in LimitsOf from limit in owner.Value.GetFields() select $"{owner.Key}.{limit.Name}"];

    [Theory, MemberData(nameof(Limits))]
    public async Task Every_limit_is_documented(string limit)
    {
        var value = Convert.ToDecimal(
            LimitsOf[limit.Split('.')[0]].GetField(limit.Split('.')[1])!.GetValue(null), CultureInfo.InvariantCulture);

        var limits = (await File.ReadAllTextAsync(Path.Combine(Root.FullName, "docs", "studies.md"))).Split("## Limits")[1];

        Assert.Contains($"| {value.ToString("#,0.###", CultureInfo.InvariantCulture)} ", limits);
    }

    private static async Task<IEnumerable<string>> Validate(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var schema = await JsonSchema.FromJsonAsync(SchemaText.Replace("$defs", "definitions"));   // NJsonSchema resolves only the older word
        return schema.Validate(Json(stream.Documents[0].RootNode)!.ToJsonString()).Select(error => error.ToString());
    }

    /// <summary>
    /// As an editor's YAML server reads it: plain texts that look like a number, a flag or nothing are that.
    /// </summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode table => new JsonObject(
            table.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Json(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } quoted => JsonValue.Create(quoted.Value),
        YamlScalarNode { Value: "" or "null" or "~" } => null,
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(bool.Parse(flag.Value)),
        YamlScalarNode plain when long.TryParse(plain.Value, CultureInfo.InvariantCulture, out var whole) =>
            JsonValue.Create(whole),
        YamlScalarNode plain when double.TryParse(plain.Value, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };

    private static DirectoryInfo RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Cluster.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException(
                "Cluster.sln is above no folder of the tests.");
        return directory;
    }
}
