namespace Seedbed.Messages.Studies.Reading;

using System.Text;
using Seedbed.Data;

/// <summary>
/// How long a study becomes on the wire, counted instead of written: writing compiles a serializer, which costs a
/// second.
/// </summary>
internal static class SpecificationSize
{
    /// <summary>MessagePack's longest head of a text, list or table, and its longest number with its head.</summary>
    private const int Head = 5;
    private const int Number = 9;

    /// <summary>Heads and numbers of everything that a specification has once, generously.</summary>
    private const int Fixed = 512;

    /// <summary>Bytes of the specification as MessagePack, or a few more.</summary>
    public static int AtMost(StudySpecification study) =>
        Fixed
        + Texts([study.Name.Name, study.Program.Name, study.Program.Version, study.Program.ContentHash])
        + Texts([study.Selection.BestBy, study.Report.Against])
        + Texts(study.Report.Metrics)
        + (study.Report.Declared ?? []).Sum(Metric) + (study.Report.TunedBy is { } tunedBy ? Metric(tunedBy) : 0)
        + study.Seeds.Axes.Sum(axis => Head + Text(axis.Source) + Number + (axis.Listed?.Count * Number ?? 0))
        + Table(study.Defaults)
        + Texts(study.PerLane ?? [])
        + Table(study.Base)
        + study.Grid.Sum(axis => Head + Text(axis.Parameter) + Texts(axis.Values))
        + study.Configs.Sum(config => Head + Text(config.Name) + Table(config.Set))
        + study.Ablations.Sum(ablation => Head + Text(ablation.Name) + Text(ablation.Of) + Table(ablation.Set))
        + (study.Data is { } data ? Data(data) : 0);

    private static int Metric(ReportedMetric metric) =>
        Texts([metric.Name, metric.Metric, metric.Part, metric.Unit]) + 4 * Number;

    private static int Data(DataSpecification data) =>
        Texts([data.Content.Hex, data.FileName, data.Split.By, data.Split.Of])
        + Texts([.. data.InDomain ?? Enumerable.Empty<string>()])
        + Head + data.Columns.Sum(role => Text(role.Key) + Texts(role.Value) + Text(role.Key) + Number)
        + Texts(data.Domains);

    private static int Table(IReadOnlyDictionary<string, string> table) =>
        Head + table.Sum(entry => Text(entry.Key) + Text(entry.Value));

    private static int Texts(IReadOnlyList<string?> texts) => Head + texts.Sum(Text);

    /// <summary>A text below 32 bytes has a head of one byte, as nearly all have.</summary>
    private static int Text(string? text)
    {
        var bytes = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        return bytes + (bytes < 32 ? 1 : Head);
    }
}
