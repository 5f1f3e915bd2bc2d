namespace Seedbed.TrainerNode.Programs.MlpTeacher;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Trains a pack of teacher networks; step t takes rows (t mod 32)·32 and the 31 after it, never shuffled.
/// </summary>
internal sealed class MlpTeacherSession : IResumableSession
{
    private const int StepsPerAdvance = 512;

    private readonly Pack _pack;
    private readonly int _steps;
    private readonly int _reportEvery;
    private readonly Tensor _features; // [lanes, rows, inputs]
    private readonly Tensor _labels;   // [lanes, rows]
    private readonly LaneParameters _parameters;
    private readonly TeacherNetwork _network;
    private readonly ILaneOptimiser _optimiser;

    public MlpTeacherSession(Pack pack)
    {
        _pack = pack;
        var shared = pack.Lanes[0].Parameters;
        (_steps, _reportEvery) = (shared.Integer("steps"), shared.Integer("report-every"));

        long[] seeds = [.. pack.Lanes.Select(lane => lane.Seeds.Init)];
        using var scope = NewDisposeScope();
        _features = TeacherTask.Features(seeds).OwnedOn(pack.Device);
        _labels = TeacherTask.Labels(_features).DetachFromDisposeScope();
        _parameters = new(pack.Lanes.Count, pack.Device);
        _network = new(_parameters, seeds);
        var rates = new LaneRates([.. pack.Lanes.Select(lane => lane.Parameters.Number("learning-rate"))]);
        _optimiser = shared.Choice("optimizer") == "adam"
            ? new LaneAdam(_parameters, rates, WeightDecayKind.Gradient)
            : new LaneSgd(_parameters, rates) { Momentum = shared.Number("momentum") };
    }

    public long Step { get; private set; }

    public long Epoch => Step / (TeacherTask.Rows / TeacherTask.Batch);

    public bool Advance(CancellationToken cancellation)
    {
        var boundary = Math.Min((Step / StepsPerAdvance + 1) * StepsPerAdvance, _steps);
        for (; Step < boundary && _pack.Lanes.Any(lane => !lane.HasEnded); Step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Train();
        }

        if (Step == _steps) Finish();
        return _pack.Lanes.Any(lane => !lane.HasEnded);
    }

    public void Exchange(int lane, LaneState state)
    {
        Step = state.Integer("step", Step);
        _parameters.Exchange(lane, state);
        _optimiser.Exchange(lane, state);
    }

    public void Dispose()
    {
        _optimiser.Dispose();
        _parameters.Dispose();
        _labels.Dispose();
        _features.Dispose();
    }

    private void Train()
    {
        using var scope = NewDisposeScope();
        var first = Step % (TeacherTask.Rows / TeacherTask.Batch) * TeacherTask.Batch;
        var logits = _network.Forward(_features.narrow(1, first, TeacherTask.Batch));   // [lanes, batch, classes]
        var losses = LaneLoss.CrossEntropy(logits, _labels.narrow(1, first, TeacherTask.Batch));   // [lanes]
        _parameters.Backward(losses);
        Observe(losses.detach());
        _optimiser.Step(Step);
    }

    private void Observe(Tensor losses)
    {
        var values = losses.cpu().data<float>();
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            if (Step % _reportEvery == 0) lane.Report("train.loss", Step, values[index]);
            if (float.IsFinite(values[index])) continue;
            _parameters.Freeze(index);
            lane.Diverge(Step);
        }
    }

    private void Finish()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var logits = _network.Forward(_features);   // [lanes, rows, classes]
        var losses = LaneLoss.CrossEntropy(logits, _labels).cpu().data<float>();
        var correct = logits.argmax(-1).eq(_labels).sum(1).cpu().data<long>();
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            if (float.IsFinite(losses[index]))
            {
                lane.Complete(new Dictionary<string, double>
                {
                    ["loss"] = losses[index],
                    ["accuracy"] = correct[index] / (double)TeacherTask.Rows,
                });
            }
            else
                lane.Diverge(_steps);
        }
    }
}
