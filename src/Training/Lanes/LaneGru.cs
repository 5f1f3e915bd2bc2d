namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// A layer of gated recurrent units that reads a sequence from its first token on, each lane with its own weights:
/// r, z = σ(W·x + U·h), n = tanh(W·x + r∘(U·h)), h ← (1 − z)∘n + z∘h, from h = 0.
/// </summary>
/// <remarks>
/// Source: Cho et al., arXiv:1406.1078, with the reset gate behind the product as cuDNN and torch have it.
/// </remarks>
public sealed class LaneGru
{
    private readonly long _hidden;
    private readonly LaneLinear _input;
    private readonly LaneLinear _state;

    public LaneGru(LaneParameters parameters, string name, long inputs, long hidden)
    {
        _hidden = hidden;
        var initialiser = Initialisers.UniformByFan(hidden);
        _input = new(parameters, $"{name}.input", inputs, 3 * hidden, initialiser, initialiser);
        _state = new(parameters, $"{name}.state", hidden, 3 * hidden, initialiser, initialiser);
    }

    /// <param name="x">[lanes, batch, tokens, inputs]</param>
    /// <returns>[lanes, batch, tokens, hidden]: the state after each token</returns>
    public Tensor Forward(Tensor x)
    {
        var (lanes, batch, tokens) = (x.shape[0], x.shape[1], x.shape[2]);
        var inputs = _input.Forward(x.flatten(1, 2))                     // all tokens at once: they do not wait for h
            .view(lanes, batch, tokens, 3 * _hidden).unbind(2);          // [lanes, batch, 3·hidden] for each token

        var state = x.new_zeros([lanes, batch, _hidden]);
        var states = new List<Tensor>();
        foreach (var input in inputs) states.Add(state = Next(input, state));
        return stack(states, 2);
    }

    private Tensor Next(Tensor input, Tensor state)
    {
        var recurrent = _state.Forward(state);                           // [lanes, batch, 3·hidden]
        var gates = LaneActivation.Sigmoid(input.narrow(2, 0, 2 * _hidden) + recurrent.narrow(2, 0, 2 * _hidden));
        var (reset, update) = (gates.narrow(2, 0, _hidden), gates.narrow(2, _hidden, _hidden));
        var candidate = LaneActivation.Tanh(
            input.narrow(2, 2 * _hidden, _hidden) + reset * recurrent.narrow(2, 2 * _hidden, _hidden));
        return candidate + update * (state - candidate);
    }
}
