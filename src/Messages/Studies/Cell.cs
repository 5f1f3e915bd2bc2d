namespace Seedbed.Messages.Studies;

using Seedbed.Data;

/// <summary>One point of config × ablation: everything about a job but its seed.</summary>
/// <param name="Index">
/// Position in the cells of its own specification; see <see cref="StudyIndex"/> for the one jobs are named by.
/// </param>
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
    /// What the cell is known by: SHA-256 of the program's identity, the data's content and declaration, the
    /// selection and the canonical parameters. Equal keys are the same cell in whatever study file they stand,
    /// whatever its config is called and wherever the data file lies.
    /// </summary>
    /// <param name="specification">The one the cell came from.</param>
    public ContentHash Key(StudySpecification specification)
    {
        var hash = new CanonicalHash("seedbed cell 1");
        CellContext.AddTo(hash, specification);
        hash.Add(Parameters);
        return hash.Finish();
    }

    private IEnumerable<string> Parts()
    {
        yield return Config;
        if (Ablation is not null) yield return Ablation;
        foreach (var (parameter, value) in Grid) yield return $"{parameter}={value}";
    }
}
