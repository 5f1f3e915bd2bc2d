namespace Seedbed.Messages.Studies;

using MessagePack;

/// <summary>
/// What all randomness of a job flows from: one number per source, and a repeat number that enters no stream.
/// Sources that a study does not vary keep 0.
/// </summary>
[MessagePackObject]
public readonly record struct SeedVector(
    [property: Key(0)] long Init,
    [property: Key(1)] long Order,
    [property: Key(2)] long Dropout,
    [property: Key(3)] long Augment,
    [property: Key(4)] int Repeat)
{
    /// <summary>One number for all sources, as most studies have it.</summary>
    public static SeedVector Of(long seed) => new(seed, seed, seed, seed, 0);
}

/// <summary>
/// The seeds of a study, by position, never listed: <c>Count</c> may be a million.
/// Without axes of their own all sources share one number.
/// </summary>
/// <param name="Axes">One axis named <c>all</c>, or one for each varied source; the last varies fastest.</param>
/// <param name="Repeats">How often each vector is run, at least 1; the repeat number varies fastest of all.</param>
[MessagePackObject]
public sealed record SeedPlan([property: Key(0)] IReadOnlyList<SeedAxis> Axes, [property: Key(1)] int Repeats)
{
    public const string All = "all";

    /// <summary>Names of the sources a study can vary apart.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["init", "order", "dropout", "augment"];

    /// <summary>Seeds 0 to <paramref name="count"/> − 1, each for all sources.</summary>
    public static SeedPlan Range(int count) => new([new SeedAxis(All, count, null)], 1);

    /// <exception cref="OverflowException">More than 2⁶³ − 1.</exception>
    [IgnoreMember]
    public long Count
    {
        get
        {
            var count = (long)Repeats;
            for (var axis = 0; axis < Axes.Count; axis++) checked { count *= Axes[axis].Count; }
            return count;
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no seed at this position.</exception>
    [IgnoreMember]
    public SeedVector this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var vector = new SeedVector { Repeat = (int)(index % Repeats) };
            index /= Repeats;
            for (var axis = Axes.Count - 1; axis >= 0; index /= Axes[axis].Count, axis--)
                vector = With(vector, Axes[axis].Source, Axes[axis][(int)(index % Axes[axis].Count)]);
            return vector;
        }
    }

    /// <summary>
    /// Whether this plan begins with all of another one's vectors, told by its axes alone: the slowest is as long or
    /// longer.
    /// </summary>
    public bool Lengthens(SeedPlan other) =>
        Repeats == other.Repeats
        && Axes.Count == other.Axes.Count
        && Axes.Skip(1).Zip(other.Axes.Skip(1)).All(
            pair => pair.First.Count == pair.Second.Count && pair.First.Lengthens(pair.Second))
        && Axes[0].Lengthens(other.Axes[0]);

    private static SeedVector With(SeedVector vector, string source, long value) => source switch
    {
        All => SeedVector.Of(value) with { Repeat = vector.Repeat },
        "init" => vector with { Init = value },
        "order" => vector with { Order = value },
        "dropout" => vector with { Dropout = value },
        "augment" => vector with { Augment = value },
        _ => throw new ArgumentException($"'{source}' is no source of randomness.", nameof(source)),
    };
}

/// <summary>The values one source takes: 0 to <c>Count</c> − 1, or those listed.</summary>
/// <param name="Listed">Explicit values, all distinct and not negative; null for a range.</param>
[MessagePackObject]
public sealed record SeedAxis(
    [property: Key(0)] string Source, [property: Key(1)] int Count, [property: Key(2)] IReadOnlyList<long>? Listed)
{
    [IgnoreMember]
    public long this[int index] => Listed is null ? index : Listed[index];

    /// <summary>Whether this axis is another one with more values at its end, or with none.</summary>
    internal bool Lengthens(SeedAxis other) =>
        Source == other.Source && Count >= other.Count && (Listed, other.Listed) switch
        {
            (null, null) => true,
            ({ } values, { } first) => values.Take(first.Count).SequenceEqual(first),
            _ => false,
        };
}
