namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Programs;
using static Seedbed.Messages.Journal.CatalogueEvent;

/// <summary>Which studies and programs there are, folded from the stream <c>catalogue</c>.</summary>
/// <param name="Programs">
/// The latest description of each identity, as the node wrote it; the identity described last comes last.
/// </param>
public sealed record CatalogueState(
    ImmutableSortedSet<string> Studies, ImmutableList<(ProgramIdentity Identity, string Description)> Programs)
{
    public static CatalogueState Empty { get; } = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), []);

    /// <summary>By name; of one name, the identity offered last comes first.</summary>
    public IReadOnlyList<ProgramDescription> Descriptions =>
        [.. Programs.Reverse()
            .Select(program => Read(program.Description))
            .OrderBy(program => program.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Whether this is the description of the identity offered last under its name: offered again, it says nothing new.
    /// </summary>
    public bool IsLatest(ProgramIdentity identity, string description) =>
        Programs.FindLast(program => program.Identity.Name == identity.Name) == (identity, description);

    /// <exception cref="UnreachableException">There is no rule for the event.</exception>
    public CatalogueState Apply(CatalogueEvent @event) => @event switch
    {
        StudyListed listed => this with { Studies = Studies.Add(listed.Study.Name) },
        ProgramDescribed described => With(Read(described.Description).Identity, described.Description),
        _ => throw new UnreachableException($"No rule for {@event.GetType().Name}."),
    };

    private CatalogueState With(ProgramIdentity identity, string description) =>
        this with
        {
            Programs = Programs.RemoveAll(program => program.Identity == identity).Add((identity, description)),
        };

    /// <exception cref="JsonException">Not a program description.</exception>
    public static ProgramDescription Read(string description) =>
        JsonSerializer.Deserialize(description, ApiJson.Default.ProgramDescription)
        ?? throw new JsonException("The description is empty.");
}
