namespace Seedbed.Cli.Running;

using Seedbed.Messages.Http;

/// <summary>How a study stood when its results were written.</summary>
/// <param name="Failures">The first failed jobs, with their reasons.</param>
internal sealed record StudyEnd(StudyView View, IReadOnlyList<JobRow> Failures)
{
    public int ExitCode => (View.IsFinished, View.Jobs.Failed + View.Jobs.Cancelled) switch
    {
        (false, _) => Cli.ExitCode.Interrupted,
        (true, 0) => Cli.ExitCode.Success,
        (true, _) => Cli.ExitCode.JobsFailed,
    };
}
