namespace Seedbed.Coordinator.Studies;

using System.Collections.Immutable;

/// <summary>
/// Which jobs were cancelled before their first lease. Such jobs have no state of their own, so a million of them cost
/// what one does; a job that was leased has its outcome itself.
/// </summary>
/// <param name="OfStudy">Whether all of them are.</param>
/// <param name="Cells">Those of these cells; empty if all are.</param>
public sealed record Cancellations(bool OfStudy, ImmutableSortedSet<int> Cells)
{
    public static Cancellations None { get; } = new(OfStudy: false, []);

    /// <summary>Whether jobs of the cell that were never leased are cancelled.</summary>
    public bool Covers(int cell) => OfStudy || Cells.Contains(cell);

    /// <param name="cell">Null for the whole study.</param>
    public Cancellations With(int? cell) =>
        OfStudy ? this
        : cell is { } one ? this with { Cells = Cells.Add(one) }
        : new(OfStudy: true, []);
}
