namespace Seedbed.Training.Classification;

using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;

/// <summary>The learning-rate schedule that a job's parameters mean.</summary>
internal static class TrainingSchedule
{
    /// <param name="steps">Optimiser steps of the whole run, at least 1.</param>
    public static LearningRateSchedule Of(Parameters parameters, long steps)
    {
        var warmUp = (long)Math.Round(parameters.Number("warm-up") * steps);
        LearningRateSchedule rest = parameters.Choice("schedule") == "cosine"
            ? new LearningRateSchedule.Cosine(Math.Max(1, steps - warmUp))
            : new LearningRateSchedule.Constant();
        return new LearningRateSchedule.WarmUp(warmUp, rest);
    }
}
