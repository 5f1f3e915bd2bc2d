namespace FiveSteps;

using System.Diagnostics;
using Seedbed.Data;
using Seedbed.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>The study's data as tensors, split as the study says.</summary>
internal sealed record Flowers(FlowerPart Training, FlowerPart Validation, FlowerPart Test) : IDisposable
{
    /// <summary>How many measures a flower has.</summary>
    public long Measures => Training.Measures.shape[1];

    /// <exception cref="InvalidDataException">The data is not as declared.</exception>
    public static Flowers Read(DataSource? source, Device device)
    {
        var corpus = TableCorpus.Read(source ?? throw new UnreachableException("The description asks for data."));
        return new(Part(corpus.Training), Part(corpus.Validation), Part(corpus.Evaluation[0]));

        FlowerPart Part(TablePart part) => FlowerPart.Of(part, corpus.Numbers, device);
    }

    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}

/// <param name="Measures">float32 [rows, measures], of mean 0 and deviation 1 over the training part.</param>
/// <param name="Species">int64 [rows]</param>
internal sealed record FlowerPart(Tensor Measures, Tensor Species) : IDisposable
{
    public int Count => (int)Species.shape[0];

    public static FlowerPart Of(TablePart part, IReadOnlyList<NumberScale> scales, Device device)
    {
        using var scope = NewDisposeScope();
        var mean = tensor(scales.Select(scale => (float)scale.Mean).ToArray());
        var deviation = tensor(scales.Select(scale => (float)scale.Deviation).ToArray());
        var measures = (tensor(part.Numbers.ToArray(), [part.Count, scales.Count]) - mean) / deviation;
        var species = tensor(part.Classes.ToArray().Select(index => (long)index).ToArray());
        return new(measures.to(device).MoveToOuterDisposeScope(), species.to(device).MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        Measures.Dispose();
        Species.Dispose();
    }
}
