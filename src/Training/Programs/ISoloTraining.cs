namespace Seedbed.Training.Programs;

/// <summary>
/// What a <see cref="SoloProgram"/> does for one job. Tensors of a step belong into a scope of that step.
/// </summary>
public interface ISoloTraining : IDisposable
{
    /// <summary>How many there are, at least 1.</summary>
    int Epochs { get; }

    /// <summary>Optimiser steps done so far.</summary>
    long Step { get; }

    /// <summary>Trains one epoch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <returns>Mean training loss; the job has diverged if it is not finite.</returns>
    /// <exception cref="OperationCanceledException">Cancelled: to be looked at in every step.</exception>
    double TrainEpoch(int epoch, CancellationToken cancellation);

    /// <summary>What is to be known after an epoch; without gradients.</summary>
    SoloEvaluation Evaluate(CancellationToken cancellation);
}

/// <param name="Curves">Points to report now, by full metric name.</param>
/// <param name="Finals">What the job ends with if this epoch is the chosen one, by full metric name.</param>
public sealed record SoloEvaluation(
    IReadOnlyDictionary<string, double> Curves, IReadOnlyDictionary<string, double> Finals);
