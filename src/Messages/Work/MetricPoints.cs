namespace Seedbed.Messages.Work;

using System.Buffers.Binary;
using MessagePack;

/// <summary>One value of one metric at one step of a job.</summary>
public readonly record struct MetricPoint(string Metric, long Step, double Value);

/// <summary>
/// Up to <see cref="MaxPoints"/> points in the order they were reported, packed: 14 bytes a point and each name once.
/// A point is metric index (uint16), step (uint32) and value (float64), little-endian.
/// </summary>
[MessagePackObject]
public sealed record MetricPoints(
    [property: Key(0)] IReadOnlyList<string> Metrics, [property: Key(1)] ReadOnlyMemory<byte> Packed)
{
    public const int MaxPoints = 1_000;

    /// <summary>The most epochs that a batch carries beside its points: both together fit a message.</summary>
    public const int MaxEpochs = 40;

    private const int PointSize = 14;

    /// <summary>No points: a batch may hold epochs alone.</summary>
    public static MetricPoints None { get; } = new([], ReadOnlyMemory<byte>.Empty);

    [IgnoreMember]
    public int Count => Packed.Length / PointSize;

    /// <exception cref="ArgumentException">There are none, or more than <see cref="MaxPoints"/>.</exception>
    /// <exception cref="OverflowException">A step is negative or above 2³² − 1.</exception>
    public static MetricPoints Pack(IReadOnlyList<MetricPoint> points)
    {
        if (points.Count is 0 or > MaxPoints)
            throw new ArgumentException($"A batch holds 1 to {MaxPoints} points, not {points.Count}.", nameof(points));

        var names = new Dictionary<string, ushort>();
        var packed = new byte[points.Count * PointSize];
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            if (!names.TryGetValue(point.Metric, out var name))
                names[point.Metric] = name = checked((ushort)names.Count);
            var target = packed.AsSpan(i * PointSize, PointSize);
            BinaryPrimitives.WriteUInt16LittleEndian(target, name);
            BinaryPrimitives.WriteUInt32LittleEndian(target[2..], checked((uint)point.Step));
            BinaryPrimitives.WriteDoubleLittleEndian(target[6..], point.Value);
        }

        return new([.. names.OrderBy(entry => entry.Value).Select(entry => entry.Key)], packed);
    }

    /// <exception cref="FormatException">The packed bytes are not points of these metrics.</exception>
    public IEnumerable<MetricPoint> Unpack()
    {
        if (Packed.Length % PointSize != 0) throw new FormatException("A batch of points is cut off.");

        for (var at = 0; at < Packed.Length; at += PointSize)
        {
            var source = Packed.Span.Slice(at, PointSize);
            var name = BinaryPrimitives.ReadUInt16LittleEndian(source);
            if (name >= Metrics.Count) throw new FormatException($"A point names metric {name} of {Metrics.Count}.");
            yield return new(
                Metrics[name], BinaryPrimitives.ReadUInt32LittleEndian(source[2..]),
                BinaryPrimitives.ReadDoubleLittleEndian(source[6..]));
        }
    }
}
