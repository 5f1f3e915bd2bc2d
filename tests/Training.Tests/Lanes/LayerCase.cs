namespace Seedbed.Training.Tests.Lanes;

using Seedbed.Training.Lanes;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>A layer as the tests see it: something that makes y from x, whose first dimension is the lanes.</summary>
/// <param name="Input">Shape of one lane's x.</param>
/// <param name="Build">
/// Adds the parameters; what it returns computes y from x and the step, which is null when evaluating.
/// </param>
/// <param name="Torch">The same in TorchSharp's own modules; null where there is none.</param>
public sealed record LayerCase(
    string Name, long[] Input, Func<LaneParameters, DropoutSites, Func<Tensor, long?, Tensor>> Build,
    Func<TorchModule>? Torch = null)
{
    /// <summary>
    /// A layer that learns nothing: behind a parameter that scales x, so that there is something to learn.
    /// </summary>
    internal static LayerCase Fixed(
        string name, long[] input, Func<Tensor, Tensor> function, Func<Tensor, Tensor> torch) =>
        new(name, input, (parameters, _) =>
        {
            var scale = parameters.Add("scale", Initialisers.Uniform(1), 1);
            return (x, _) => function(x * scale.Value.view([x.shape[0], .. x.shape.Skip(1).Select(_ => 1L)]));
        }, () => new TorchModule(new ScaledModule(torch), ("scale", scale => scale)));

    public override string ToString() => Name;
}

/// <param name="Forward">One lane's y from one lane's x.</param>
/// <param name="Parameters">
/// In the layer's order: its name in the module, and how the lane's is laid out as the module's.
/// </param>
public sealed record TorchModule(
    nn.Module Module, Func<Tensor, Tensor> Forward, params (string Name, Func<Tensor, Tensor> Arrange)[] Parameters)
{
    public TorchModule(
        nn.Module<Tensor, Tensor> module, params (string Name, Func<Tensor, Tensor> Arrange)[] parameters)
        : this(module, module.forward, parameters) { }
}

/// <summary>A function behind a scale.</summary>
internal sealed class ScaledModule : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly TorchSharp.Modules.Parameter _scale = new(ones(1));

    public ScaledModule(Func<Tensor, Tensor> function) : base(nameof(ScaledModule))
    {
        _function = function;
        register_parameter("scale", _scale);
    }

    public override Tensor forward(Tensor input) => _function(input * _scale);
}
