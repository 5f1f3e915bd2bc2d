namespace Seedbed.TrainerNode.Programs;

using Seedbed.TrainerNode.Programs.FactorClassifier;
using Seedbed.TrainerNode.Programs.Misbehave;
using Seedbed.TrainerNode.Programs.MlpTeacher;
using Seedbed.TrainerNode.Programs.NoOp;
using Seedbed.TrainerNode.Programs.SequenceClassifier;
using Seedbed.Training.Programs;

/// <summary>
/// The programs every trainer node has. Listing them and reading their descriptions loads no libtorch.
/// </summary>
public static class BuiltInPrograms
{
    /// <summary>In ordinal order of their names.</summary>
    public static IReadOnlyList<ITrainingProgram> All { get; } =
    [
        new FactorClassifierProgram(), new MisbehaveProgram(), new MlpTeacherProgram(), new NoOpProgram(),
        new SequenceClassifierProgram(),
    ];
}
