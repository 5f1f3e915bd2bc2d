namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Programs;

internal enum Positions { None, Sinusoidal, Learned }

internal enum Attention { Standard, DomainGated }

internal enum Pooling { Mean, First }

/// <summary>What decides the shapes of the model's tensors: the same for every lane of a pack.</summary>
/// <param name="Symbols">Those of the texts and the start symbol.</param>
/// <param name="Domains">Those that are trained on; 0 if the study has none.</param>
/// <param name="MaxLength">Positions there are, the start symbol's included.</param>
internal sealed record EncoderShape(
    int Symbols, int Classes, int Domains, int MaxLength, int Width, int Layers, int Heads, int Hidden,
    Positions Positions, Attention Attention, Pooling Pooling)
{
    public static EncoderShape Of(Parameters parameters, int symbols, int classes, int domains) => new(
        symbols, classes, domains, parameters.Integer("max-length") + 1,
        parameters.Integer("width"), parameters.Integer("layers"),
        parameters.Integer("heads"), parameters.Integer("ffn"),
        Enum.Parse<Positions>(parameters.Choice("positions"), ignoreCase: true),
        parameters.Choice("attention") == "domain-gated" ? Attention.DomainGated : Attention.Standard,
        Enum.Parse<Pooling>(parameters.Choice("pooling"), ignoreCase: true));
}
