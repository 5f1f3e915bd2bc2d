namespace Seedbed.Training.Programs;

/// <summary>
/// One kind of model on one kind of data. Stateless and shared: all state lives in the sessions it starts.
/// A program trains a pack of one or more jobs as one tensor program; one job is a pack of one lane.
/// </summary>
public interface ITrainingProgram
{
    /// <summary>What the program says of itself: its name and version, parameters, metrics and data.</summary>
    ProgramDescription Description { get; }

    /// <summary>
    /// Reads the data and builds model, optimiser and data order for every lane. The caller disposes the session.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The data is not what the program was told it is; the message names file and line.
    /// </exception>
    ITrainingSession Start(Pack pack);
}

/// <summary>A pack in training. Not thread-safe: one slot, one thread, one session.</summary>
public interface ITrainingSession : IDisposable
{
    /// <summary>
    /// Trains the lanes that have not ended up to the next boundary (an epoch, or a few seconds' worth of steps) and
    /// reports through <see cref="Lane"/>. Every lane ends by <see cref="Lane.Complete"/> or
    /// <see cref="Lane.Diverge"/>.
    /// </summary>
    /// <returns>Whether any lane goes on.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the session is unusable.</exception>
    bool Advance(CancellationToken cancellation);
}
