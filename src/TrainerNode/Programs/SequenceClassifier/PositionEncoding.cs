namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>Tells the model where in a text a unit stands, by adding a vector for each place.</summary>
internal abstract class PositionEncoding : IDisposable
{
    public static PositionEncoding Of(EncoderShape shape, LaneParameters parameters) => shape.Positions switch
    {
        Positions.None => new Absent(),
        Positions.Sinusoidal => new Sinusoidal(shape, parameters.Device),
        _ => new Learned(shape, parameters),
    };

    /// <param name="x">[lanes, batch, length, width]</param>
    public abstract Tensor AddTo(Tensor x);

    /// <summary>Frees what the encoding holds beside the parameters.</summary>
    public abstract void Dispose();

    private sealed class Absent : PositionEncoding
    {
        public override Tensor AddTo(Tensor x) => x;

        public override void Dispose() { }
    }

    /// <summary>
    /// sin(t/10000^(2i/width)) at 2i and cos of the same at 2i + 1, times the embedding's standard deviation 1/√width
    /// so that neither drowns the other. Source: Vaswani et al., arXiv:1706.03762, section 3.5, which scales the
    /// embedding instead.
    /// </summary>
    private sealed class Sinusoidal(EncoderShape shape, Device device) : PositionEncoding
    {
        private readonly Tensor _table = TableOf(shape).OwnedOn(device); // [max length, width]

        public override Tensor AddTo(Tensor x) => x + _table.narrow(0, 0, x.shape[2]);

        public override void Dispose() => _table.Dispose();

        private static Tensor TableOf(EncoderShape shape)
        {
            var table = new float[shape.MaxLength * shape.Width];
            for (var i = 0; i < table.Length; i++)
            {
                var (place, element) = Math.DivRem(i, shape.Width);
                var angle = place / Math.Pow(10_000, element / 2 * 2.0 / shape.Width);
                table[i] = (float)((element % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle)) / Math.Sqrt(shape.Width));
            }

            return tensor(table, [shape.MaxLength, shape.Width]);
        }
    }

    private sealed class Learned(EncoderShape shape, LaneParameters parameters) : PositionEncoding
    {
        private readonly LaneParameter _table = parameters.Add(
            "positions", Initialisers.Normal(1 / Math.Sqrt(shape.Width)), shape.MaxLength, shape.Width);

        public override Tensor AddTo(Tensor x) => x + _table.Value.narrow(1, 0, x.shape[2]).unsqueeze(1);

        public override void Dispose() { } // the parameters own the table
    }
}
