namespace Seedbed.Training.Checkpoints;

using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// One lane's state on its way into a checkpoint or out of one. The same calls serve both ways, so that what is written
/// and what is read cannot differ: each takes the present value and gives the one to go on with.
/// </summary>
public abstract class LaneState
{
    public long Integer(string name, long value)
    {
        Span<long> one = [value];
        return One<long>(name, one);
    }

    public int Integer(string name, int value) => checked((int)Integer(name, (long)value));

    public bool Flag(string name, bool value) => Integer(name, value ? 1L : 0L) != 0;

    /// <summary>To the bit, also where it is NaN.</summary>
    public double Number(string name, double value)
    {
        Span<double> one = [value];
        return One<double>(name, one);
    }

    public double? Number(string name, double? value)
    {
        var kept = Numbers(name, value is double known ? [known] : []);
        return kept.Count switch
        {
            0 => null,
            1 => kept[0],
            _ => throw new InvalidDataException($"'{name}' has {kept.Count} values, not one or none."),
        };
    }

    /// <summary>As many as there are.</summary>
    public IReadOnlyList<double> Numbers(string name, IReadOnlyList<double> values)
    {
        double[] present = [.. values];
        var kept = Exchange(name, StoredTensor.Of<double>("F64", [present.Length], present));
        if (kept is not { Type: "F64", Shape.Count: 1 }) throw Foreign(name, kept, "F64 of one dimension");
        return MemoryMarshal.Cast<byte, double>(kept.Bytes.Span).ToArray();
    }

    /// <summary>A lane's values, which are overwritten in place where they come out of a checkpoint.</summary>
    /// <param name="values">One lane's: not [lanes, …]. Of type float32, float64 or int64, on any device.</param>
    public void Tensor(string name, Tensor values)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var present = StoredTensor.Of(values);
        var kept = Exchange(name, present);
        if (ReferenceEquals(kept, present)) return;
        if (!kept.IsShapedLike(present)) throw Foreign(name, kept, present.Description);

        var read = empty(values.shape, values.dtype);
        kept.Bytes.Span.CopyTo(read.bytes);
        values.copy_(read);
    }

    /// <returns>What to go on with: <paramref name="present"/> itself where it was kept.</returns>
    /// <exception cref="InvalidDataException">There is nothing of that name.</exception>
    protected abstract StoredTensor Exchange(string name, StoredTensor present);

    private T One<T>(string name, ReadOnlySpan<T> value) where T : unmanaged
    {
        var present = StoredTensor.Of(typeof(T) == typeof(long) ? "I64" : "F64", [], value);
        var kept = Exchange(name, present);
        if (!kept.IsShapedLike(present)) throw Foreign(name, kept, present.Description);
        return MemoryMarshal.Read<T>(kept.Bytes.Span);
    }

    private static InvalidDataException Foreign(string name, StoredTensor found, string expected) =>
        new($"'{name}' is {found.Description} where {expected} belongs.");
}
