namespace Seedbed.Bench.Steps;

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

/// <summary>The sequence classifier's network of modules: TorchSharp's own encoder layer normalises behind.</summary>
internal sealed class PreNormEncoder : nn.Module<Tensor, Tensor>
{
    public const int Width = 64, Heads = 4, Hidden = 128;

    private readonly Embedding _embedding;
    private readonly Parameter _positions;
    private readonly ModuleList<Block> _blocks;
    private readonly LayerNorm _norm = nn.LayerNorm(Width);
    private readonly Linear _output;

    public PreNormEncoder(long symbols, long length, int blocks, long classes) : base(nameof(PreNormEncoder))
    {
        _embedding = nn.Embedding(symbols, Width);
        _positions = nn.Parameter(zeros(length, Width));
        _blocks = new([.. Enumerable.Range(0, blocks).Select(_ => new Block())]);
        _output = nn.Linear(Width, classes);
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
        private readonly LayerNorm _attentionNorm = nn.LayerNorm(Width);
        private readonly MultiheadAttention _attention = nn.MultiheadAttention(Width, Heads);
        private readonly LayerNorm _feedForwardNorm = nn.LayerNorm(Width);
        private readonly Linear _first = nn.Linear(Width, Hidden);
        private readonly Linear _second = nn.Linear(Hidden, Width);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var normed = _attentionNorm.forward(input);
            var x = input + _attention.forward(normed, normed, normed, null!, false, null!).Item1;
            return x + _second.forward(_first.forward(_feedForwardNorm.forward(x)).relu());
        }
    }
}
