namespace Seedbed.Cli.Results;

using System.Diagnostics;
using Seedbed.Messages.Work;

/// <summary>Outcomes as files and tables name them.</summary>
internal static class OutcomeText
{
    public static string Of(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Completed => "completed",
        JobOutcome.Diverged => "diverged",
        JobOutcome.Failed => "failed",
        JobOutcome.Cancelled => "cancelled",
        _ => throw new UnreachableException($"No word for {outcome}."),
    };
}
