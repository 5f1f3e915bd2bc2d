namespace Seedbed.Cli.Api;

using Seedbed.Messages.Http;

/// <summary>
/// The coordinator refused a study that was begun with another program or other data; nothing was changed. The message
/// is for the person who ran the command.
/// </summary>
internal sealed class ChangesNotAcceptedException(string study, StudyChanges changes) : Exception(
    $"{Describe(study, changes)}\nWith --accept-changes it begins anew; under another 'name' it runs beside that.")
{
    /// <summary>What is another than before, and what would follow.</summary>
    public string Description { get; } = Describe(study, changes);

    private static string Describe(string study, StudyChanges changes) => string.Join('\n',
    [
        $"Study '{study}' was begun with something else, so none of its cells is the same any more:",
        .. changes.Changes.Select(change => $"  {change}"),
        $"{Count(changes.Results, "result")} would be kept apart, and {Count(changes.NewJobs, "job")} would run.",
    ]);

    private static string Count(long number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
