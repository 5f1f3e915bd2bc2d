namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Data;
using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>Trains a pack of classifiers, an epoch at a time.</summary>
internal sealed class SequenceClassifierSession : ITrainingSession
{
    private readonly Pack _pack;
    private readonly TextCorpus _corpus;
    private readonly LengthBuckets _training;
    private readonly LengthBuckets _validation;
    private readonly Tensor _classWeights; // [lanes, classes]
    private readonly LaneParameters _parameters;
    private readonly SequenceEncoder _encoder;
    private readonly LaneAdam _optimiser;
    private readonly EpochSelection _selection;
    private readonly LearningRateSchedule _schedule;
    private readonly int _epochs;
    private readonly int _batch;
    private readonly double _clip;
    private readonly int _stepsPerEpoch;
    private long _step;
    private int _epoch;

    public SequenceClassifierSession(Pack pack)
    {
        _pack = pack;
        var shared = pack.Lanes[0].Parameters;
        (_epochs, _batch, _clip) = (shared.Integer("epochs"), shared.Integer("batch"), shared.Number("clip"));

        var data = pack.Data ?? throw new InvalidDataException("sequence-classifier needs data.");
        var unit = Enum.Parse<TextUnit>(shared.Choice("unit"), ignoreCase: true);
        _corpus = TextCorpus.Read(data, unit, shared.Integer("vocabulary"), shared.Integer("max-length"));
        _training = BucketsOf(_corpus.Training);
        _validation = BucketsOf(_corpus.Validation);
        _classWeights = WeightsOf(pack, _corpus);

        _parameters = new(pack.Lanes.Count, pack.Device);
        var dropout = new DropoutSites([.. pack.Lanes.Select(lane => lane.Seeds.Dropout)], OfLanes("dropout"));
        _encoder = new(_parameters, dropout, EncoderShape.Of(shared, StartSymbol + 1, _corpus.Classes.Count));
        _parameters.Initialise([.. pack.Lanes.Select(lane => lane.Seeds.Init)]);
        _optimiser = new LaneAdam(_parameters, new(OfLanes("learning-rate"), OfLanes("weight-decay")), WeightDecayKind.Decoupled);
        _selection = new(pack.SelectBy, _parameters);
        _stepsPerEpoch = PlanOf(epoch: 0).Count;
        _schedule = TrainingSchedule.Of(shared, (long)_stepsPerEpoch * _epochs);
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
        _encoder.Dispose();
        _parameters.Dispose();
        _classWeights.Dispose();
        _validation.Dispose();
        _training.Dispose();
    }

    /// <summary>The number after those of the vocabulary.</summary>
    private int StartSymbol => _corpus.Vocabulary.Count;

    private LengthBuckets BucketsOf(TextPart part) => LengthBuckets.Of(
        part, _pack.Lanes[0].Parameters.Flag("start-symbol") ? StartSymbol : null, _pack.Device);

    private bool AnyGoesOn => _pack.Lanes.Any(lane => !lane.HasEnded);

    /// <returns>Each lane's mean unweighted loss over the epoch.</returns>
    private double[] TrainEpoch(CancellationToken cancellation)
    {
        var losses = new double[_pack.Lanes.Count];
        using var orders = new EpochOrders(_training.All, [.. _pack.Lanes.Select(lane => lane.Seeds.Order)], _epoch, _pack.Device);
        foreach (var pieces in PlanOf(_epoch))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!AnyGoesOn) break;
            Train(pieces, orders, losses);
            _step++;
        }

        return [.. losses.Select(loss => loss / _corpus.Training.Count)];
    }

    private void Train(PlannedPiece[] pieces, EpochOrders orders, double[] losses)
    {
        using var scope = NewDisposeScope();
        var batch = pieces.Index().Select(piece => Forward(piece.Item, orders[piece.Item], _step * _batch + piece.Index)).ToList();
        var loss = LaneWeightedLoss.Of(
            cat([.. batch.Select(piece => piece.Logits)], 1), cat([.. batch.Select(piece => piece.Labels)], 1),
            _classWeights, (double)_corpus.Training.Count / _stepsPerEpoch);
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

    /// <param name="number">Names the dropout masks: no two pieces of a run have the same.</param>
    /// <returns>[lanes, count, classes] and int64 [lanes, count]</returns>
    private (Tensor Logits, Tensor Labels) Forward(PlannedPiece piece, Tensor examples, long number)
    {
        var (bucket, lanes) = (_training.All[piece.Bucket], _pack.Lanes.Count);
        var symbols = bucket.Symbols.index_select(0, examples).view(lanes, piece.Count, bucket.Length);
        var labels = bucket.Classes.index_select(0, examples).view(lanes, piece.Count);
        return (_encoder.Forward(symbols, number), labels);
    }

    /// <summary>Reports the epoch; a lane whose last update made its loss infinite or NaN has diverged, too.</summary>
    private void Validate(double[] trainLoss, CancellationToken cancellation)
    {
        if (!AnyGoesOn) return;

        var validation = Evaluate("val", _validation, cancellation);
        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            lane.Report("train.loss", _step, trainLoss[index]);
            lane.Report("learning_rate", _step, lane.Parameters.Number("learning-rate") * _schedule.ScaleAt(_step - 1));
            foreach (var (metric, value) in validation[index].Metrics()) lane.Report(metric, _step, value);
            if (validation[index].Loss is double loss && !double.IsFinite(loss)) EndDiverged(index);
            else _selection.Offer(index, validation[index]);
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
        List<PartEvaluation[]> parts = [Evaluate("val", _validation, cancellation)];
        foreach (var part in _corpus.Evaluation)
        {
            using var texts = BucketsOf(part);
            parts.Add(Evaluate(part.Name, texts, cancellation));
        }

        foreach (var (index, lane) in _pack.Lanes.Index())
        {
            if (lane.HasEnded) continue;
            lane.Attach(EvaluationDocument.Name, EvaluationDocument.Write(_corpus.Classes, parts.Select(part => part[index])));
            lane.Complete(parts.SelectMany(part => part[index].Metrics()).ToDictionary());
        }
    }

    private PartEvaluation[] Evaluate(string part, LengthBuckets texts, CancellationToken cancellation) =>
        PartEvaluation.Of(part, _encoder, texts, _pack.Lanes.Count, _corpus.Classes.Count, cancellation);

    private IReadOnlyList<PlannedPiece[]> PlanOf(long epoch) => EpochPlan.Of(
        [.. _training.All.Select(bucket => bucket.Count)], _batch, _pack.Data?.Declaration.Split.Seed ?? 0, epoch);

    private double[] OfLanes(string parameter) => [.. _pack.Lanes.Select(lane => lane.Parameters.Number(parameter))];

    private static Tensor WeightsOf(Pack pack, TextCorpus corpus)
    {
        float[] weights = [.. pack.Lanes.SelectMany(lane =>
            ClassWeights.Of(lane.Parameters.Choice("class-weights"), corpus.Training.Classes, corpus.Classes.Count)).Select(weight => (float)weight)];
        return tensor(weights, [pack.Lanes.Count, corpus.Classes.Count]).to(pack.Device).DetachFromDisposeScope();
    }
}
