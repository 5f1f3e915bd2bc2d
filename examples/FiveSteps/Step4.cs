namespace FiveSteps;

using Seedbed.Training.Lanes;
using Seedbed.Training.Optimisers;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>The same in lanes: K jobs as one tensor program.</summary>
public sealed class IrisLanes : ITrainingProgram
{
    public ProgramDescription Description { get; } = Iris.Describe("iris-lanes") with { MaxLanes = 64 };

    public ITrainingSession Start(Pack pack) => new Session(pack);

    private sealed class Session : ITrainingSession
    {
        private readonly Pack _pack;
        private readonly Flowers _flowers;
        private readonly LaneParameters _parameters;
        private readonly LaneLinear _hidden, _output;
        private readonly LaneDropout _dropout;
        private readonly LaneAdam _optimiser;
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
            _optimiser = new(_parameters, new(pack.Numbers("learning-rate")), WeightDecayKind.Decoupled);
        }

        public bool Advance(CancellationToken cancellation)
        {
            var rows = _flowers.Training.Count;
            var sums = new double[_pack.Lanes.Count];
            using var order = EpochOrder.Of([.. _pack.Lanes.Select(lane => lane.Seeds.Order)], _epoch, rows);
            for (var first = 0; first < rows; first += Iris.Batch, _step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var batch = order.narrow(1, first, Math.Min(Iris.Batch, rows - first));    // [lanes, batch]
                var logits = Logits(_flowers.Training.Measures[batch], _step);
                var losses = LaneLoss.CrossEntropy(logits, _flowers.Training.Species[batch]);
                _parameters.Backward(losses);                              // from their sum: lanes do not meet
                _optimiser.Step(_step);
                foreach (var (lane, loss) in losses.detach().cpu().data<float>().Index()) sums[lane] += loss;
            }

            _epoch++;
            Report([.. sums.Select(sum => sum / ((rows + Iris.Batch - 1) / Iris.Batch))]);
            return _pack.Lanes.Any(lane => !lane.HasEnded);
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            _parameters.Dispose();
            _flowers.Dispose();
        }

        /// <param name="x">[lanes, batch, measures]</param>
        /// <param name="step">Decides the masks; null when evaluating, which drops nothing.</param>
        /// <returns>[lanes, batch, species]</returns>
        private Tensor Logits(Tensor x, long? step) =>
            _output.Forward(_dropout.Forward(_hidden.Forward(x).relu(), step));

        private void Report(double[] losses)
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var asked = _flowers.Test.Measures.expand(_pack.Lanes.Count, -1, -1);           // the same in every lane
            var right = Logits(asked, step: null).argmax(-1).eq(_flowers.Test.Species);     // [lanes, rows]
            var accuracy = right.@float().mean([1]).cpu().data<float>().ToArray();
            foreach (var (index, lane) in _pack.Lanes.Index().Where(entry => !entry.Item.HasEnded))
            {
                lane.Report("train.loss", _step, losses[index]);
                if (!double.IsFinite(losses[index])) lane.Diverge(_step - 1);
                else if (_epoch == lane.Parameters.Integer("epochs"))
                    lane.Complete(new Dictionary<string, double> { ["test.accuracy"] = accuracy[index] });
                if (lane.HasEnded) _parameters.Freeze(index);
            }
        }
    }
}
