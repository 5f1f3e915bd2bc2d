namespace Seedbed.Data.Surveys;

using Seedbed.Data.Partitions;

/// <summary>What rows are counted by.</summary>
/// <param name="Label">Empty if the study names no label column.</param>
/// <param name="Part">The one part that the row falls into.</param>
/// <param name="Domain">Null if the study names no domain column.</param>
public readonly record struct Stratum(string Label, string Part, string? Domain)
{
    /// <summary>
    /// Every part that its rows are evaluated in: with several training domains the test rows of each are a part, too.
    /// </summary>
    public IEnumerable<string> PartsIn(DataSpecification data) =>
        Part == PartNames.Test && Domain is not null && data.InDomain is { Count: > 1 } ? [Part, Domain] : [Part];
}
