namespace Seedbed.Cli.Tests.Results;

using System.Text.Json;
using Seedbed.Cli.Results;
using Xunit;

public class EnvironmentReportTests
{
    [Theory]
    [InlineData("Clocks decide, too."), InlineData(null)]
    public async Task It_says_what_the_program_does_not_guarantee(string? guarantees)
    {
        var program = Specifications.Classifier() with { Guarantees = guarantees };

        var report = await EnvironmentReport.GatherAsync(
            typeof(EnvironmentReport).Assembly.Location, Specifications.Study(), program, [Specifications.Cpu], "/");

        var json = JsonSerializer.SerializeToElement(report, ResultsJson.Readable.EnvironmentReport);
        Assert.Equal(guarantees, json.GetProperty("guarantees").GetString());
    }
}
