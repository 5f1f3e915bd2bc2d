namespace Seedbed.Messages.Studies;

using System.Collections.Immutable;
using System.Diagnostics;
using Seedbed.Data;

/// <summary>
/// The cells and seeds a study ever had, each at an index that never comes to mean another: what jobs are named by.
/// Submitting the study again keeps the indexes of what is still there and appends what is new; what is there no more
/// becomes inactive and active again when it comes back. Immutable; a study's first specification costs no memory
/// however many jobs it has, nor does one that only adds seeds or configs at the end.
/// </summary>
public sealed class StudyIndex
{
    private readonly ImmutableArray<(CellPlan Plan, Places Places)> cells;
    private readonly ImmutableArray<(SeedPlan Plan, Places Places)> seeds;

    // The newest plan comes first; older ones stay as long as they alone know a cell or seed.
    private StudyIndex(
        ImmutableArray<(CellPlan Plan, Places Places)> cells, int cellCount,
        ImmutableArray<(SeedPlan Plan, Places Places)> seeds, int seedCount)
    {
        this.cells = cells;
        this.seeds = seeds;
        CellCount = cellCount;
        SeedCount = seedCount;
    }

    /// <summary>The study as last submitted.</summary>
    public StudySpecification Specification => cells[0].Plan.Specification;

    /// <summary>The cells of the study as last submitted, in its own order.</summary>
    public CellPlan Plan => cells[0].Plan;

    /// <summary>Cells the study ever had.</summary>
    public int CellCount { get; }

    /// <summary>Seeds the study ever had.</summary>
    public int SeedCount { get; }

    /// <summary>Jobs of the study as last submitted: each of its cells with each of its seeds.</summary>
    public long ActiveJobs => (long)cells[0].Places.Count * seeds[0].Places.Count;

    /// <exception cref="OverflowException">More than 2³¹ − 1 cells or seeds.</exception>
    public static StudyIndex Initial(StudySpecification specification)
    {
        var plan = new CellPlan(specification);
        var seedCount = checked((int)specification.Seeds.Count);
        return new(
            [(plan, Places.Initial(plan.Count))], plan.Count,
            [(specification.Seeds, Places.Initial(seedCount))], seedCount);
    }

    /// <summary>
    /// The index after the study was submitted again. A cell is known by its key, a seed by its numbers.
    /// </summary>
    /// <exception cref="ArgumentException">It is another study, or two of its cells are the same.</exception>
    public StudyIndex Extend(StudySpecification specification)
    {
        if (specification.Name != Specification.Name)
            throw new ArgumentException(
                $"'{specification.Name}' does not extend '{Specification.Name}'.", nameof(specification));

        var plan = new CellPlan(specification);
        var cellPlaces = plan.Key() == Plan.Key()
            ? cells[0].Places
            : Places.Extend(KeyOf, CellCount, position => plan[position].Key(specification), plan.Count);
        var seedPlaces = PlacesOf(specification.Seeds);
        return new(
            [(plan, cellPlaces), .. cells.Where(older => !cellPlaces.Covers(older.Places))],
            Math.Max(CellCount, cellPlaces.Extent),
            [(specification.Seeds, seedPlaces), .. seeds.Where(older => !seedPlaces.Covers(older.Places))],
            Math.Max(SeedCount, seedPlaces.Extent));
    }

    /// <summary>The index of a cell of the study as last submitted.</summary>
    /// <param name="position">Its position in <see cref="Plan"/>.</param>
    public int CellOf(int position) => cells[0].Places[position];

    /// <summary>The index of a seed of the study as last submitted.</summary>
    /// <param name="position">Its position in the specification's seeds.</param>
    public int SeedOf(int position) => seeds[0].Places[position];

    /// <summary>The cell at an index, as the latest specification that has it describes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The study never had a cell at this index.</exception>
    public IndexedCell Cell(int index)
    {
        CheckWithin(index, CellCount);
        foreach (var (plan, places) in cells)
            if (places.PositionOf(index) is { } position) return new(plan[position], plan.Specification);
        throw new UnreachableException($"No specification has cell {index} of {CellCount}.");
    }

    /// <exception cref="ArgumentOutOfRangeException">The study never had a seed at this index.</exception>
    public SeedVector Seed(int index)
    {
        CheckWithin(index, SeedCount);
        foreach (var (plan, places) in seeds)
            if (places.PositionOf(index) is { } position) return plan[position];
        throw new UnreachableException($"No specification has seed {index} of {SeedCount}.");
    }

    /// <summary>Whether the study as last submitted has this job.</summary>
    public bool IsActive(int cell, int seed) => IsCellActive(cell) && IsSeedActive(seed);

    public bool IsCellActive(int cell) => PositionOfCell(cell) is not null;

    public bool IsSeedActive(int seed) => PositionOfSeed(seed) is not null;

    /// <summary>Position in <see cref="Plan"/> of the cell at an index; null if it is inactive.</summary>
    public int? PositionOfCell(int cell)
    {
        CheckWithin(cell, CellCount);
        return cells[0].Places.PositionOf(cell);
    }

    /// <summary>Position in the specification's seeds of the seed at an index; null if it is inactive.</summary>
    public int? PositionOfSeed(int seed)
    {
        CheckWithin(seed, SeedCount);
        return seeds[0].Places.PositionOf(seed);
    }

    /// <summary>
    /// More of the seeds there were, by far the most frequent change, is told without looking at each.
    /// </summary>
    private Places PlacesOf(SeedPlan plan)
    {
        var count = checked((int)plan.Count);
        return seeds is [(var only, { StandsAtOwnPositions: true })] && plan.Lengthens(only)
            ? Places.Initial(count)
            : Places.Extend(Seed, SeedCount, position => plan[position], count);
    }

    private ContentHash KeyOf(int index)
    {
        var (cell, specification) = Cell(index);
        return cell.Key(specification);
    }

    private static void CheckWithin(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
    }
}

/// <summary>A cell and the specification it came from, which its key needs.</summary>
public sealed record IndexedCell(Cell Cell, StudySpecification Specification);
