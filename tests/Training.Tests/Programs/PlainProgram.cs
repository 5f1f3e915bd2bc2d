namespace Seedbed.Training.Tests.Programs;

using Seedbed.Training.Programs;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>A program as people write it: TorchSharp's modules, dropout, optimiser and default generator.</summary>
internal sealed class PlainProgram : SoloProgram
{
    /// <summary>Draws that an epoch takes from the generator beside its training.</summary>
    public int Extra { get; init; }

    protected override ProgramDescription Describe() => new()
    {
        Name = "plain",
        Version = "1",
        Summary = "Fits a line to noise.",
        Parameters =
        [
            Parameter.Number("learning-rate", 0.1, 0, null, "Step size."),
            Parameter.Integer("epochs", 4, 1, 99, "Passes."),
        ],
        Metrics = [new(
            "loss", MetricScope.CurveAndFinal, MetricDirection.LowerIsBetter, null, null, "Mean squared error.")],
        MaxLanes = 64,
    };

    protected override ISoloTraining Begin(SoloJob job) => new Training(job, Extra);

    private sealed class Training : ISoloTraining
    {
        private const int Rows = 24, Batch = 6;

        private readonly SoloJob _job;
        private readonly int _extra;
        private readonly Tensor _x = linspace(-1, 1, Rows * 3).view(Rows, 3);
        private readonly nn.Module<Tensor, Tensor> _model = nn.Sequential(
            nn.Linear(3, 8), nn.Dropout(0.5), nn.ReLU(), nn.Linear(8, 1));
        private readonly optim.Optimizer _optimiser;

        public Training(SoloJob job, int extra)
        {
            (_job, _extra) = (job, extra);
            _optimiser = optim.SGD(_model.parameters(), job.Parameters.Number("learning-rate"), momentum: 0.9);
            job.Attach("initial", Bytes());
        }

        public int Epochs => _job.Parameters.Integer("epochs");

        public long Step { get; private set; }

        public double TrainEpoch(int epoch, CancellationToken cancellation)
        {
            _model.train();
            var order = _job.Order(epoch, Rows);
            var sum = 0.0;
            for (var first = 0; first < Rows; first += Batch, Step++)
            {
                using var scope = NewDisposeScope();
                var x = _x[order.narrow(0, first, Batch)] + 0.1 * randn(Batch, 3);
                var loss = nn.functional.mse_loss(_model.forward(x), x.sum(1, keepdim: true));
                _optimiser.zero_grad();
                loss.backward();
                _optimiser.step();
                sum += loss.item<float>();
            }

            rand(_extra);
            return sum;
        }

        public SoloEvaluation Evaluate(CancellationToken cancellation)
        {
            _model.eval();
            var loss = nn.functional.mse_loss(_model.forward(_x), _x.sum(1, keepdim: true)).item<float>();
            var drawn = rand(1).item<float>();    // what is drawn here must not reach the next epoch
            return new(new Dictionary<string, double> { ["loss"] = loss },
                new Dictionary<string, double> { ["loss"] = loss, ["epoch"] = Step, ["drawn"] = drawn });
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            _model.Dispose();
            _x.Dispose();
        }

        private byte[] Bytes() => [.. _model.parameters().SelectMany(parameter => parameter.bytes.ToArray())];
    }
}
