namespace OwnProgram;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>K networks learn at once, each from its own seed: every tensor has a lane for each of them.</summary>
internal sealed class ClockSession : ITrainingSession
{
    private const int StepsPerReport = 50;

    private readonly Pack _pack;
    private readonly ClockSums _shown, _hidden;
    private readonly LaneParameters _parameters;
    private readonly LaneLinear _first, _second;
    private readonly LaneAdam _optimiser;
    private int _step;

    public ClockSession(Pack pack)
    {
        _pack = pack;
        var (hours, width) = (pack.Shared.Integer("hours"), pack.Shared.Integer("width"));
        var sums = Enumerable.Range(0, hours * hours).ToLookup(
            sum => ClockSums.IsShown(sum, pack.Shared.Number("shown")));
        (_shown, _hidden) = (ClockSums.Of(sums[true], hours, pack), ClockSums.Of(sums[false], hours, pack));

        _parameters = new(pack.Lanes.Count, pack.Device);
        _first = new(_parameters, "first", 2 * hours, width);
        _second = new(_parameters, "second", width, hours);
        _parameters.Initialise([.. pack.Lanes.Select(lane => lane.Seeds.Init)]);
        LaneRates rates = new(pack.Numbers("learning-rate"), pack.Numbers("weight-decay"));
        _optimiser = new(_parameters, rates, WeightDecayKind.Decoupled);
    }

    public bool Advance(CancellationToken cancellation)
    {
        var (steps, loss) = (_pack.Shared.Integer("steps"), Array.Empty<float>());
        for (var end = Math.Min(_step + StepsPerReport, steps); _step < end; _step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var losses = LaneLoss.CrossEntropy(Answer(_shown), _shown.Answers);  // [lanes]
            _parameters.Backward(losses);                                        // from their sum: lanes do not meet
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
        _hidden.Dispose();
        _shown.Dispose();
    }

    /// <returns>Logits: [lanes, sums, hours]</returns>
    private Tensor Answer(ClockSums sums) => _second.Forward(_first.Forward(sums.Terms).relu());

    private void Report(float[] loss, bool isLast)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (known, fresh) = (ShareRight(_shown), ShareRight(_hidden));
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            lane.Report("loss", _step, loss[index]);
            lane.Report("known", _step, known[index]);
            lane.Report("new", _step, fresh[index]);
            if (!float.IsFinite(loss[index])) lane.Diverge(_step);
            else if (isLast)
                lane.Complete(new Dictionary<string, double> { ["known"] = known[index], ["new"] = fresh[index] });
            if (lane.HasEnded) _parameters.Freeze(index);
        }
    }

    private float[] ShareRight(ClockSums sums) =>
        Answer(sums).argmax(-1).eq(sums.Answers).@float().mean([1]).cpu().data<float>().ToArray();
}
