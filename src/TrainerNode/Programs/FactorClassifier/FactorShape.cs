namespace Seedbed.TrainerNode.Programs.FactorClassifier;

using Seedbed.Training.Programs;

internal enum Body { Transformer, Mlp }

/// <summary>What decides the shapes of the model's tensors: the same for every lane of a pack.</summary>
/// <param name="Categories">Categories of all categorical factors together.</param>
/// <param name="Factors">Categorical factors, binned numbers among them.</param>
/// <param name="Numbers">Numeric factors that are scaled.</param>
/// <param name="Hidden">Width of a transformer block's feed-forward part, or of an MLP's layers.</param>
internal sealed record FactorShape(
    int Categories, int Factors, int Numbers, int Classes, bool HasPositions, Body Body,
    int Width, int Layers, int Heads, int Hidden)
{
    public int Tokens => Factors + Numbers;

    public static FactorShape Of(Parameters parameters, int categories, int factors, int numbers, int classes) => new(
        categories, factors, numbers, classes,
        parameters.Choice("positions") == "learned", Enum.Parse<Body>(parameters.Choice("body"), ignoreCase: true),
        parameters.Integer("width"), parameters.Integer("layers"), parameters.Integer("heads"),
        parameters.Integer("hidden"));
}
