namespace Seedbed.TrainerNode.Node.Hosting;

using System.Text.Json;
using Seedbed.Messages.Http;
using Seedbed.Messages.Programs;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.Training.Programs;
using ProgramDescription = Seedbed.Messages.Programs.ProgramDescription;

/// <summary>The node's programs as the coordinator knows programs: by what they say of themselves.</summary>
/// <param name="Descriptions">As JSON, by identity.</param>
public sealed record OfferedPrograms(IReadOnlyDictionary<ProgramIdentity, string> Descriptions, int MaxLanes)
{
    public IReadOnlyList<ProgramIdentity> Identities { get; } = [.. Descriptions.Keys];

    /// <summary>The built-in programs and those of files, whose code runs in a child process only.</summary>
    /// <exception cref="InvalidOperationException">The files have mistakes; the message tells all.</exception>
    public static async Task<OfferedPrograms> FindAsync(
        IReadOnlyList<ITrainingProgram> builtIn, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        if (files.Count == 0) return Of(builtIn.Select(program => program.Description.ToJson()));

        var answer = await ChildAnswer.AskAsync(
            cancellation, [DescribeCommand.Name, .. ProgramsOption.ToArguments(files)]);
        if (answer.ExitCode != 0) throw new InvalidOperationException(answer.Error.Trim());

        using var described = JsonDocument.Parse(answer.Output);
        return Of(described.RootElement.EnumerateArray().Select(program => program.GetRawText()));
    }

    private static OfferedPrograms Of(IEnumerable<string> descriptions)
    {
        var programs = descriptions.Select(json => (Json: json, Parsed: Parse(json))).ToList();
        return new(
            programs.ToDictionary(program => program.Parsed.Identity, program => program.Json),
            programs.Max(program => program.Parsed.MaxLanes));
    }

    private static ProgramDescription Parse(string json) =>
        JsonSerializer.Deserialize(json, ApiJson.Default.ProgramDescription)
            ?? throw new JsonException("A program describes itself as null.");
}
