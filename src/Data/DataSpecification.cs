namespace Seedbed.Data;

using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;

/// <summary>
/// The data of a study: content by hash, columns by role. Journaled, and handed to every slot as JSON.
/// </summary>
/// <param name="Content">Hash of the file as it is in the store, compressed or not.</param>
/// <param name="FileName">The file's own name, whose ending tells its format (<c>words.tsv.gz</c>).</param>
/// <param name="Bytes">Size of the content.</param>
/// <param name="Columns">Role to the name of its column, or the names of its columns.</param>
/// <param name="InDomain">
/// The value or values of the domain column that are trained on; null if there is no domain column.
/// </param>
/// <param name="Classes">How many of the most frequent labels are kept; null keeps all.</param>
/// <param name="Domains">Distinct values of the domain column, in ordinal order; empty if there is none.</param>
/// <param name="Take">How many rows of the file are used, chosen by the split seed; null uses all.</param>
/// <param name="Kinds">Role to kind, of those roles whose name is not their kind; null if there are none.</param>
[MessagePackObject]
public sealed record DataSpecification(
    [property: Key(0)] ContentHash Content,
    [property: Key(1)] string FileName,
    [property: Key(2)] long Bytes,
    [property: Key(3)] IReadOnlyDictionary<string, NameList> Columns,
    [property: Key(4)] NameList? InDomain,
    [property: Key(5)] int? Classes,
    [property: Key(6)] IReadOnlyList<string> Domains,
    [property: Key(7)] SplitSpecification Split,
    [property: Key(8)] long? Take,
    [property: Key(9)] IReadOnlyDictionary<string, RoleKind>? Kinds = null)
{
    /// <summary>Whether rows of a domain are trained on.</summary>
    public bool TrainsOn(string domain) => InDomain?.Contains(domain) is true;

    /// <summary>What the values of a role are.</summary>
    public RoleKind KindOf(string role) =>
        Kinds?.TryGetValue(role, out var kind) is true ? kind : RoleKinds.OfName(role);

    /// <summary>Columns of all roles of a kind: roles in ordinal order, the columns of each in theirs.</summary>
    public IEnumerable<string> ColumnsOf(RoleKind kind) => Columns
        .Where(role => KindOf(role.Key) == kind)
        .OrderBy(role => role.Key, StringComparer.Ordinal)
        .SelectMany(role => role.Value);

    public string ToJson() => JsonSerializer.Serialize(this, DataJson.Default.DataSpecification);

    /// <exception cref="JsonException">Not a data section.</exception>
    public static DataSpecification FromJson(string json) =>
        JsonSerializer.Deserialize(json, DataJson.Default.DataSpecification)
        ?? throw new JsonException("The data section is empty.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DataSpecification))]
internal sealed partial class DataJson : JsonSerializerContext;
