namespace Seedbed.Training.Classification;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Trains a pack of classifiers with AdamW, an epoch at a time: reports every epoch, ends with the scores of every
/// part, per-class scores and confusion matrices. Its parameters and metrics are those of
/// <see cref="ClassifierDescription"/>.
/// </summary>
public sealed class ClassifierSession : ITrainingSession
{
    private readonly Pack _pack;
    private readonly LaneParameters _parameters;
    private readonly IClassifier _classifier;
    private readonly Tensor _classWeights; // [lanes, classes]
    private readonly LaneAdam _optimiser;
    private readonly EpochSelection _selection;
    private readonly LearningRateSchedule _schedule;
    private readonly ValidationCurves[] _curves; // by lane
    private readonly int _epochs;
    private readonly double _clip;
    private long _step;
    private int _epoch;

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
        _optimiser = new(_parameters, rates, WeightDecayKind.Decoupled);
        _selection = new(pack.SelectBy, _parameters);
        _schedule = TrainingSchedule.Of(pack.Shared, (long)_classifier.StepsPerEpoch * _epochs);
        _curves = [.. pack.Lanes.Select(_ => new ValidationCurves())];
    }

    public bool Advance(CancellationToken cancellation)
    {
        if (_epoch < _epochs)
        {
            var trainLoss = TrainEpoch(cancellation);
            _epoch++;
            Validate(trainLoss, cancellation);
        }

        if (_epoch == _epochs && AnyGoesOn) Finish(cancellation);
        return AnyGoesOn;
    }

    public void Dispose()
    {
        _selection.Dispose();
        _optimiser.Dispose();
        _classifier.Dispose();
        _parameters.Dispose();
        _classWeights.Dispose();
    }

    private bool AnyGoesOn => _pack.Lanes.Any(lane => !lane.HasEnded);

    /// <returns>Each lane's mean unweighted loss over the epoch.</returns>
    private double[] TrainEpoch(CancellationToken cancellation)
    {
        var losses = new double[_pack.Lanes.Count];
        foreach (var batch in _classifier.Epoch(_epoch))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!AnyGoesOn) break;
            Train(batch, losses);
            _step++;
        }

        return [.. losses.Select(loss => loss / _classifier.TrainingClasses.Length)];
    }

    private void Train(Func<long, ScoredBatch> batch, double[] losses)
    {
        using var scope = NewDisposeScope();
        var scored = batch(_step);
        var meanBatch = (double)_classifier.TrainingClasses.Length / _classifier.StepsPerEpoch;
        var loss = LaneWeightedLoss.Of(scored.Logits, scored.Labels, _classWeights, meanBatch);
        _parameters.Backward(loss.Trained);
        if (_clip > 0) GradientClipping.Clip(_parameters, _clip);

        var trained = loss.Trained.detach().cpu().data<float>().ToArray();
        var unweighted = loss.Unweighted.cpu().data<float>().ToArray();
        for (var lane = 0; lane < trained.Length; lane++)
        {
            losses[lane] += unweighted[lane];
            if (!float.IsFinite(trained[lane])) EndDiverged(lane);
        }

        _optimiser.Step(_step, _schedule.ScaleAt(_step));
    }

    /// <summary>Reports the epoch; a lane whose last update made its loss infinite or NaN has diverged, too.</summary>
    private void Validate(double[] trainLoss, CancellationToken cancellation)
    {
        if (!AnyGoesOn) return;

        var validation = Evaluate(_classifier.Validation, cancellation);
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            lane.Report("train.loss", _step, trainLoss[index]);
            lane.Report("learning_rate", _step, lane.Parameters.Number("learning-rate") * _schedule.ScaleAt(_step - 1));
            foreach (var (metric, value) in validation[index].Metrics()) lane.Report(metric, _step, value);
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
        _pack.Lanes[lane].Diverge(_step);
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
                lane.Diverge(_step); // on a part that validation did not see
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

        return tensor(weights).to(pack.Device).DetachFromDisposeScope();
    }
}
