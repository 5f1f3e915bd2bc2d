namespace Seedbed.Cli.Running;

/// <summary>What <c>seedbed run</c> was asked for.</summary>
/// <param name="Slots">Null for one per device or core.</param>
/// <param name="Lanes">Overrides the study's <c>lanes</c>; null leaves it.</param>
/// <param name="Results">The folder for results and state.</param>
internal sealed record RunOptions(int? Slots, int? Lanes, string Results);
