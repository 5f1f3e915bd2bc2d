namespace Seedbed.Cli;

/// <summary>What the process's exit code means. Documented in the README and in <c>seedbed --help</c>.</summary>
internal static class ExitCode
{
    /// <summary>Every job completed or diverged; a plan or a description was printed.</summary>
    public const int Success = 0;

    /// <summary>The study ended and at least one job failed.</summary>
    public const int JobsFailed = 1;

    /// <summary>
    /// The arguments or the study file have mistakes, and nothing was started; or nobody accepted that the study begins
    /// anew with another program or other data, and nothing was changed.
    /// </summary>
    public const int Invalid = 2;

    /// <summary>A process died too often, or a file could not be read or written.</summary>
    public const int Infrastructure = 3;

    /// <summary>Stopped by Ctrl+C or SIGTERM; what is done is kept.</summary>
    public const int Interrupted = 130;
}
