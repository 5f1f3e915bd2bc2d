namespace Seedbed.Cli.Results;

using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;

/// <summary>What <c>seedbed run --json</c> prints: the table and how the study stands.</summary>
/// <param name="State"><c>finished</c> or <c>interrupted</c>.</param>
/// <param name="Results">The folder with the complete results.</param>
/// <param name="CellCount">
/// All cells; <paramref name="Cells"/> holds at most <see cref="StudyView.MaxCells"/> of them.
/// </param>
internal sealed record StudySummary(
    string Study,
    ProgramIdentity Program,
    string State,
    int ExitCode,
    string Results,
    double Seconds,
    JobCounts Jobs,
    int CellCount,
    IReadOnlyList<CellView> Cells,
    ComparisonsView? Comparisons);
