namespace Seedbed.Architecture.Tests;

using Xunit;

/// <summary>How types are named and closed.</summary>
public class TypeRuleTests
{
    /// <summary>Words that say nothing about what a type is.</summary>
    private static readonly string[] Empty =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Base", "Impl", "Data", "Info", "Common", "Misc"];

    public static TheoryData<string> Projects => [.. Project.All.Select(project => project.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void A_name_says_what_the_type_is(string name) =>
        Assert.DoesNotContain(
            TypesOf(name), type => Empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Projects))]
    public void A_type_is_sealed_static_or_made_to_be_derived_from(string name) =>
        Assert.DoesNotContain(TypesOf(name), type => !type.IsClosed);

    [Theory, MemberData(nameof(Projects))]
    public void A_namespace_begins_with_its_project(string name) =>
        Assert.All(TypesOf(name), type =>
            Assert.StartsWith($"Seedbed.{name}.", $"{type.Namespace}.", StringComparison.Ordinal));

    private static IReadOnlyList<WrittenType> TypesOf(string name) => new Project(name).Types();
}
