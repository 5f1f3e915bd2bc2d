namespace Seedbed.Training.Data;

using Seedbed.Training.Programs;

/// <summary>
/// Rows by the part they fall into. In-domain rows fall to training, validation or test by their split key and the split
/// seed alone, whatever other rows there are, so shares hold on average; rows of every other domain are a part of their own.
/// </summary>
public sealed record Partition(
    IReadOnlyList<LabelledText> Training,
    IReadOnlyList<LabelledText> Validation,
    IReadOnlyList<LabelledText> Test,
    IReadOnlyDictionary<string, IReadOnlyList<LabelledText>> OtherDomains)
{
    public static Partition Of(IEnumerable<LabelledText> rows, DataDeclaration declaration)
    {
        var (training, validation, test) = (new List<LabelledText>(), new List<LabelledText>(), new List<LabelledText>());
        var others = declaration.Domains.Where(domain => domain != declaration.InDomain)
            .ToDictionary(domain => domain, _ => new List<LabelledText>());
        var split = declaration.Split;

        foreach (var row in rows)
        {
            if (row.Domain is not null && row.Domain != declaration.InDomain)
            {
                others[row.Domain].Add(row);
                continue;
            }

            var fraction = KeyedFraction.Of(split.Seed, "split", row.SplitKey);
            var part = fraction < split.Validation ? validation : fraction < split.Validation + split.Test ? test : training;
            part.Add(row);
        }

        return new(training, validation, test, others.ToDictionary(other => other.Key, other => (IReadOnlyList<LabelledText>)other.Value));
    }
}
