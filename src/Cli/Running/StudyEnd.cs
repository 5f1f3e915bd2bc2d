namespace Seedbed.Cli.Running;

using Seedbed.Cli.Results;
using Seedbed.Messages.Http;

/// <summary>How a study stood when its results were written.</summary>
internal sealed record StudyEnd(StudyView View, ResultsSummary Results)
{
    public int ExitCode => (View.IsFinished, View.Jobs.Failed + View.Jobs.Cancelled) switch
    {
        (false, _) => Cli.ExitCode.Interrupted,
        (true, 0) => Cli.ExitCode.Success,
        (true, _) => Cli.ExitCode.JobsFailed,
    };
}
