namespace Seedbed.Training.Checkpoints;

using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>A tensor as a checkpoint holds it.</summary>
/// <param name="Type">Its name in the safetensors format: <c>F32</c>, <c>F64</c>, <c>I64</c>.</param>
/// <param name="Bytes">Row-major, little-endian.</param>
public sealed record StoredTensor(string Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    public string Description => $"{Type} [{string.Join(
        ", ", Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";

    public bool IsShapedLike(StoredTensor other) => Type == other.Type && Shape.SequenceEqual(other.Shape);

    /// <summary>Bytes of one element; null for a type that no checkpoint holds.</summary>
    public static int? SizeOf(string type) => type switch { "F32" => 4, "F64" or "I64" => 8, _ => null };

    /// <summary>A copy.</summary>
    internal static StoredTensor Of<T>(string type, IReadOnlyList<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged =>
        new(type, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A copy, from whatever device.</summary>
    /// <exception cref="NotSupportedException">Neither float32, float64 nor int64.</exception>
    internal static StoredTensor Of(Tensor values)
    {
        var type = values.dtype switch
        {
            ScalarType.Float32 => "F32",
            ScalarType.Float64 => "F64",
            ScalarType.Int64 => "I64",
            var other => throw new NotSupportedException($"A checkpoint holds no tensor of type {other}."),
        };
        return new(type, values.shape, values.detach().cpu().contiguous().bytes.ToArray());
    }
}
