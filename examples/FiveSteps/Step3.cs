namespace FiveSteps;

using Seedbed.Training.Lanes;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>The same with keyed chance: what a number is drawn for decides it, not what was drawn before.</summary>
public sealed class IrisKeyed : SoloProgram
{
    protected override ProgramDescription Describe() => Iris.Describe("iris-keyed") with
    {
        Guarantees = "All chance is keyed by seed and use; only kernels that add in no fixed order change numbers.",
    };

    protected override ISoloTraining Begin(SoloJob job) => new Training(job);

    private sealed class Training : ISoloTraining
    {
        private readonly SoloJob _job;
        private readonly Flowers _flowers;
        private readonly Linear _hidden, _output;
        private readonly LaneDropout _dropout;
        private readonly optim.Optimizer _optimiser;
        private double _loss;

        public Training(SoloJob job)
        {
            var (width, dropout) = (job.Parameters.Integer("width"), job.Parameters.Number("dropout"));
            _job = job;
            _flowers = Flowers.Read(job.Data, job.Device);
            _hidden = Keyed(nn.Linear(_flowers.Measures, width), index: 0);
            _output = Keyed(nn.Linear(width, Iris.Species), index: 2);
            _dropout = new([job.Seeds.Dropout], [dropout], site: 0);
            _optimiser = optim.Adam(
                [.. _hidden.parameters(), .. _output.parameters()], job.Parameters.Number("learning-rate"));
        }

        public int Epochs => _job.Parameters.Integer("epochs");

        public long Step { get; private set; }

        public double TrainEpoch(int epoch, CancellationToken cancellation)
        {
            var rows = _flowers.Training.Count;
            using var order = _job.Order(epoch, rows);
            var losses = new List<double>();
            for (var first = 0; first < rows; first += Iris.Batch, Step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var batch = order.narrow(0, first, Math.Min(Iris.Batch, rows - first));
                var logits = Logits(_flowers.Training.Measures[batch], Step);
                var loss = nn.functional.cross_entropy(logits, _flowers.Training.Species[batch]);
                _optimiser.zero_grad();
                loss.backward();
                _optimiser.step();
                losses.Add(loss.item<float>());
            }

            return _loss = losses.Average();
        }

        public SoloEvaluation Evaluate(CancellationToken cancellation)
        {
            using var scope = NewDisposeScope();
            var right = Logits(_flowers.Test.Measures, step: null).argmax(1).eq(_flowers.Test.Species);
            return new(
                new Dictionary<string, double> { ["train.loss"] = _loss },
                new Dictionary<string, double> { ["test.accuracy"] = right.@float().mean().item<float>() });
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            _output.Dispose();
            _hidden.Dispose();
            _flowers.Dispose();
        }

        /// <param name="x">[batch, measures]</param>
        /// <param name="step">Decides the mask; null when evaluating, which drops nothing.</param>
        /// <returns>[batch, species]</returns>
        private Tensor Logits(Tensor x, long? step) =>
            _output.forward(_dropout.Forward(_hidden.forward(x).relu(), step));

        /// <summary>Begins a layer from the job's init seed, as torch's does from the default generator.</summary>
        /// <param name="index">Of the weight among the model's parameters; the bias is the next.</param>
        private Linear Keyed(Linear layer, int index)
        {
            var begin = Initialisers.UniformByFan(layer.weight.shape[1]);
            using var weight = layer.weight.t(); // [inputs, outputs], as lanes have it
            Fill(weight, begin, index);
            if (layer.bias is { } bias) Fill(bias, begin, index + 1);
            layer.to(_job.Device);
            return layer;
        }

        private void Fill(Tensor parameter, Initialiser begin, int index)
        {
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var values = new float[parameter.numel()];
            begin(new(new(_job.Seeds.Init, RandomSource.Init, index, Step: 0)), values);
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
