namespace Seedbed.TrainerNode.Slot.Checkpoints;

using System.Text.Json;
using System.Text.Json.Serialization;
using Seedbed.Data;
using Seedbed.Training.Checkpoints;
using Seedbed.Training.Programs;

/// <summary>What a checkpoint says beside its tensors: whose it is, and what the job attached before it.</summary>
/// <param name="program">The one that trains.</param>
public sealed class CheckpointNotes(ProgramDescription program)
{
    private const string Program = "program";
    private const string Attached = "attached";

    private readonly string _program = string.Join(
        ' ', new[] { program.Name, program.Version, program.ContentHash }.Where(part => part is not null));

    public CheckpointFile With(
        IReadOnlyDictionary<string, StoredTensor> tensors, IReadOnlyDictionary<string, ContentHash> attached) =>
        new(
            new Dictionary<string, string>
            {
                [Program] = _program,
                [Attached] = JsonSerializer.Serialize(
                    attached.ToDictionary(artifact => artifact.Key, artifact => artifact.Value.Hex),
                    NotesJson.Default.DictionaryStringString),
            },
            tensors);

    /// <exception cref="InvalidDataException">It is another program's.</exception>
    public void RequireSameProgram(CheckpointFile file)
    {
        var found = file.Notes.GetValueOrDefault(Program);
        if (found != _program)
            throw new InvalidDataException($"It is a checkpoint of {found ?? "no program"}, not of {_program}.");
    }

    /// <exception cref="InvalidDataException">What it says cannot be read.</exception>
    public static IReadOnlyDictionary<string, ContentHash> AttachedIn(CheckpointFile file)
    {
        try
        {
            var attached = JsonSerializer.Deserialize(
                file.Notes.GetValueOrDefault(Attached, "{}"), NotesJson.Default.DictionaryStringString) ?? [];
            return attached.ToDictionary(artifact => artifact.Key, artifact => new ContentHash(artifact.Value));
        }
        catch (Exception foreign) when (foreign is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"Its list of attached results cannot be read: {foreign.Message}");
        }
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class NotesJson : JsonSerializerContext;
