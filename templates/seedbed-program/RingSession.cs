namespace MyProgram;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>K networks learn at once, each from its own seed: every tensor has a lane for each of them.</summary>
internal sealed class RingSession : ITrainingSession
{
    private const int Batch = 64, Asked = 1000, StepsPerReport = 50;

    private readonly Pack _pack;
    private readonly LaneParameters _parameters;
    private readonly LaneLinear _hidden, _output;
    private readonly LaneAdam _optimiser;
    private int _step;

    public RingSession(Pack pack)
    {
        _pack = pack;
        _parameters = new(pack.Lanes.Count, pack.Device);
        _hidden = new(_parameters, "hidden", 2, pack.Shared.Integer("width"));
        _output = new(_parameters, "output", pack.Shared.Integer("width"), 2);
        _parameters.Initialise([.. pack.Lanes.Select(lane => lane.Seeds.Init)]);
        _optimiser = new(_parameters, new(pack.Numbers("learning-rate")), WeightDecayKind.Decoupled);
    }

    public bool Advance(CancellationToken cancellation)
    {
        var (steps, loss) = (_pack.Shared.Integer("steps"), Array.Empty<float>());
        for (var end = Math.Min(_step + StepsPerReport, steps); _step < end; _step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (points, labels) = Examples(Batch, lane => new(lane.Seeds.Order, RandomSource.Order, 0, _step));
            var losses = LaneLoss.CrossEntropy(Logits(points), labels);    // [lanes]
            _parameters.Backward(losses);                                  // from their sum: lanes do not meet
            _optimiser.Step(_step);
            loss = losses.detach().cpu().data<float>().ToArray();
        }

        Report(loss, isLast: _step == steps);
        return _pack.Lanes.Any(lane => !lane.HasEnded);
    }

    public void Dispose()
    {
        _optimiser.Dispose();
        _parameters.Dispose();
    }

    /// <summary>Points of the square, by chance from each lane's stream, and whether they lie on the ring.</summary>
    /// <returns>float32 [lanes, count, 2] and int64 [lanes, count]</returns>
    private (Tensor Points, Tensor Labels) Examples(int count, Func<Lane, StreamKey> stream)
    {
        var places = new float[_pack.Lanes.Count * count * 2];
        foreach (var (index, lane) in _pack.Lanes.Index())
            new RandomStream(stream(lane)).FillUniform(places.AsSpan(index * count * 2, count * 2), -1, 1);

        var points = tensor(places, [_pack.Lanes.Count, count, 2], device: _pack.Device);
        var radius = points.square().sum(-1).sqrt();
        return (points, radius.ge(0.4).logical_and(radius.le(0.8)).to(int64));
    }

    /// <returns>[lanes, points, 2]</returns>
    private Tensor Logits(Tensor points) => _output.Forward(_hidden.Forward(points).relu());

    private void Report(float[] loss, bool isLast)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (points, labels) = Examples(Asked, _ => new(Seed: 0, RandomSource.Augment, 0, 0));
        var accuracy = Logits(points).argmax(-1).eq(labels).@float().mean([1]).cpu().data<float>().ToArray();
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            lane.Report("loss", _step, loss[index]);
            lane.Report("accuracy", _step, accuracy[index]);
            if (!float.IsFinite(loss[index])) lane.Diverge(_step - 1);
            else if (isLast) lane.Complete(new Dictionary<string, double> { ["accuracy"] = accuracy[index] });
            if (lane.HasEnded) _parameters.Freeze(index);
        }
    }
}
