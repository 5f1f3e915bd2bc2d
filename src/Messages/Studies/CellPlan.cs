namespace Seedbed.Messages.Studies;

/// <summary>
/// The cells of a study, by position, computed when asked for: configs, then ablations, each times the grid, the last
/// grid axis fastest. <c>cell = variant × grid points + point</c>.
/// </summary>
public sealed class CellPlan(StudySpecification specification)
{
    public StudySpecification Specification { get; } = specification;

    public int Count => throw new NotImplementedException();

    /// <exception cref="ArgumentOutOfRangeException">There is no cell at this position.</exception>
    public Cell this[int index] => throw new NotImplementedException();
}

/// <summary>One point of config × ablation: everything about a job but its seed.</summary>
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
    public string Label => throw new NotImplementedException();

    /// <summary>
    /// What the cell is known by: SHA-256 of the program's identity, the data's content and declaration, the selection and the
    /// canonical parameters. Equal keys are the same cell in whatever study file they stand.
    /// </summary>
    public ContentHash Key(StudySpecification specification) => throw new NotImplementedException();
}
