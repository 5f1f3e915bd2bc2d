namespace Seedbed.TrainerNode.Programs.NoOp;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;

/// <summary>Reports in portions, so that it can be cancelled between them.</summary>
internal sealed class NoOpSession(Pack pack) : IResumableSession
{
    private const long PointsPerAdvance = 10_000;

    /// <summary>Points that every lane has reported, or would have if it had so many.</summary>
    public long Step { get; private set; }

    public long Epoch => 0;

    public bool Advance(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var end = Step + PointsPerAdvance;
        foreach (var lane in pack.Lanes.Where(lane => !lane.HasEnded))
        {
            var points = lane.Parameters.Integer("points");
            for (var step = Step; step < Math.Min(points, end); step++)
                lane.Report("value", step + 1, SplitMix64.Uniform(lane.Seeds.Init, step + 1));
        }

        Step = end;
        if (pack.Lanes.Any(lane => lane.Parameters.Integer("points") > end)) return true;

        Wait(pack.Lanes.Max(lane => lane.Parameters.Integer("milliseconds")), cancellation);
        foreach (var lane in pack.Lanes) lane.Complete(FinalsOf(lane));
        return false;
    }

    public void Exchange(int lane, LaneState state) => Step = state.Integer("step", Step);

    public void Dispose() { }

    private static void Wait(int milliseconds, CancellationToken cancellation)
    {
        if (milliseconds == 0) return;
        cancellation.WaitHandle.WaitOne(milliseconds);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>From the negative positions of the job's stream; the curve has the positive ones.</summary>
    private static Dictionary<string, double> FinalsOf(Lane lane) =>
        Enumerable.Range(1, lane.Parameters.Integer("finals"))
            .ToDictionary(NoOpProgram.FinalName, number => SplitMix64.Uniform(lane.Seeds.Init, -number));
}
