namespace FiveSteps;

using Seedbed.Training.Lanes;
using Seedbed.Training.Metrics;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using static Seedbed.Training.Programs.MetricDirection;
using static Seedbed.Training.Programs.MetricScope;
using static TorchSharp.torch;

/// <summary>A description that a whole study can be made of, and lanes that end each in its own time.</summary>
public sealed class IrisStudied : ITrainingProgram
{
    public ProgramDescription Description { get; } = Iris.Describe("iris") with
    {
        Parameters =
        [
            Parameter.Integer("width", 16, 1, 4096, "Hidden units."),
            Parameter.Integer("epochs", 100, 1, 100_000, "Passes over the training part, at most.", "epochs"),
            Parameter.Integer("patience", 10, 1, 100_000, "Epochs without a better validation loss that end it."),
            Parameter.Number("dropout", 0.1, 0, 0.9, "Share of hidden units that training drops.", perLane: true),
            Parameter.Number("learning-rate", 0.01, 0, null, "Step size of AdamW.", perLane: true),
            Parameter.Number("weight-decay", 0.01, 0, 10, "Decoupled weight decay of AdamW.", perLane: true),
        ],
        Metrics =
        [
            new("val.loss", CurveAndFinal, LowerIsBetter, null, "nats", "Mean cross-entropy of the validation part."),
            new("accuracy", EvaluationPart, HigherIsBetter, 0, null, "Share right of the part."),
            new("macro_f1", EvaluationPart, HigherIsBetter, 0, null, "Mean F1 over the species in the part."),
        ],
        MaxLanes = 64,
    };

    public ITrainingSession Start(Pack pack) => new Session(pack);

    private sealed class Session : ITrainingSession
    {
        private readonly Pack _pack;
        private readonly Flowers _flowers;
        private readonly LaneParameters _parameters;
        private readonly LaneLinear _hidden, _output;
        private readonly LaneDropout _dropout;
        private readonly LaneAdam _optimiser;
        private readonly EarlyStopping _stopping;
        private readonly Dictionary<string, double>[] _finals; // by lane, of the epoch that counts
        private int _epoch;
        private long _step;

        public Session(Pack pack)
        {
            var width = pack.Shared.Integer("width");
            _pack = pack;
            _flowers = Flowers.Read(pack.Data, pack.Device);
            _parameters = new(pack.Lanes.Count, pack.Device);
            _hidden = new(_parameters, "hidden", _flowers.Measures, width);
            _output = new(_parameters, "output", width, Iris.Species);
            _parameters.Initialise([.. pack.Lanes.Select(lane => lane.Seeds.Init)]);
            _dropout = new([.. pack.Lanes.Select(lane => lane.Seeds.Dropout)], pack.Numbers("dropout"), site: 0);
            LaneRates rates = new(pack.Numbers("learning-rate"), pack.Numbers("weight-decay"));
            _optimiser = new(_parameters, rates, WeightDecayKind.Decoupled);
            _stopping = new(_parameters, pack.Shared.Integer("patience"), higherIsBetter: false);
            _finals = [.. pack.Lanes.Select(_ => new Dictionary<string, double>())];
        }

        public bool Advance(CancellationToken cancellation)
        {
            var rows = _flowers.Training.Count;
            using var order = EpochOrder.Of([.. _pack.Lanes.Select(lane => lane.Seeds.Order)], _epoch, rows);
            for (var first = 0; first < rows; first += Iris.Batch, _step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                Train(order.narrow(1, first, Math.Min(Iris.Batch, rows - first)));
            }

            _epoch++;
            Validate();
            return GoingOn.Any();
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            _parameters.Dispose();
            _flowers.Dispose();
        }

        private IEnumerable<(int Index, Lane Lane)> GoingOn =>
            _pack.Lanes.Index().Where(entry => !entry.Item.HasEnded);

        /// <param name="batch">Rows of the training part: [lanes, batch]</param>
        private void Train(Tensor batch)
        {
            var logits = Logits(_flowers.Training.Measures[batch], _step);
            var losses = LaneLoss.CrossEntropy(logits, _flowers.Training.Species[batch]);
            _parameters.Backward(losses);
            var finite = losses.isfinite().cpu().data<bool>().ToArray();
            foreach (var (index, lane) in GoingOn.Where(entry => !finite[entry.Index])) Diverge(index, lane);
            _optimiser.Step(_step);
        }

        private void Validate()
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var (validation, test) = (_flowers.Validation, _flowers.Test);
            var logits = Logits(InEveryLane(validation.Measures));
            var losses = LaneLoss.CrossEntropy(logits, InEveryLane(validation.Species)).cpu().data<float>().ToArray();
            var answers = Logits(InEveryLane(test.Measures)).argmax(-1).cpu();              // [lanes, rows]
            foreach (var (index, lane) in GoingOn)
            {
                lane.Report("val.loss", _step, losses[index]);
                if (float.IsFinite(losses[index])) Offer(index, lane, losses[index], answers[index]);
                else Diverge(index, lane);
            }
        }

        /// <summary>The finals are the last epoch's, or those of the best if the study selects by it.</summary>
        private void Offer(int index, Lane lane, double loss, Tensor answers)
        {
            var before = _stopping.Best(index);
            var isOver = _stopping.Offer(index, loss) || _epoch == lane.Parameters.Integer("epochs");
            if (_pack.SelectBy is null || _stopping.Best(index) != before) _finals[index] = FinalsOf(loss, answers);
            if (isOver) lane.Complete(_finals[index]);
        }

        private void Diverge(int index, Lane lane)
        {
            _parameters.Freeze(index); // its neighbours go on
            lane.Diverge(_step);
        }

        /// <param name="loss">Of the validation part.</param>
        /// <param name="answers">int64 [rows] of the test part</param>
        private Dictionary<string, double> FinalsOf(double loss, Tensor answers)
        {
            var matrix = new ConfusionMatrix(Iris.Species);
            var truth = _flowers.Test.Species.cpu().data<long>();
            foreach (var (answer, species) in answers.data<long>().Zip(truth)) matrix.Add((int)species, (int)answer);

            var scores = ClassificationScores.Of(matrix);
            var finals = new Dictionary<string, double> { ["val.loss"] = loss };
            if (scores.Accuracy is { } accuracy) finals["test.accuracy"] = accuracy;
            if (scores.MacroF1 is { } macroF1) finals["test.macro_f1"] = macroF1;
            return finals;
        }

        private Tensor InEveryLane(Tensor x) => x.unsqueeze(0).expand([_pack.Lanes.Count, .. x.shape]);

        private Tensor Logits(Tensor x, long? step = null) =>
            _output.Forward(_dropout.Forward(_hidden.Forward(x).relu(), step));
    }
}
