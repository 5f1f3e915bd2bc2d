namespace Seedbed.Cli.Tests.Progress;

using Seedbed.Cli.Progress;
using Seedbed.Messages.Http;
using Xunit;
using static Seedbed.Cli.Tests.Progress.Views;

public class StudyTableTests
{
    private static readonly StudyView View = Of(
        new(6, 0, 0, 5, 1, 0, 0),
        Cell(0, null, 0, new("loss", 3, 0.5, 0.01, 0.49, 0.51), new("accuracy", 3, 0.91234, 0.00004, 0.9, 0.92)),
        Cell(
            1, "no-momentum", 1, new("loss", 2, 12345.678, null, 0, 1e-7), new("accuracy", 0, null, null, null, null)));

    [Fact]
    public void A_cell_has_a_row_per_metric_and_says_how_many_seeds_have_a_value() =>
        Assert.Equal(
            """
              cell                 metric       n         mean ± sd      min      max   diverged   failed
            ───────────────────────────────────────────────────────────────────────────────────────────────
              base                 loss       3/3   0.5000 ± 0.0100   0.4900   0.5100          0        0
                                   accuracy   3/3    0.9123 ± 4E-05   0.9000   0.9200
              base · no-momentum   loss       2/3             12346   0.0000    1E-07          1        0
                                   accuracy   0/3                 –        –        –
            """, Plain(StudyTable.Of(View, limit: 10)));

    [Fact]
    public void Cancelled_jobs_have_a_column_once_there_are_any()
    {
        var cells = View.Cells.Select(cell => cell with { Cancelled = 3 }).ToList();
        var lines = Plain(StudyTable.Of(Of(new(6, 0, 0, 0, 0, 0, 6), cells), limit: 10)).Split('\n');

        Assert.EndsWith("failed   cancelled", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("        3", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_beyond_the_limit_are_counted_not_forgotten() =>
        Assert.EndsWith(
            "… and 1 more cells (all are in results.csv)", Plain(StudyTable.Of(View, limit: 1)),
            StringComparison.Ordinal);
}
