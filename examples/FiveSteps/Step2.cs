namespace FiveSteps;

using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>The loop as a program: data, parameters and seeds are the study's.</summary>
public sealed class IrisModules : SoloProgram
{
    protected override ProgramDescription Describe() => Iris.Describe("iris-modules");

    protected override ISoloTraining Begin(SoloJob job) => new Training(job);

    private sealed class Training : ISoloTraining
    {
        private readonly Flowers _flowers;
        private readonly nn.Module<Tensor, Tensor> _model;
        private readonly optim.Optimizer _optimiser;
        private double _loss;

        public Training(SoloJob job)
        {
            var (width, dropout) = (job.Parameters.Integer("width"), job.Parameters.Number("dropout"));
            Epochs = job.Parameters.Integer("epochs");
            _flowers = Flowers.Read(job.Data, job.Device);
            _model = nn.Sequential(
                nn.Linear(_flowers.Measures, width), nn.ReLU(), nn.Dropout(dropout), nn.Linear(width, Iris.Species));
            _model.to(job.Device);
            _optimiser = optim.Adam(_model.parameters(), job.Parameters.Number("learning-rate"));
        }

        public int Epochs { get; }

        public long Step { get; private set; }

        public double TrainEpoch(int epoch, CancellationToken cancellation)
        {
            _model.train();
            var rows = _flowers.Training.Count;
            using var order = randperm(rows);
            var losses = new List<double>();
            for (var first = 0; first < rows; first += Iris.Batch, Step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var batch = order.narrow(0, first, Math.Min(Iris.Batch, rows - first));
                var logits = _model.forward(_flowers.Training.Measures[batch]);
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
            _model.eval();
            using var scope = NewDisposeScope();
            var right = _model.forward(_flowers.Test.Measures).argmax(1).eq(_flowers.Test.Species);
            return new(
                new Dictionary<string, double> { ["train.loss"] = _loss },
                new Dictionary<string, double> { ["test.accuracy"] = right.@float().mean().item<float>() });
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            _model.Dispose();
            _flowers.Dispose();
        }
    }
}
