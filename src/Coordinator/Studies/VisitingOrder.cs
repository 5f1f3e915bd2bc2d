namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages.Studies;

/// <summary>
/// The order jobs are leased in: seeds in blocks of a pack's size, each block over all cells before the next, so that
/// paired comparisons fill evenly. Within a block the cells that may share packs fill them together, seed by seed.
/// A position counts block, pack and lane, the lane fastest; the last block may have gaps.
/// </summary>
/// <param name="Cells">How many there are, of the study as last submitted.</param>
public sealed record VisitingOrder(PackGroups Groups, int Cells, int Seeds, int Lanes)
{
    /// <summary>Of a study that was never submitted.</summary>
    public static VisitingOrder Empty { get; } = new(PackGroups.None, 0, 0, 1);

    public static VisitingOrder Of(StudySpecification specification, StudyIndex index) => new(
        PackGroups.Of(specification), index.Plan.Count, checked((int)specification.Seeds.Count),
        Math.Max(1, specification.Lanes));

    /// <summary>Positions there are, gaps included.</summary>
    public long Count => ((long)Seeds + Lanes - 1) / Lanes * Cells * Lanes;

    /// <summary>One past the last position of the same pack, which does not reach beyond it.</summary>
    public long EndOfPack(long position) => (position / Lanes + 1) * Lanes;

    /// <summary>Positions in the plan of the cell and the seed; null in a gap.</summary>
    public (int Cell, int Seed)? this[long position]
    {
        get
        {
            var (pack, lane) = Math.DivRem(position, Lanes);
            var (block, rank) = Math.DivRem(pack, Cells);       // a block has as many packs as cells
            var (first, size) = Groups.At((int)rank);
            var (seedInBlock, member) = Math.DivRem((rank - first) * Lanes + lane, size);
            var seed = block * Lanes + seedInBlock;
            return seed < Seeds ? (Groups.CellAt(first + (int)member), (int)seed) : null;
        }
    }
}
