namespace Seedbed.TrainerNode.Programs.Misbehave;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;

/// <summary>A step per call, so that it can be cancelled between any two.</summary>
internal sealed class MisbehaveSession(Pack pack) : IResumableSession
{
    private const int StepsPerEpoch = 10;

    public long Step { get; private set; }

    public long Epoch => Step / StepsPerEpoch;

    public bool Advance(CancellationToken cancellation)
    {
        Step++;
        cancellation.WaitHandle.WaitOne(pack.Lanes.Max(lane => lane.Parameters.Integer("milliseconds")));
        cancellation.ThrowIfCancellationRequested();

        foreach (var lane in pack.Lanes.Where(lane => !lane.HasEnded)) Advance(lane);
        return pack.Lanes.Any(lane => !lane.HasEnded);
    }

    public void Exchange(int lane, LaneState state) => Step = state.Integer("step", Step);

    public void Dispose() { }

    private void Advance(Lane lane)
    {
        if (GoesWrong(lane) is { } behaviour) Misbehaviours.Perform(behaviour, lane, Step);
        if (lane.HasEnded) return;

        var loss = (1 - SplitMix64.Uniform(lane.Seeds.Init, Step)) / Step;
        lane.Report("loss", Step, loss);
        if (Step < lane.Parameters.Integer("steps")) return;
        lane.Complete(new Dictionary<string, double> { ["loss"] = loss });
    }

    private Misbehaviour? GoesWrong(Lane lane)
    {
        var attempts = lane.Parameters.Integer("attempts");
        var isNow = Step == lane.Parameters.Integer("step") && (attempts == 0 || lane.Attempt <= attempts);
        if (!isNow) return null;
        return Misbehaviours.ByName.TryGetValue(lane.Parameters.Choice("behaviour"), out var named) ? named : null;
    }
}
