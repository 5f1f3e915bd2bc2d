namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Studies;

/// <summary>
/// The order jobs are leased in: seeds in blocks of a pack's size, each block over all cells before the next, so that
/// paired comparisons fill evenly. A position counts block, cell and lane, the lane fastest;
/// the last block may have gaps.
/// </summary>
public readonly record struct VisitingOrder(int Cells, int Seeds, int Lanes)
{
    public static VisitingOrder Of(StudySpecification specification, StudyIndex index) =>
        new(index.Plan.Count, checked((int)specification.Seeds.Count), Math.Max(1, specification.Lanes));

    /// <summary>Positions there are, gaps included.</summary>
    public long Count => ((long)Seeds + Lanes - 1) / Lanes * Cells * Lanes;

    /// <summary>One past the last position of the same block and cell: a pack does not reach beyond it.</summary>
    public long EndOfPack(long position) => (position / Lanes + 1) * Lanes;

    /// <summary>Positions in the plan of the cell and the seed; null in a gap.</summary>
    public (int Cell, int Seed)? this[long position]
    {
        get
        {
            var (pack, lane) = Math.DivRem(position, Lanes);
            var (block, cell) = Math.DivRem(pack, Cells);
            var seed = block * Lanes + lane;
            return seed < Seeds ? ((int)cell, (int)seed) : null;
        }
    }
}
