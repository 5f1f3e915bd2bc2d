namespace Seedbed.Training.Optimisers;

/// <summary>What the learning rate is multiplied by: a function of the step alone, with no state to save.</summary>
public abstract record LearningRateSchedule
{
    private LearningRateSchedule() { }

    /// <summary>In [0, 1].</summary>
    /// <param name="step">From 0.</param>
    public abstract double ScaleAt(long step);

    public sealed record Constant : LearningRateSchedule
    {
        public override double ScaleAt(long step) => 1;
    }

    /// <summary>Half a cosine from 1 at step 0 to 0 at step <paramref name="Steps"/>, and 0 after it.</summary>
    /// <param name="Steps">At least 1.</param>
    /// <remarks>Source: Loshchilov and Hutter, arXiv:1608.03983, equation 5 without restarts.</remarks>
    public sealed record Cosine(long Steps) : LearningRateSchedule
    {
        public override double ScaleAt(long step) => (1 + Math.Cos(Math.PI * Math.Min(step, Steps) / Steps)) / 2;
    }

    /// <summary>
    /// Falls in a line from 1 at step 0 to <paramref name="End"/> at step <paramref name="Steps"/>, and stays there.
    /// </summary>
    /// <param name="Steps">At least 1.</param>
    public sealed record Linear(long Steps, double End = 0) : LearningRateSchedule
    {
        public override double ScaleAt(long step) => 1 + (End - 1) * Math.Min(step, Steps) / Steps;
    }

    /// <summary>Is multiplied by <paramref name="Factor"/> after every <paramref name="Every"/> steps.</summary>
    /// <param name="Every">At least 1.</param>
    public sealed record StepDecay(long Every, double Factor) : LearningRateSchedule
    {
        public override double ScaleAt(long step) => Math.Pow(Factor, step / Every);
    }

    /// <summary>Rises linearly, as (step + 1) / <paramref name="Steps"/>; then another schedule begins.</summary>
    /// <param name="Steps">0 for no warm-up.</param>
    /// <param name="Next">Its step 0 is the first one after the warm-up.</param>
    public sealed record WarmUp(long Steps, LearningRateSchedule Next) : LearningRateSchedule
    {
        public override double ScaleAt(long step) => step < Steps ? (step + 1.0) / Steps : Next.ScaleAt(step - Steps);
    }
}
