namespace Seedbed.TrainerNode.Tests.Programs;

using System.Globalization;
using System.Text.Json;
using Seedbed.Messages.Programs;
using Seedbed.TrainerNode.Programs;
using Xunit;

public class BuiltInProgramsTests
{
    public static TheoryData<string> Names => [.. BuiltInPrograms.All.Select(program => program.Description.Name)];

    [Fact]
    public void There_are_three_in_ordinal_order() =>
        Assert.Equal(["mlp-teacher", "no-op", "sequence-classifier"], BuiltInPrograms.All.Select(program => program.Description.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_default_is_a_value_the_parameter_allows(string name)
    {
        var description = BuiltInPrograms.All.Single(program => program.Description.Name == name).Description;

        Assert.All(description.Parameters, parameter =>
        {
            var isAllowed = Enum.Parse<ParameterType>(parameter.Type) switch
            {
                ParameterType.Integer => IsWithin(parameter, long.Parse(parameter.Default, CultureInfo.InvariantCulture)),
                ParameterType.Number => IsWithin(parameter, double.Parse(parameter.Default, CultureInfo.InvariantCulture)),
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

        Assert.All(description.Metrics, metric =>
        {
            Assert.True(Enum.TryParse<MetricScope>(metric.Scope, out _), metric.Scope);
            Assert.True(Enum.TryParse<MetricDirection>(metric.Direction, out _), metric.Direction);
        });
        Assert.Equal(description.Metrics.Count, description.Metrics.Select(metric => metric.Name).Distinct().Count());
        Assert.Equal(description.Parameters.Count, description.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        using var json = JsonDocument.Parse(description.ToJson());
        Assert.Equal(name, json.RootElement.GetProperty("name").GetString());
    }

    private static bool IsWithin(Seedbed.Training.Programs.Parameter parameter, double value) =>
        value >= (parameter.Minimum ?? double.MinValue) && value <= (parameter.Maximum ?? double.MaxValue);
}
