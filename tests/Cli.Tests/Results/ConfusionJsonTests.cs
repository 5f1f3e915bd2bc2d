namespace Seedbed.Cli.Tests.Results;

using System.Text;
using Seedbed.Cli.Results;
using Seedbed.Messages.Studies;
using Xunit;
using static Seedbed.Cli.Tests.Specifications;

public class ConfusionJsonTests
{
    [Fact]
    public async Task Each_evaluation_stands_on_its_line_with_the_job_it_belongs_to()
    {
        var study = Study(null, new GridAxis("learning-rate", ["0.1"]));
        var stream = new MemoryStream();
        var confusion = new ConfusionJson(stream, study, new JobColumns(study));
        var grid = new Dictionary<string, string> { ["learning-rate"] = "0.1" };

        await confusion.BeginAsync();
        await confusion.WriteAsync(Job(0, 0, grid: grid), """{"test":1}"""u8.ToArray());
        await confusion.WriteAsync(Job(1, 1, grid: grid, ablation: "no-momentum"), "{}"u8.ToArray());
        await confusion.EndAsync();

        Assert.Equal(
            """
            {"study":"demo","program":"mlp-teacher 1","jobs":[
            {"config":"base","ablation":null,"grid":{"learning-rate":"0.1"},"seed":{"seed":0},"evaluation":{"test":1}},
            {"config":"base","ablation":"no-momentum","grid":{"learning-rate":"0.1"},"seed":{"seed":1},"evaluation":{}}
            ]}

            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(stream.ToArray()));
    }
}
