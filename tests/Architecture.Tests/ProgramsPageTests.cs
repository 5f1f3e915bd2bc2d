namespace Seedbed.Architecture.Tests;

using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

/// <summary><c>docs/programs.md</c> says what the code says.</summary>
public sealed partial class ProgramsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "programs.md"));

    /// <summary>C# on the page, each with the file that the last link before it names.</summary>
    private static IReadOnlyList<(string Path, string Code)> Passages { get; } =
    [
        .. CSharpBlock().Matches(Page).Select(code =>
            (SourceLink().Matches(Page[..code.Index])[^1].Groups["path"].Value, code.Groups["text"].Value)),
    ];

    [Fact]
    public void Code_on_the_page_is_a_passage_of_the_file_that_it_names()
    {
        var strange = Passages.Where(passage => !IsIn(
            [.. SourceTree.Lines(passage.Path).Select(line => line.Text)], passage.Code.TrimEnd().Split('\n')));

        Assert.True(!strange.Any(), string.Join('\n', strange.Select(it => $"{it.Path} has no passage\n{it.Code}")));
    }

    [Fact]
    public void Every_step_is_quoted() =>
        Assert.Equal(
            Enumerable.Range(1, 5).Select(step => $"examples/FiveSteps/Step{step}.cs"),
            Passages.Select(passage => passage.Path).Distinct()
                .Where(path => path.Contains("/Step", StringComparison.Ordinal)).Order());

    [Fact]
    public void The_tables_name_every_layer_loss_optimiser_and_metric_there_is_and_nothing_else()
    {
        string[] tabled = ["Seedbed.Training.Lanes", "Seedbed.Training.Optimisers", "Seedbed.Training.Metrics"];
        var there = new Project("Training").Types()
            .Where(type => tabled.Contains(type.Namespace) && IsPublic(type)).Select(type => type.Name);
        var named = FirstCell().Matches(Section("What there is"))
            .SelectMany(cell => Name().Matches(cell.Value)).Select(name => name.Groups["name"].Value);

        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    /// <summary>Whether the lines stand there one after another, all indented alike.</summary>
    private static bool IsIn(string[] written, string[] quoted) =>
        Enumerable.Range(0, Math.Max(0, written.Length - quoted.Length + 1)).Any(first =>
        {
            if (!written[first].EndsWith(quoted[0], StringComparison.Ordinal)) return false;
            var indent = written[first][..^quoted[0].Length];
            return string.IsNullOrWhiteSpace(indent) && quoted.Index().All(line =>
                written[first + line.Index] == (line.Item.Length == 0 ? "" : indent + line.Item));
        });

    private static string Section(string title) =>
        Page.Split("\n## ").Single(section => section.StartsWith($"{title}\n", StringComparison.Ordinal));

    /// <summary>Top-level types: what is nested goes with its own.</summary>
    private static bool IsPublic(WrittenType type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;

    [GeneratedRegex(@"^```csharp\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(\.\./(?<path>[\w/.]+\.cs)\)")]
    private static partial Regex SourceLink();

    [GeneratedRegex(@"^\| `.*? \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();
}
