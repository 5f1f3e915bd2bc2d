namespace Seedbed.Training.Programs;

using Seedbed.Data;
using Seedbed.Training.Randomness;
using TorchSharp;

/// <summary>The one job of a <see cref="SoloProgram"/>.</summary>
public sealed class SoloJob(Lane lane, Pack pack)
{
    public Parameters Parameters => lane.Parameters;

    public Seeds Seeds => lane.Seeds;

    /// <summary>Where tensors live.</summary>
    public torch.Device Device => pack.Device;

    /// <summary>The study's data; null for a program that takes none.</summary>
    public DataSource? Data => pack.Data;

    /// <summary>The order of the rows in an epoch, by the order seed alone: better than a shuffle.</summary>
    /// <param name="epoch">From 0.</param>
    /// <returns>int64 [rows], on the CPU</returns>
    public torch.Tensor Order(int epoch, int rows)
    {
        using var orders = EpochOrder.Of([Seeds.Order], epoch, rows); // [lanes, rows]
        return orders.squeeze(0);
    }

    /// <summary>As <see cref="Lane.Attach"/>.</summary>
    public void Attach(string name, ReadOnlyMemory<byte> content) => lane.Attach(name, content);
}
