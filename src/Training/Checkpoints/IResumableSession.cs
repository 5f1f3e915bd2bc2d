namespace Seedbed.Training.Checkpoints;

using Seedbed.Training.Programs;

/// <summary>
/// A session whose jobs can stop at a boundary and go on from there in another process, alone or in another pack, to
/// the bit. A session without it begins again from step 0 when it is interrupted.
/// </summary>
public interface IResumableSession : ITrainingSession
{
    /// <summary>Optimiser steps done: the same for every lane that goes on.</summary>
    long Step { get; }

    /// <summary>Epochs done. At the first boundary after each, the state is hashed and journaled.</summary>
    long Epoch { get; }

    /// <summary>
    /// Passes through <paramref name="state"/> everything that the rest of a lane's training depends on and that does
    /// not follow from its seeds, parameters and data: it is kept, or replaced by what was kept. Called between two
    /// calls of <see cref="ITrainingSession.Advance"/>, or for every lane before the first.
    /// </summary>
    /// <exception cref="InvalidDataException">What was kept is not of this program and these parameters.</exception>
    void Exchange(int lane, LaneState state);
}
