namespace Seedbed.TrainerNode.Programs.SequenceClassifier;

using Seedbed.Training.Classification;
using Seedbed.Training.Programs;

/// <summary>A transformer encoder that reads a text's characters or tokens and names its class.</summary>
public sealed class SequenceClassifierProgram : ITrainingProgram
{
    public ProgramDescription Description => SequenceClassifierDescription.Value;

    /// <exception cref="ArgumentException">The width is no multiple of the heads.</exception>
    public ITrainingSession Start(Pack pack) =>
        new ClassifierSession(pack, parameters => new TextClassifier(pack, parameters));
}
