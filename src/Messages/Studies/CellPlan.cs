namespace Seedbed.Messages.Studies;

using Seedbed.Data;

/// <summary>
/// The cells of a study, by position, computed when asked for: configs, then ablations, each times the grid, the last
/// grid axis fastest. <c>cell = variant × grid points + point</c>. Asking for one cell costs nothing for the others.
/// </summary>
public sealed class CellPlan(StudySpecification specification)
{
    private readonly int gridPoints = specification.Grid.Aggregate(
        1, (product, axis) => checked(product * axis.Values.Count));

    public StudySpecification Specification { get; } = specification;

    public int Count => checked((Specification.Configs.Count + Specification.Ablations.Count) * gridPoints);

    /// <exception cref="ArgumentOutOfRangeException">There is no cell at this position.</exception>
    public Cell this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);

            var (variant, point) = Math.DivRem(index, gridPoints);
            var configs = Specification.Configs.Count;
            var ablation = variant < configs ? null : Specification.Ablations[variant - configs];
            var config = ablation is null
                ? Specification.Configs[variant]
                : Specification.Configs.First(candidate => candidate.Name == ablation.Of);
            var grid = GridPoint(point);
            return new Cell(index, config.Name, ablation?.Name, grid, Resolve(config, grid, ablation));
        }
    }

    /// <summary>Plans with equal keys have the same cells at the same positions, told without looking at one.</summary>
    public ContentHash Key()
    {
        var hash = new CanonicalHash("seedbed cells 1");
        CellContext.AddTo(hash, Specification);
        hash.Add(Specification.Defaults);
        hash.Add(Specification.Base);
        hash.Add(Specification.Grid.Count);
        foreach (var (parameter, values) in Specification.Grid)
        {
            hash.Add(parameter);
            hash.Add(values.Count);
            foreach (var value in values) hash.Add(value);
        }

        hash.Add(Specification.Configs.Count);
        foreach (var (name, set) in Specification.Configs)
        {
            hash.Add(name);
            hash.Add(set);
        }

        foreach (var (name, of, set) in Specification.Ablations)
        {
            hash.Add(name);
            hash.Add(of);
            hash.Add(set);
        }

        return hash.Finish();
    }

    private KeyValuePair<string, string>[] GridPoint(int point)
    {
        var grid = new KeyValuePair<string, string>[Specification.Grid.Count];
        for (var axis = grid.Length - 1; axis >= 0; axis--)
        {
            var (parameter, values) = Specification.Grid[axis];
            (point, var value) = Math.DivRem(point, values.Count);
            grid[axis] = new(parameter, values[value]);
        }

        return grid;
    }

    /// <summary>Later ones win: the program's defaults, the base, the config, the grid, the ablation.</summary>
    private Dictionary<string, string> Resolve(
        ConfigSpecification config, IEnumerable<KeyValuePair<string, string>> grid, AblationSpecification? ablation)
    {
        var parameters = new Dictionary<string, string>(Specification.Defaults, StringComparer.Ordinal);
        IEnumerable<KeyValuePair<string, string>>?[] layers = [Specification.Base, config.Set, grid, ablation?.Set];
        foreach (var layer in layers)
            foreach (var (name, value) in layer ?? [])
                parameters[name] = value;
        return parameters;
    }
}
