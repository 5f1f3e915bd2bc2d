namespace Seedbed.TrainerNode.Programs.Own;

using Seedbed.Training.Programs;

/// <summary>A program of a user's: itself, and the content of the files it came from.</summary>
/// <param name="program">As its author wrote it.</param>
/// <param name="contentHash">See <see cref="ProgramImages.Hash"/>.</param>
public sealed class OwnProgram(ITrainingProgram program, string contentHash) : ITrainingProgram
{
    public ITrainingProgram Program { get; } = program;

    /// <summary>The program's, with the hash that tells its builds apart.</summary>
    public ProgramDescription Description { get; } = program.Description with { ContentHash = contentHash };

    public ITrainingSession Start(Pack pack) => Program.Start(pack);
}
