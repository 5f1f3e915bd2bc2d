namespace Seedbed.TrainerNode.Slot;

using System.Collections.Concurrent;
using System.Diagnostics;
using Seedbed.TrainerNode.Slot.Pipe;

/// <summary>
/// Reads the node's orders on a thread of its own, so that a cancellation and the node's end are noticed in
/// mid-training. When the pipe closes the process ends at once: nobody is left to hear of its results.
/// </summary>
public sealed class OrderQueue(Stream stream) : IDisposable
{
    private readonly BlockingCollection<QueuedPack> _packs = [];

    public void Start() => new Thread(ReadToEnd) { IsBackground = true, Name = "orders" }.Start();

    /// <summary>Packs in the order they came. Waits for the next one and never ends.</summary>
    public IEnumerable<QueuedPack> Packs() => _packs.GetConsumingEnumerable();

    public void Dispose() => _packs.Dispose();

    private void ReadToEnd()
    {
        try
        {
            Read();
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            Console.Error.WriteLine($"The pipe from the node broke: {broken.Message}");
        }
        finally
        {
            // Not Exit: native destructors must not run beside a thread that trains.
            Process.GetCurrentProcess().Kill();
        }
    }

    private void Read()
    {
        using var frames = new FrameReader<SlotOrder>(stream);
        QueuedPack? latest = null;
        while (frames.TryRead(out var order))
        {
            switch (order)
            {
                case SlotOrder.Train train:
                    latest = new(train, new(), new());
                    _packs.Add(latest);
                    break;
                case SlotOrder.Cancel cancel when latest?.Order.Pack == cancel.Pack:
                    latest.Cancellation.Cancel();
                    break;
                case SlotOrder.Leave leave when latest?.Order.Pack == leave.Pack:
                    latest.Leaving.Cancel();
                    break;
                case SlotOrder.Cancel or SlotOrder.Leave:
                    break;
                default:
                    throw new UnreachableException($"No rule for {order.GetType().Name}.");
            }
        }
    }
}

/// <summary>A pack to train.</summary>
/// <param name="Cancellation">
/// Set once nobody waits for the pack; that may come after its end, so it is never disposed.
/// </param>
/// <param name="Leaving">Set once the pack is to be left at its next boundary, with checkpoints. As the other.</param>
public sealed record QueuedPack(
    SlotOrder.Train Order, CancellationTokenSource Cancellation, CancellationTokenSource Leaving);
