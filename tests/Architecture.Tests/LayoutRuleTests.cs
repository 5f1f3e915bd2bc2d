namespace Seedbed.Architecture.Tests;

using Xunit;

/// <summary>What a line may be, wherever C# is written.</summary>
public class LayoutRuleTests
{
    private const int Columns = 120;

    /// <summary>Not yet wrapped. A folder or file leaves this list when its lines are; none may come into it.</summary>
    private static readonly string[] NotYet =
    [
        "tests/Messages.Tests", "tests/TrainerNode.Tests/Programs/CoinProgram.cs",
    ];

    [Fact]
    public void No_line_is_longer_than_120_columns()
    {
        var tooLong =
            from file in SourceTree.Files
            where !NotYet.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
            from line in SourceTree.Lines(file)
            where line.Text.Length > Columns
            select $"{file}:{line.Number} has {line.Text.Length} columns";

        Assert.True(!tooLong.Any(), string.Join('\n', tooLong));
    }

    [Fact]
    public void The_tree_is_found() => Assert.Contains("tests/Architecture.Tests/LayoutRuleTests.cs", SourceTree.Files);
}
