namespace Seedbed.TrainerNode.Tests.Programs;

using System.Runtime.CompilerServices;
using Seedbed.TrainerNode.Programs.Coin;
using Seedbed.Training.Programs;
using Xunit;

/// <summary>The program that the README shows to those who bring their own.</summary>
public class OwnProgramTests
{
    [Fact]
    public void The_readme_shows_it_as_it_is_compiled()
    {
        var folder = Path.GetDirectoryName(Here()) ?? ".";
        var source = File.ReadAllText(Path.Combine(folder, "CoinProgram.cs")).ReplaceLineEndings("\n");

        var readme = File.ReadAllText(Path.Combine(folder, "../../../README.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{source}```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lane_learns_the_same_alone_and_in_a_pack()
    {
        var alone = RecordedLane.Train(new CoinProgram(), [new(Seeds.Of(7))])[0];
        var packed = RecordedLane.Train(new CoinProgram(), [new(Seeds.Of(3)), new(Seeds.Of(7))])[1];

        Assert.Equal(100, alone.Points.Count);
        Assert.Equal(alone.Points, packed.Points);
        Assert.InRange(alone.Finals!["error"], 0, 0.2); // four standard deviations of 100 fair tosses
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
