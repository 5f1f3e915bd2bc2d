namespace Seedbed.TrainerNode.Slot;

using System.Diagnostics;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Programs;

/// <summary>Turns what a lane reports into frames. Points gather until a batch is full or <see cref="Flush"/> is called.</summary>
public sealed class LaneReports(
    long pack, int lane, DeclaredMetrics declared, ArtifactFolder artifacts, ReportPipe pipe, Stopwatch watch) : ILaneObserver
{
    private const int MaxFinalsCharacters = 32_000;
    private readonly Lock _gathering = new();
    private readonly PointBuffer _points = new();

    /// <exception cref="InvalidOperationException">The program does not declare the metric as a curve.</exception>
    public void Report(string metric, long step, double value)
    {
        declared.RequireCurve(metric);
        lock (_gathering)
        {
            if (_points.IsFull) Flush();
            _points.Add(new(metric, step, value));
        }
    }

    public void Attach(string name, ReadOnlyMemory<byte> content)
    {
        var (hash, path) = artifacts.Write(content.Span);
        pipe.Gather(new SlotReport.Attached(pack, lane, name, hash, path));
    }

    /// <exception cref="InvalidOperationException">The program does not declare one of the finals, or they do not fit a message.</exception>
    public void Complete(IReadOnlyDictionary<string, double> finals)
    {
        foreach (var metric in finals.Keys) declared.RequireFinal(metric);
        if (finals.Keys.Sum(metric => metric.Length + sizeof(double)) > MaxFinalsCharacters)
        {
            throw new InvalidOperationException(
                $"{finals.Count} finals do not fit a message: names and values take at most {MaxFinalsCharacters} bytes. Attach them instead.");
        }

        Flush();
        var ordered = finals.OrderBy(final => final.Key, StringComparer.Ordinal).Select(final => new Final(final.Key, final.Value));
        pipe.Gather(new SlotReport.Completed(pack, lane, [.. ordered], watch.Elapsed.TotalSeconds));
    }

    public void Diverge(long step)
    {
        Flush();
        pipe.Gather(new SlotReport.Diverged(pack, lane, step, watch.Elapsed.TotalSeconds));
    }

    /// <summary>Sends the points gathered so far, from whatever thread.</summary>
    public void Flush()
    {
        lock (_gathering)
        {
            if (_points.Take() is { } batch) pipe.Send(new SlotReport.Points(pack, lane, batch));
        }
    }
}
