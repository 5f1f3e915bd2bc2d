namespace Seedbed.Training.Classification;

using Seedbed.Training.Checkpoints;
using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Trains a pack of classifiers with AdamW: reports every epoch, ends with the scores of every part, per-class scores
/// and confusion matrices. Its parameters and metrics are those of
/// <see cref="ClassifierDescription"/>.
/// </summary>
public sealed class ClassifierSession : IResumableSession
{
    /// <summary>So that a boundary is never far, however long an epoch is.</summary>
    private const int StepsPerAdvance = 32;

    private readonly Pack _pack;
    private readonly LaneParameters _parameters;
    private readonly IClassifier _classifier;
    private readonly Tensor _classWeights; // [lanes, classes]
    private readonly ILaneOptimiser _optimiser;
    private readonly EpochSelection _selection;
    private readonly LearningRateSchedule _schedule;
    private readonly ValidationCurves[] _curves; // by lane
    private readonly int _epochs;
    private readonly double _clip;
    private readonly double[] _losses; // by lane: sums over the epoch in progress
    private IEnumerator<Func<long, ScoredBatch>>? _batches; // those left of it

    /// <param name="build">Makes the classifier, whose layers add their parameters to the pack's.</param>
    public ClassifierSession(Pack pack, Func<LaneParameters, IClassifier> build)
    {
        _pack = pack;
        (_epochs, _clip) = (pack.Shared.Integer("epochs"), pack.Shared.Number("clip"));

        _parameters = new(pack.Lanes.Count, pack.Device);
        _classifier = build(_parameters);
        _parameters.Initialise([.. pack.Lanes.Select(lane => lane.Seeds.Init)]);
        _classWeights = WeightsOf(pack, _classifier);
        LaneRates rates = new(pack.Numbers("learning-rate"), pack.Numbers("weight-decay"));
        _optimiser = new LaneAdam(_parameters, rates, WeightDecayKind.Decoupled);
        _selection = new(pack.SelectBy, _parameters);
        _schedule = TrainingSchedule.Of(pack.Shared, StepsOfAll);
        _curves = [.. pack.Lanes.Select(_ => new ValidationCurves())];
        _losses = new double[pack.Lanes.Count];
    }

    public long Step { get; private set; }

    public long Epoch => Step / _classifier.StepsPerEpoch;

    private long StepsOfAll => (long)_classifier.StepsPerEpoch * _epochs;

    public bool Advance(CancellationToken cancellation)
    {
        if (Step < StepsOfAll)
        {
            Train(cancellation);
            if (Step % _classifier.StepsPerEpoch == 0) EndEpoch(cancellation);
        }

        if (Step == StepsOfAll && AnyGoesOn) Finish(cancellation);
        return AnyGoesOn;
    }

    public void Exchange(int lane, LaneState state)
    {
        Step = state.Integer("step", Step);
        _losses[lane] = state.Number("loss-sum", _losses[lane]);
        _parameters.Exchange(lane, state);
        _optimiser.Exchange(lane, state);
        _selection.Exchange(lane, state);
        _curves[lane].Exchange(state);
    }

    public void Dispose()
    {
        _batches?.Dispose();
        _selection.Dispose();
        _optimiser.Dispose();
        _classifier.Dispose();
        _parameters.Dispose();
        _classWeights.Dispose();
    }

    private bool AnyGoesOn => _pack.Lanes.Any(lane => !lane.HasEnded);

    private void Train(CancellationToken cancellation)
    {
        var done = (int)(Step % _classifier.StepsPerEpoch);
        _batches ??= _classifier.Epoch(Epoch).Skip(done).GetEnumerator();
        for (var left = StepsPerAdvance; left > 0 && AnyGoesOn && _batches.MoveNext(); left--)
        {
            cancellation.ThrowIfCancellationRequested();
            Train(_batches.Current);
            Step++;
        }
    }

    private void EndEpoch(CancellationToken cancellation)
    {
        _batches?.Dispose();
        _batches = null;
        Validate(cancellation);
        Array.Clear(_losses);
    }

    private void Train(Func<long, ScoredBatch> batch)
    {
        using var scope = NewDisposeScope();
        var scored = batch(Step);
        var meanBatch = (double)_classifier.TrainingClasses.Length / _classifier.StepsPerEpoch;
        var loss = LaneWeightedLoss.Of(scored.Logits, scored.Labels, _classWeights, meanBatch);
        _parameters.Backward(loss.Trained);
        if (_clip > 0) GradientClipping.Clip(_parameters, _clip);

        var trained = loss.Trained.detach().cpu().data<float>().ToArray();
        var unweighted = loss.Unweighted.cpu().data<float>().ToArray();
        for (var lane = 0; lane < trained.Length; lane++)
        {
            _losses[lane] += unweighted[lane];
            if (!float.IsFinite(trained[lane])) EndDiverged(lane);
        }

        _optimiser.Step(Step, _schedule.ScaleAt(Step));
    }

    /// <summary>Reports the epoch; a lane whose last update made its loss infinite or NaN has diverged, too.</summary>
    private void Validate(CancellationToken cancellation)
    {
        if (!AnyGoesOn) return;

        var validation = Evaluate(_classifier.Validation, cancellation);
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            lane.Report("train.loss", Step, _losses[index] / _classifier.TrainingClasses.Length);
            lane.Report("learning_rate", Step, lane.Parameters.Number("learning-rate") * _schedule.ScaleAt(Step - 1));
            foreach (var (metric, value) in validation[index].Metrics()) lane.Report(metric, Step, value);
            if (validation[index].Loss is double loss && !double.IsFinite(loss))
            {
                EndDiverged(index);
                continue;
            }

            _curves[index].Add(validation[index]);
            _selection.Offer(index, validation[index]);
        }
    }

    private void EndDiverged(int lane)
    {
        if (_pack.Lanes[lane].HasEnded) return;
        _parameters.Freeze(lane);
        _pack.Lanes[lane].Diverge(Step);
    }

    private void Finish(CancellationToken cancellation)
    {
        for (var lane = 0; lane < _pack.Lanes.Count; lane++) _selection.Restore(lane);
        List<PartEvaluation[]> parts =
            [.. _classifier.Evaluation.Prepend(_classifier.Validation).Select(part => Evaluate(part, cancellation))];

        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            PartEvaluation[] ofLane = [.. parts.Select(part => part[index])];
            var finals = ofLane.SelectMany(part => part.Metrics()).Concat(_curves[index].Volatilities()).ToDictionary();
            if (finals.Values.All(double.IsFinite))
            {
                lane.Attach(EvaluationDocument.Name, EvaluationDocument.Write(_classifier.Classes, ofLane));
                lane.Complete(finals);
            }
            else
            {
                lane.Diverge(Step); // on a part that validation did not see
            }
        }
    }

    private PartEvaluation[] Evaluate(ScoredPart part, CancellationToken cancellation) =>
        PartEvaluation.Of(part, _pack.Lanes.Count, _classifier.Classes.Count, cancellation);

    private static Tensor WeightsOf(Pack pack, IClassifier classifier)
    {
        var classes = classifier.Classes.Count;
        var weights = new float[pack.Lanes.Count, classes];
        foreach (var (index, lane) in pack.Lanes.Index())
        {
            var ofLane = ClassWeights.Of(lane.Parameters.Choice("class-weights"), classifier.TrainingClasses, classes);
            foreach (var (@class, weight) in ofLane.Index()) weights[index, @class] = (float)weight;
        }

        return tensor(weights).OwnedOn(pack.Device);
    }
}
