namespace Seedbed.TrainerNode.Slot;

using Seedbed.Data;
using Seedbed.Training.Programs;

/// <summary>
/// What a program and a study's data section declare, read once for all packs of a study. Not thread-safe.
/// </summary>
public sealed class Declarations
{
    /// <summary>Studies that a slot works on in turn are few; what is forgotten is read again.</summary>
    private const int MaxKnown = 64;
    private readonly Dictionary<(string Program, string? Data), Declared> _known = [];

    /// <param name="data">The study's data section as JSON; null for a program without data.</param>
    /// <exception cref="System.Text.Json.JsonException">Not a data section.</exception>
    public Declared Of(ProgramDescription program, string? data)
    {
        if (_known.TryGetValue((program.Name, data), out var known)) return known;

        var declaration = data is null ? null : DataSpecification.FromJson(data);
        if (_known.Count == MaxKnown) _known.Clear();
        return _known[(program.Name, data)] = new(declaration, new(program, declaration));
    }
}

/// <param name="Data">Null for a program without data.</param>
/// <param name="Metrics">What the program may report for the data.</param>
public sealed record Declared(DataSpecification? Data, DeclaredMetrics Metrics);
