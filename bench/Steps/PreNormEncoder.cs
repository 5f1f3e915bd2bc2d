namespace Seedbed.Bench.Steps;

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>Sizes of a small transformer over symbols.</summary>
/// <param name="Symbols">How many there are.</param>
/// <param name="Length">Of every text.</param>
internal sealed record EncoderSize(
    int Symbols, int Length, int Width, int Hidden, int Classes, int Blocks = 2, int Heads = 4);

/// <summary>The classifiers' network of modules: TorchSharp's own encoder layer normalises behind.</summary>
internal sealed class PreNormEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Embedding _embedding;
    private readonly Parameter _positions;
    private readonly ModuleList<Block> _blocks;
    private readonly LayerNorm _norm;
    private readonly Linear _output;

    public PreNormEncoder(EncoderSize size) : base(nameof(PreNormEncoder))
    {
        _embedding = nn.Embedding(size.Symbols, size.Width);
        _positions = nn.Parameter(zeros(size.Length, size.Width));
        _blocks = new([.. Enumerable.Range(0, size.Blocks).Select(_ => new Block(size))]);
        _norm = nn.LayerNorm(size.Width);
        _output = nn.Linear(size.Width, size.Classes);
        RegisterComponents();
    }

    /// <param name="input">int64 [batch, length]</param>
    /// <returns>[batch, classes]</returns>
    public override Tensor forward(Tensor input)
    {
        var x = (_embedding.forward(input) + _positions).transpose(0, 1);    // [length, batch, width]
        foreach (var block in _blocks) x = block.forward(x);
        return _output.forward(_norm.forward(x.mean([0])));
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly LayerNorm _attentionNorm;
        private readonly MultiheadAttention _attention;
        private readonly LayerNorm _feedForwardNorm;
        private readonly Linear _first;
        private readonly Linear _second;

        public Block(EncoderSize size) : base(nameof(Block))
        {
            _attentionNorm = nn.LayerNorm(size.Width);
            _attention = nn.MultiheadAttention(size.Width, size.Heads);
            _feedForwardNorm = nn.LayerNorm(size.Width);
            _first = nn.Linear(size.Width, size.Hidden);
            _second = nn.Linear(size.Hidden, size.Width);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var normed = _attentionNorm.forward(input);
            var x = input + _attention.forward(normed, normed, normed, null!, false, null!).Item1;
            return x + _second.forward(_first.forward(_feedForwardNorm.forward(x)).relu());
        }
    }
}
