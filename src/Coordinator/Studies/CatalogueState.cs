namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Programs;
using static Seedbed.Messages.Journal.CatalogueEvent;

/// <summary>Which studies and programs there are, folded from the stream <c>catalogue</c>.</summary>
/// <param name="Programs">The latest description of each identity, as the node wrote it.</param>
public sealed record CatalogueState(ImmutableSortedSet<string> Studies, ImmutableDictionary<ProgramIdentity, string> Programs)
{
    public static CatalogueState Empty { get; } =
        new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), ImmutableDictionary<ProgramIdentity, string>.Empty);

    /// <summary>By name, then version.</summary>
    public IReadOnlyList<ProgramDescription> Descriptions =>
        [.. Programs.Values.Select(Read)
            .OrderBy(program => program.Name, StringComparer.Ordinal)
            .ThenBy(program => program.Version, StringComparer.Ordinal)];

    /// <exception cref="UnreachableException">There is no rule for the event.</exception>
    public CatalogueState Apply(CatalogueEvent @event) => @event switch
    {
        StudyListed listed => this with { Studies = Studies.Add(listed.Study.Name) },
        ProgramDescribed described => this with
        {
            Programs = Programs.SetItem(Read(described.Description).Identity, described.Description),
        },
        _ => throw new UnreachableException($"No rule for {@event.GetType().Name}."),
    };

    /// <exception cref="JsonException">Not a program description.</exception>
    public static ProgramDescription Read(string description) =>
        JsonSerializer.Deserialize(description, ApiJson.Default.ProgramDescription) ?? throw new JsonException("The description is empty.");
}
