namespace Seedbed.Analysis;

using Seedbed.Messages.Http;
using Seedbed.Messages.Studies;

/// <summary>
/// The comparisons of a study, each at equal grid points: every other config and every ablation against the config
/// named <c>against</c>, and every ablation against the config it takes from. With the metrics of the report they are
/// the family that multiplicity is adjusted for.
/// </summary>
public static class ComparisonPlan
{
    /// <summary>Comparisons × metrics beyond which nothing is compared while a study runs.</summary>
    public const int MaxMembers = 400_000;

    /// <summary>Comparisons × metrics.</summary>
    public static long Members(StudySpecification study) =>
        (long)Variants(study).Count() * GridPoints(study) * study.Report.Metrics.Count;

    /// <summary>Why nothing is compared; null if something is.</summary>
    public static string? WhyNone(StudySpecification study) => Members(study) switch
    {
        0 => "nothing is compared: 'report.against' names no config, and there are no ablations",
        _ when study.Report.Declared is null =>
            "submitted before verdicts were kept: submit the study again to see its comparisons",
        > MaxMembers and var members =>
            $"{members} comparisons are more than the {MaxMembers} that are kept while a study runs",
        _ => null,
    };

    public static IEnumerable<Comparison> Of(StudySpecification study)
    {
        var points = GridPoints(study);
        return from pair in Variants(study)
               from point in Enumerable.Range(0, points)
               select new Comparison(pair.Kind, pair.Left * points + point, pair.Right * points + point);
    }

    /// <summary>Pairs of variants: configs, then ablations, in the plan's order.</summary>
    private static IEnumerable<Comparison> Variants(StudySpecification study)
    {
        var positions = study.Configs.Select((config, position) => (config.Name, position))
            .ToDictionary(entry => entry.Name, entry => entry.position);
        int? against = study.Report.Against is { } name ? positions[name] : null;
        for (var config = 0; config < study.Configs.Count; config++)
            if (against is { } baseline && config != baseline)
                yield return new(ComparisonKind.Config, config, baseline);

        for (var i = 0; i < study.Ablations.Count; i++)
        {
            var (ablation, of) = (study.Configs.Count + i, positions[study.Ablations[i].Of]);
            yield return new(ComparisonKind.Ablation, ablation, of);
            if (against is { } baseline && of != baseline) yield return new(ComparisonKind.Config, ablation, baseline);
        }
    }

    private static int GridPoints(StudySpecification study) =>
        study.Grid.Aggregate(1, (product, axis) => product * axis.Values.Count);
}
