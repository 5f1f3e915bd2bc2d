namespace Seedbed.TrainerNode.Tests.Programs;

using System.Globalization;
using System.Text.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.TrainerNode.Programs;
using Xunit;
using ParameterType = Seedbed.Training.Programs.ParameterType;

public class BuiltInProgramsTests
{
    public static TheoryData<string> Names => [.. BuiltInPrograms.All.Select(program => program.Description.Name)];

    [Fact]
    public void There_are_three_in_ordinal_order() =>
        Assert.Equal(
            ["factor-classifier", "misbehave", "mlp-teacher", "no-op", "sequence-classifier"],
            BuiltInPrograms.All.Select(program => program.Description.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_default_is_a_value_the_parameter_allows(string name)
    {
        var description = BuiltInPrograms.All.Single(program => program.Description.Name == name).Description;

        Assert.All(description.Parameters, parameter =>
        {
            var isAllowed = parameter.Type switch
            {
                ParameterType.Integer =>
                    IsWithin(parameter, long.Parse(parameter.Default, CultureInfo.InvariantCulture)),
                ParameterType.Number =>
                    IsWithin(parameter, double.Parse(parameter.Default, CultureInfo.InvariantCulture)),
                ParameterType.Choice => parameter.Choices!.Contains(parameter.Default),
                _ => parameter.Default is "true" or "false",
            };
            Assert.True(isAllowed, parameter.Name);
            Assert.EndsWith(".", parameter.Summary, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_description_uses_the_words_that_studies_are_validated_by(string name)
    {
        var description = BuiltInPrograms.All.Single(program => program.Description.Name == name).Description;

        Assert.Equal(
            description.Metrics.Select(metric => $"{metric.Name}: {metric.Scope}, {metric.Direction}"),
            Described(name).Metrics.Select(metric => $"{metric.Name}: {metric.Scope}, {metric.Direction}"));
        Assert.Equal(
            description.Parameters.Select(parameter => $"{parameter.Name}: {parameter.Type}"),
            Described(name).Parameters.Select(parameter => $"{parameter.Name}: {parameter.Type}"));
        Assert.Equal(description.Metrics.Count, description.Metrics.Select(metric => metric.Name).Distinct().Count());
        var names = description.Parameters.Select(parameter => parameter.Name);
        Assert.Equal(description.Parameters.Count, names.Distinct().Count());
        using var json = JsonDocument.Parse(description.ToJson());
        Assert.Equal(name, json.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public void The_shipped_studies_are_valid_for_the_programs_as_they_describe_themselves()
    {
        var root = RepositoryRoot();
        ProgramDescription[] programs = [.. BuiltInPrograms.All.Select(program => Described(program.Description.Name))];

        Assert.All(Directory.GetFiles(Path.Combine(root, "studies"), "*.yaml"), study => Assert.Empty(
            StudyFile.Read(File.ReadAllText(study), programs, path => Path.Combine(root, "studies", path)).Mistakes));
    }

    [Fact]
    public void Every_width_and_number_of_heads_that_may_be_chosen_go_together()
    {
        var parameters = Described("sequence-classifier").Parameters.ToDictionary(parameter => parameter.Name);

        Assert.All(parameters["heads"].Choices!, heads =>
            Assert.Equal(0, parameters["width"].MultipleOf % int.Parse(heads, CultureInfo.InvariantCulture)));
    }

    /// <summary>As the command line tool and the coordinator read what the program writes.</summary>
    private static ProgramDescription Described(string name) => JsonSerializer.Deserialize(
        BuiltInPrograms.All.Single(program => program.Description.Name == name).Description.ToJson(),
        ApiJson.Default.ProgramDescription)!;

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Cluster.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException(
                "Cluster.sln is above no folder of the tests.");
        return directory.FullName;
    }

    private static bool IsWithin(Seedbed.Training.Programs.Parameter parameter, double value) =>
        (parameter.MultipleOf is not { } factor || value % factor == 0)
        && value >= (parameter.Minimum ?? double.MinValue) && value <= (parameter.Maximum ?? double.MaxValue);
}
