namespace Seedbed.Messages.Studies;

/// <summary>One point of config × ablation: everything about a job but its seed.</summary>
/// <param name="Index">Position in the cells of its own specification; see <see cref="StudyIndex"/> for the one jobs are named by.</param>
/// <param name="Ablation">Null for a config itself.</param>
/// <param name="Grid">Grid parameters and their values at this cell, in axis order; empty without a grid.</param>
/// <param name="Parameters">Every parameter of the program in canonical form, by name.</param>
public sealed record Cell(
    int Index,
    string Config,
    string? Ablation,
    IReadOnlyList<KeyValuePair<string, string>> Grid,
    IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Such as <c>research · no-positions · learning-rate=0.001</c>.</summary>
    public string Label => string.Join(" · ", Parts());

    /// <summary>
    /// What the cell is known by: SHA-256 of the program's identity, the data's content and declaration, the selection and the
    /// canonical parameters. Equal keys are the same cell in whatever study file they stand, whatever its config is called
    /// and wherever the data file lies.
    /// </summary>
    /// <param name="specification">The one the cell came from.</param>
    public ContentHash Key(StudySpecification specification)
    {
        using var hash = new CanonicalHash("seedbed cell 1");
        hash.Add(specification.Program.Name);
        hash.Add(specification.Program.Version);
        hash.Add(specification.Program.ContentHash);
        hash.Add(specification.Selection.BestBy);
        Add(hash, specification.Data);
        hash.Add(Parameters);
        return hash.Finish();
    }

    /// <summary>Size and domains are left out: content and columns decide them.</summary>
    private static void Add(CanonicalHash hash, DataSpecification? data)
    {
        hash.Add(data is not null);
        if (data is null) return;

        hash.Add(data.Content.Hex);
        hash.Add(DataFormat.EndingOf(data.FileName));
        hash.Add(data.Columns);
        hash.Add(data.InDomain);
        hash.Add(data.Classes);
        hash.Add(data.Take);
        hash.Add(data.Split.By);
        hash.Add(data.Split.Of);
        hash.Add(data.Split.Prefix);
        hash.Add(data.Split.Validation);
        hash.Add(data.Split.Test);
        hash.Add(data.Split.Seed);
    }

    private IEnumerable<string> Parts()
    {
        yield return Config;
        if (Ablation is not null) yield return Ablation;
        foreach (var (parameter, value) in Grid) yield return $"{parameter}={value}";
    }
}
