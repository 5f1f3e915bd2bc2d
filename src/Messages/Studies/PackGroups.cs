namespace Seedbed.Messages.Studies;

using System.Collections.Immutable;
using Seedbed.Data;

/// <summary>
/// Which cells of a study may share a pack: those that differ at most in parameters that the program takes per lane.
/// Cells are ranked group by group; a rank, its group and its cell are computed when asked for, without looking at the
/// others, so a grid of a million cells costs nothing.
/// </summary>
/// <remarks>
/// Variants (configs and ablations) that agree in all shared parameters are one class. A group is a class at one
/// point of the grid's shared axes: its variants times the points of the axes that may differ.
/// </remarks>
public sealed class PackGroups
{
    private readonly ImmutableArray<Axis> _axes;
    private readonly int _sharedPoints;
    private readonly int _lanePoints;
    private readonly ImmutableArray<ImmutableArray<int>> _classes; // variants, by class
    private readonly ImmutableArray<int> _firstRanks;              // by class
    private readonly ImmutableArray<int> _classOf;                 // by variant

    private PackGroups(IEnumerable<Axis> axes, IEnumerable<ImmutableArray<int>> classes)
    {
        _axes = [.. axes];
        _classes = [.. classes];
        _sharedPoints = PointsOf(axis => !axis.IsPerLane);
        _lanePoints = PointsOf(axis => axis.IsPerLane);
        var (first, firstRanks, classOf) = (0, new List<int>(), new int[_classes.Sum(variants => variants.Length)]);
        foreach (var (number, variants) in _classes.Index())
        {
            firstRanks.Add(first);
            first = checked(first + (variants.Length * _sharedPoints * _lanePoints));
            foreach (var variant in variants) classOf[variant] = number;
        }

        (_firstRanks, _classOf) = ([.. firstRanks], [.. classOf]);
    }

    /// <summary>Of no cell.</summary>
    public static PackGroups None { get; } = new([], []);

    /// <summary>With one lane every cell is a group of its own, and ranks are the cells' positions.</summary>
    public static PackGroups Of(StudySpecification specification)
    {
        HashSet<string> perLane = specification.Lanes > 1 ? [.. specification.PerLane ?? []] : [];
        var plan = new CellPlan(specification with { Grid = [] }); // one cell for each variant
        var classes = specification.Lanes > 1
            ? Enumerable.Range(0, plan.Count).GroupBy(variant => SharedKey(plan[variant], perLane)).Select(
                variants => variants.ToImmutableArray())
            : Enumerable.Range(0, plan.Count).Select(variant => ImmutableArray.Create(variant));
        return new(
            specification.Grid.Select(axis => new Axis(axis.Values.Count, perLane.Contains(axis.Parameter))), classes);
    }

    /// <summary>The group that a rank is in, by its ranks.</summary>
    public (int First, int Size) At(int rank)
    {
        var group = ClassAt(rank);
        var size = _classes[group].Length * _lanePoints;
        return (rank - ((rank - _firstRanks[group]) % size), size);
    }

    /// <returns>Position in the plan.</returns>
    public int CellAt(int rank)
    {
        var group = ClassAt(rank);
        var (shared, within) = Math.DivRem(rank - _firstRanks[group], _classes[group].Length * _lanePoints);
        var (member, lane) = Math.DivRem(within, _lanePoints);
        return (_classes[group][member] * _sharedPoints * _lanePoints) + PointOf(shared, lane);
    }

    /// <summary>Whether jobs of these cells, by their positions in the plan, may share a pack.</summary>
    public bool MayShare(int cell, int other) => GroupOf(cell) == GroupOf(other);

    private (int Class, int SharedPoint) GroupOf(int cell)
    {
        var (variant, point) = Math.DivRem(cell, _sharedPoints * _lanePoints);
        var (shared, unit) = (0, 1);
        foreach (var axis in _axes.Reverse())
        {
            (point, var digit) = Math.DivRem(point, axis.Count);
            if (axis.IsPerLane) continue;
            shared += digit * unit;
            unit *= axis.Count;
        }

        return (_classOf[variant], shared);
    }

    /// <summary>
    /// The point of the grid, the last axis fastest, at these points of its shared and of its other axes.
    /// </summary>
    private int PointOf(int shared, int lane)
    {
        var (point, unit) = (0, 1);
        foreach (var axis in _axes.Reverse())
        {
            int digit;
            if (axis.IsPerLane) (lane, digit) = Math.DivRem(lane, axis.Count);
            else (shared, digit) = Math.DivRem(shared, axis.Count);
            point += digit * unit;
            unit *= axis.Count;
        }

        return point;
    }

    private int ClassAt(int rank)
    {
        var found = _firstRanks.BinarySearch(rank);
        return found >= 0 ? found : ~found - 1;
    }

    private int PointsOf(Func<Axis, bool> which) =>
        _axes.Where(which).Aggregate(1, (product, axis) => checked(product * axis.Count));

    private static ContentHash SharedKey(Cell variant, HashSet<string> perLane)
    {
        var hash = new CanonicalHash("seedbed pack group 1");
        hash.Add(variant.Parameters.Where(parameter => !perLane.Contains(parameter.Key)).ToDictionary());
        return hash.Finish();
    }

    private readonly record struct Axis(int Count, bool IsPerLane);
}
