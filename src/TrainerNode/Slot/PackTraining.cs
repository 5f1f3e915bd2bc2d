namespace Seedbed.TrainerNode.Slot;

using System.Diagnostics;
using Seedbed.Data;
using Seedbed.Messages.Studies;
using Seedbed.TrainerNode.Slot.Checkpoints;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Checkpoints;
using Seedbed.Training.Programs;
using TorchSharp;

/// <summary>Trains packs, one after the other, on the thread that calls it, and reports what becomes of each.</summary>
public sealed class PackTraining(
    IReadOnlyList<ITrainingProgram> programs, string device, ArtifactFolder artifacts, ReportPipe pipe,
    TimeProvider time)
{
    /// <summary>The longest a point waits for its batch to fill.</summary>
    private static readonly TimeSpan PointsWait = TimeSpan.FromSeconds(2);
    private readonly ResidentSize _resident = new(time);
    private readonly Declarations _declarations = new();
    private readonly HashSet<(string Program, PackWarningKind)> _warned = [];

    /// <summary>
    /// Returns when the pack is over: all lanes ended, left, cancelled or failed.
    /// The last report is <see cref="SlotReport.Ended"/>.
    /// </summary>
    /// <param name="leaving">Set when the pack is to be left at its next boundary, with checkpoints.</param>
    /// <exception cref="IOException">The node is gone.</exception>
    public void Run(SlotOrder.Train order, CancellationToken cancellation, CancellationToken leaving = default)
    {
        try
        {
            Train(order, cancellation, leaving);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node asked for it and no longer waits for the lanes.
        }
        catch (Exception mistake) // whatever a training program throws fails its pack, never the slot
        {
            pipe.Gather(new SlotReport.Failed(order.Pack, FailureReason.Of(mistake)));
        }

        pipe.Send(new SlotReport.Ended(order.Pack, _resident.Bytes));
    }

    private void Train(SlotOrder.Train order, CancellationToken cancellation, CancellationToken leaving)
    {
        var program = programs.SingleOrDefault(known => known.Description.Name == order.Program)
            ?? throw new UnreachableException($"The node ordered '{order.Program}', which this build does not have.");
        if (program.Description.ContentHash != order.ProgramContent)
        {
            throw new InvalidOperationException(
                $"The files of the program '{order.Program}' changed after the node started. Start the node again.");
        }

        var declared = _declarations.Of(program.Description, order.Data);
        var data = declared.Data is { } declaration && order.DataPath is { } path
            ? new DataSource(path, declaration)
            : null;
        LaneReports[] reports =
            [.. order.Lanes.Select((lane, index) => new LaneReports(
                order.Pack, index, declared.Metrics, artifacts, pipe, lane.From?.Seconds ?? 0, time))];
        Lane[] lanes = [.. order.Lanes.Select((lane, index) =>
            new Lane(Of(lane.Seeds), ParametersOf(order, lane), reports[index]) { Attempt = lane.Attempt })];

        var progress = new ProgressReports(pipe, time);
        using var flushing = new FlushTimer(time, PointsWait, () => Flush(reports));
        var watch = new PackWatch(program);
        using (var session = program.Start(new Pack(lanes, TorchDevice(), data, order.SelectBy)))
        {
            var checkpoints = session is IResumableSession resumable
                ? new PackCheckpoints(
                    resumable, new(program.Description), lanes, reports, artifacts, order.Checkpoints, Warn, time)
                : null;
            if (checkpoints is null && order.Lanes.Any(lane => lane.From is not null))
            {
                throw new InvalidOperationException(
                    $"A job is to go on from a checkpoint, which the program '{order.Program}' does not keep.");
            }

            if (checkpoints?.Resume(order.Lanes) == false) return;

            while (session.Advance(cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Tell(order.Pack);
                var isLeft = leaving.IsCancellationRequested;
                checkpoints?.AtBoundary(isLeft);
                if (isLeft) return;
            }
        }

        var unfinished = Array.FindIndex(lanes, lane => !lane.HasEnded);
        if (unfinished >= 0)
        {
            throw new InvalidOperationException(
                $"The program '{order.Program}' stopped and left lane {unfinished} without an end: "
                + "Advance returned false before the lane was completed or diverged.");
        }

        foreach (var warning in watch.Warnings()) Warn(order.Program, warning);
    }

    /// <summary>Once for each program and kind: what one pack does wrong the next one does, too.</summary>
    private void Warn(string program, PackWarning warning)
    {
        if (_warned.Add((program, warning.Kind))) Warn(warning.Text);
    }

    private void Warn(string text)
    {
        Console.Error.WriteLine(text);
        pipe.Gather(new SlotReport.Warned(text));
    }

    /// <summary>
    /// Made without libtorch where that is possible: a program that needs no tensors does not wait for it to load.
    /// </summary>
    private torch.Device TorchDevice() => device == "cpu" ? new torch.Device(device) : torch.device(device);

    private void Flush(LaneReports[] reports)
    {
        foreach (var lane in reports) lane.Gather();
        pipe.Flush();
    }

    /// <summary>The pack's parameters, those of the lane's own over them.</summary>
    private static Parameters ParametersOf(SlotOrder.Train order, LaneOrder lane)
    {
        var parameters = new Dictionary<string, string>(order.Parameters);
        foreach (var (name, value) in lane.Own ?? new Dictionary<string, string>()) parameters[name] = value;
        return new(parameters);
    }

    private static Seeds Of(SeedVector seeds) => new(seeds.Init, seeds.Order, seeds.Dropout, seeds.Augment);
}
