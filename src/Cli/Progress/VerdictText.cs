namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;
using Spectre.Console;

/// <summary>How a verdict reads, with what a reader must know to take it right.</summary>
internal static class VerdictText
{
    public static string Of(ComparisonView row)
    {
        var verdict = row.Verdict.ToString().ToLowerInvariant();
        string?[] remarks =
        [
            row.BeyondMargin switch { true => "by more than the margin", false => "margin not excluded", null => null },
            row.Incomplete ? "incomplete: a job has no result" : null,
            row.Beyond > 0 ? $"{row.Beyond} more wait for earlier seeds" : null,
            row.MoreSeeds is { } more ? $"~{more} more" : null,
            row.Note,
        ];
        var said = string.Join("; ", remarks.Where(remark => remark is not null));
        return said.Length == 0 ? verdict : $"{verdict} ({said})";
    }

    public static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Better => new Style(Color.Green),
        Verdict.Worse => new Style(Color.Red),
        Verdict.Undecided => new Style(Color.Grey),
        _ => Style.Plain,
    };
}
