namespace Seedbed.Training.Checkpoints;

using System.Buffers.Binary;
using System.Text.Json;

/// <summary>
/// Tensors by name with a little text, in the safetensors format: eight bytes with the length of a JSON header, the
/// header, then the tensors one after the other. The same content always gives the same bytes. Python reads it with
/// <c>safetensors.numpy.load_file</c>.
/// </summary>
/// <remarks>Source: github.com/huggingface/safetensors, README, "Format".</remarks>
/// <param name="Notes">What the header says beside the tensors.</param>
public sealed record CheckpointFile(
    IReadOnlyDictionary<string, string> Notes, IReadOnlyDictionary<string, StoredTensor> Tensors)
{
    private const string NotesKey = "__metadata__";
    private const int LengthBytes = 8;
    private const int Alignment = 8;
    private const long MaxHeaderBytes = 100_000_000; // the format's own limit

    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void WriteTo(Stream target)
    {
        var ordered = Tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToList();
        var header = Header(ordered);
        var padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);

        target.Write(length);
        target.Write(header);
        for (var i = header.Length; i < padded; i++) target.WriteByte((byte)' ');
        foreach (var (_, tensor) in ordered) target.Write(tensor.Bytes.Span);
    }

    /// <exception cref="InvalidDataException">It is not such a file, or not a whole one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CheckpointFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsMemory();
        if (bytes.Length < LengthBytes) throw Torn("it is shorter than its header's length");

        var headerBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
        if (headerBytes is < 0 or > MaxHeaderBytes || headerBytes > bytes.Length - LengthBytes)
            throw Torn($"its header cannot have {headerBytes} bytes");

        var data = bytes[(LengthBytes + (int)headerBytes)..];
        try
        {
            using var header = JsonDocument.Parse(bytes.Slice(LengthBytes, (int)headerBytes));
            return Read(header.RootElement, data);
        }
        catch (Exception foreign) when (
            foreign is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Torn($"its header cannot be read: {foreign.Message}");
        }
    }

    private static CheckpointFile Read(JsonElement header, ReadOnlyMemory<byte> data)
    {
        var notes = new Dictionary<string, string>();
        var tensors = new Dictionary<string, StoredTensor>();
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == NotesKey)
            {
                foreach (var note in entry.Value.EnumerateObject()) notes[note.Name] = note.Value.GetString() ?? "";
            }
            else
            {
                tensors[entry.Name] = Tensor(entry, data);
            }
        }

        return new(notes, tensors);
    }

    private static StoredTensor Tensor(JsonProperty entry, ReadOnlyMemory<byte> data)
    {
        var type = entry.Value.GetProperty("dtype").GetString() ?? "";
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(at => at.GetInt64())];
        if (offsets is not [>= 0 and var begin, var end] || end < begin || end > data.Length)
            throw Torn($"'{entry.Name}' does not lie within it");

        var count = shape.Aggregate(1L, (product, size) => product * size);
        if (StoredTensor.SizeOf(type) is not { } size || count * size != end - begin)
            throw Torn($"'{entry.Name}' has {end - begin} bytes, which is not {type} of its shape");

        return new(type, shape, data[(int)begin..(int)end]);
    }

    private byte[] Header(IReadOnlyList<KeyValuePair<string, StoredTensor>> ordered)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(NotesKey);
            foreach (var (name, text) in Notes.OrderBy(note => note.Key, StringComparer.Ordinal))
                json.WriteString(name, text);
            json.WriteEndObject();

            var offset = 0L;
            foreach (var (name, tensor) in ordered)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", tensor.Type);
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [offset, offset += tensor.Bytes.Length]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static InvalidDataException Torn(string how) => new($"It is no whole checkpoint: {how}.");
}
