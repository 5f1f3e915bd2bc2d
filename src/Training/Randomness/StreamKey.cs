namespace Seedbed.Training.Randomness;

/// <summary>What a draw decides about: studies can vary the sources separately.</summary>
public enum RandomSource
{
    /// <summary>Initial parameters.</summary>
    Init,

    /// <summary>The order of the training rows.</summary>
    Order,

    /// <summary>Dropout masks.</summary>
    Dropout,

    /// <summary>Augmentation of inputs.</summary>
    Augment,
}

/// <summary>Names one stream of random numbers: equal keys give equal numbers, wherever and whenever.</summary>
/// <param name="Seed">The job's seed for <paramref name="Source"/>.</param>
/// <param name="Purpose">Which of a source's draws: the index of a parameter, the number of a dropout site.</param>
/// <param name="Step">The optimiser step or the epoch, from 0; 0 for what happens once.</param>
public readonly record struct StreamKey(long Seed, RandomSource Source, long Purpose, long Step)
{
    /// <summary>Where the stream's counter starts: the four parts, hashed one after another.</summary>
    public ulong Origin => Absorb(Absorb(Absorb(Absorb(0, (ulong)Seed), (ulong)Source), (ulong)Purpose), (ulong)Step);

    private static ulong Absorb(ulong state, ulong part) =>
        SplitMix64.Mix(unchecked((state ^ part) + SplitMix64.Gamma));
}
