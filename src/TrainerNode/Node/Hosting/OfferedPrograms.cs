namespace Seedbed.TrainerNode.Node.Hosting;

using System.Text.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.Training.Programs;
using ProgramDescription = Seedbed.Messages.Programs.ProgramDescription;

/// <summary>The node's programs as the coordinator knows programs: by what they say of themselves.</summary>
/// <param name="Descriptions">As JSON, by identity.</param>
public sealed record OfferedPrograms(IReadOnlyDictionary<ProgramIdentity, string> Descriptions, int MaxLanes)
{
    public IReadOnlyList<ProgramIdentity> Identities { get; } = [.. Descriptions.Keys];

    public static OfferedPrograms Of(IReadOnlyList<ITrainingProgram> programs) => new(
        programs.Select(program => program.Description.ToJson()).ToDictionary(json => Parse(json).Identity),
        programs.Max(program => program.Description.MaxLanes));

    private static ProgramDescription Parse(string json) =>
        JsonSerializer.Deserialize(json, ApiJson.Default.ProgramDescription)
            ?? throw new JsonException("A program describes itself as null.");
}
