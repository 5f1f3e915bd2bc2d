namespace Seedbed.Training.Classification;

using static TorchSharp.torch;

/// <summary>A batch as the models of all lanes see it.</summary>
/// <param name="Logits">[lanes, batch, classes]</param>
/// <param name="Labels">int64 [lanes, batch]</param>
public readonly record struct ScoredBatch(Tensor Logits, Tensor Labels);

/// <summary>
/// A part that is evaluated without dropout, batch by batch. The same batches whatever the pack: a batch's size must
/// not depend on the number of lanes, or a job's bits would depend on its neighbours.
/// </summary>
/// <param name="Name"><c>val</c>, <c>test</c>, <c>later</c> or a domain.</param>
/// <param name="Batches">Each is called once, within a dispose scope that frees what it makes.</param>
public sealed record ScoredPart(string Name, IEnumerable<Func<ScoredBatch>> Batches);

/// <summary>
/// A model and its data, as <see cref="ClassifierSession"/> trains them: what one classifier has that another has not.
/// Its layers add their parameters in the constructor.
/// </summary>
public interface IClassifier : IDisposable
{
    /// <summary>Names by class index: all classes that the study declares, whether they occur or not.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>The class of each training example.</summary>
    ReadOnlySpan<int> TrainingClasses { get; }

    /// <summary>The same in every epoch.</summary>
    int StepsPerEpoch { get; }

    /// <summary>
    /// The training batches of an epoch, in which every example is once; a lane's order follows from its seed and the
    /// epoch. Each is called once, with the number of the optimiser step.
    /// </summary>
    /// <param name="epoch">From 0.</param>
    IEnumerable<Func<long, ScoredBatch>> Epoch(long epoch);

    /// <summary>The part by which epochs are compared.</summary>
    ScoredPart Validation { get; }

    /// <summary>What the finals tell of beside the validation part.</summary>
    IEnumerable<ScoredPart> Evaluation { get; }
}
