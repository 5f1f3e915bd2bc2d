namespace Seedbed.Cli.Running;

using Seedbed.Cli.Local;

/// <summary>What <c>seedbed run</c> was asked for.</summary>
/// <param name="Lanes">Overrides the study's <c>lanes</c>; null leaves it.</param>
/// <param name="Results">The folder for results and state.</param>
internal sealed record RunOptions(TrainerOptions Trainer, int? Lanes, string Results);
