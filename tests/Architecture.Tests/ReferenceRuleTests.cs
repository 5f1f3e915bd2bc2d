namespace Seedbed.Architecture.Tests;

using Xunit;

/// <summary>Who may reference whom. A project that is not in the table belongs into it first.</summary>
public class ReferenceRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Data"] = [],
        ["Messages"] = ["Data"],
        ["Statistics"] = [],
        ["Analysis"] = ["Data", "Messages", "Statistics"],
        ["Training"] = ["Data"],
        ["Coordinator"] = ["Analysis", "Data", "Messages", "Statistics"],
        ["TrainerNode"] = ["Data", "Messages", "Training"],
        ["Cli"] = ["Data", "Messages", "Statistics"],
    };

    public static TheoryData<string> Projects => [.. Project.All.Select(project => project.Name)];

    [Fact]
    public void Every_project_has_its_rule() =>
        Assert.Equal(Allowed.Keys.Order(), Project.All.Select(project => project.Name));

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_it_may(string name) =>
        Assert.Subset(Allowed[name].ToHashSet(), new Project(name).References.ToHashSet());

    [Theory, MemberData(nameof(Projects))]
    public void An_assembly_names_only_what_its_project_may(string name) =>
        Assert.Subset(
            Allowed[name].Select(allowed => $"Seedbed.{allowed}").ToHashSet(),
            new Project(name).AssemblyReferences()
                .Where(reference => reference.StartsWith("Seedbed", StringComparison.OrdinalIgnoreCase)).ToHashSet());

    [Fact]
    public void Only_the_command_line_tool_is_built_after_the_executables_it_starts()
    {
        Assert.Equal(["Coordinator", "TrainerNode"], new Project("Cli").BuiltBefore.Order());
        Assert.All(Project.All.Where(project => project.Name != "Cli"), project => Assert.Empty(project.BuiltBefore));
    }

    [Theory]
    [InlineData("Data")]
    [InlineData("Messages")]
    [InlineData("Coordinator")]
    [InlineData("Cli")]
    public void TorchSharp_never_comes_near(string name) =>
        Assert.DoesNotContain(new Project(name).Closure(), IsTorch);

    [Fact]
    public void TorchSharp_is_seen_where_it_is() => Assert.Contains(new Project("TrainerNode").Closure(), IsTorch);

    [Theory]
    [InlineData("Data")]
    [InlineData("Training")]
    public void Akka_never_comes_near(string name) =>
        Assert.DoesNotContain(
            new Project(name).Closure(), library => library.StartsWith("Akka", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("Coordinator", "Seedbed.TrainerNode")]
    [InlineData("TrainerNode", "Seedbed.Coordinator")]
    public void Coordinator_and_node_know_each_other_only_by_messages(string name, string other) =>
        Assert.DoesNotContain(other, new Project(name).Closure());

    private static bool IsTorch(string library) => library.Contains("torch", StringComparison.OrdinalIgnoreCase);
}
