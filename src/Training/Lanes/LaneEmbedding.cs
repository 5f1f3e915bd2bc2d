namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>A table of vectors for each lane.</summary>
/// <param name="rows">Entries of a lane's table.</param>
/// <param name="width">Length of a vector.</param>
/// <param name="initialiser">Standard normal if null, as torch's.</param>
public sealed class LaneEmbedding(
    LaneParameters parameters, string name, long rows, long width, Initialiser? initialiser = null)
{
    /// <summary>A lane's shape is [rows, width].</summary>
    public LaneParameter Weight { get; } =
        parameters.Add($"{name}.weight", initialiser ?? Initialisers.Normal(1), rows, width);

    /// <param name="indices">int64 [lanes, …], each at least 0 and below the number of rows.</param>
    /// <returns>[lanes, …, width]</returns>
    public Tensor Forward(Tensor indices)
    {
        var lanes = indices.shape[0];
        var firstRows = arange(0, lanes * rows, rows, int64, indices.device).unsqueeze(1);    // [lanes, 1]
        var chosen = (indices.reshape(lanes, -1) + firstRows).flatten();                      // [lanes·n]
        var table = Weight.Value.reshape(lanes * rows, width);                                // [lanes·rows, width]
        return table.index_select(0, chosen).view([.. indices.shape, width]);
    }
}
