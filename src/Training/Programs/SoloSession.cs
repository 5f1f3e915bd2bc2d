namespace Seedbed.Training.Programs;

using Seedbed.Training.Randomness;
using TorchSharp;

/// <summary>Trains one job an epoch at a time, with fresh chance for each.</summary>
internal sealed class SoloSession(Lane lane, ISoloTraining training, EpochChoice choice) : ITrainingSession
{
    private int _epoch;

    public bool Advance(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        DefaultGenerator.Seed(
            new StreamKey(lane.Seeds.Order, RandomSource.Order, Purpose: 0, _epoch),
            new StreamKey(lane.Seeds.Dropout, RandomSource.Dropout, Purpose: 0, _epoch),
            new StreamKey(lane.Seeds.Augment, RandomSource.Augment, Purpose: 0, _epoch));
        if (!double.IsFinite(training.TrainEpoch(_epoch++, cancellation)))
        {
            lane.Diverge(training.Step);
            return false;
        }

        choice.Offer(Evaluate(cancellation));
        if (_epoch < training.Epochs) return true;

        lane.Complete(choice.Finals);
        return false;
    }

    public void Dispose() => training.Dispose();

    private SoloEvaluation Evaluate(CancellationToken cancellation)
    {
        using var noGradient = torch.no_grad();
        var evaluation = training.Evaluate(cancellation);
        foreach (var (metric, value) in evaluation.Curves) lane.Report(metric, training.Step, value);
        return evaluation;
    }
}
