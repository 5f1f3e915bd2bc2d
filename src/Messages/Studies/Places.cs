namespace Seedbed.Messages.Studies;

/// <summary>
/// Where the entries of one plan (its cells, or its seeds) stand in the study's own list, which only grows. A plan that
/// stands at its own positions, as every first one does and every one that was only lengthened, needs no memory.
/// </summary>
internal sealed class Places
{
    private readonly int[]? places;
    private readonly Dictionary<int, int>? positions;

    private Places(int count, int[]? places)
    {
        Count = count;
        this.places = places;
        if (places is null) return;

        positions = new Dictionary<int, int>(count);
        for (var position = 0; position < count; position++)
            if (!positions.TryAdd(places[position], position))
                throw new ArgumentException(
                    $"Entries {positions[places[position]]} and {position} of the plan are the same.", nameof(places));
    }

    /// <summary>Entries of the plan.</summary>
    public int Count { get; }

    public bool StandsAtOwnPositions => places is null;

    /// <summary>How long a list must be that has all of the plan's places.</summary>
    public int Extent => places is null ? Count : places.Max() + 1;

    /// <summary>The place in the study's list of an entry of the plan.</summary>
    public int this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
            return places is null ? position : places[position];
        }
    }

    /// <summary>The plan's entry that stands at a place; null if none does.</summary>
    public int? PositionOf(int place)
    {
        if (positions is null) return place < Count ? place : null;
        return positions.TryGetValue(place, out var position) ? position : null;
    }

    /// <summary>Whether this plan has everything the other one has.</summary>
    public bool Covers(Places other) =>
        places is null && other.places is null
            ? other.Count <= Count
            : Enumerable.Range(0, other.Count).All(position => PositionOf(other[position]) is not null);

    /// <summary>Of a study's first plan: each entry at its own position.</summary>
    public static Places Initial(int count) => new(count, null);

    /// <summary>Entries known to the list keep their places; the others are appended in the plan's order.</summary>
    /// <param name="known">The list's entries, <paramref name="knownCount"/> of them, all distinct.</param>
    /// <param name="planned">The plan's entries, <paramref name="count"/> of them.</param>
    /// <exception cref="ArgumentException">Two entries of the plan are the same.</exception>
    public static Places Extend<TKey>(Func<int, TKey> known, int knownCount, Func<int, TKey> planned, int count)
        where TKey : struct, IEquatable<TKey>
    {
        if (Enumerable.Range(0, Math.Min(knownCount, count)).All(place => known(place).Equals(planned(place))))
            return Initial(count);

        var placeOf = new Dictionary<TKey, int>(knownCount);
        for (var place = 0; place < knownCount; place++) placeOf.Add(known(place), place);

        var places = new int[count];
        for (var position = 0; position < count; position++)
        {
            var key = planned(position);
            if (!placeOf.TryGetValue(key, out places[position])) placeOf.Add(key, places[position] = placeOf.Count);
        }

        return new(count, places);
    }
}
