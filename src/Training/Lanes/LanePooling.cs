namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Pools over windows: lanes are more of the batch here, for nothing is learnt.</summary>
public static class LanePooling
{
    /// <summary>The largest element of each window; padding is below all numbers.</summary>
    /// <param name="x">[lanes, batch, channels, height, width]</param>
    /// <returns>[lanes, batch, channels, height, width], of as many places as the windows have</returns>
    public static Tensor Max(Tensor x, Window height, Window width) =>
        nn.functional.max_pool2d(
            x.flatten(0, 1), (height.Size, width.Size), (height.Stride, width.Stride),
            (height.Padding, width.Padding), (height.Dilation, width.Dilation)).unflatten(0, x.shape[0], x.shape[1]);

    /// <param name="x">[lanes, batch, channels, length]</param>
    /// <returns>[lanes, batch, channels, places]</returns>
    public static Tensor Max(Tensor x, Window window) => Max(x.unsqueeze(3), Window.One, window).squeeze(3);

    /// <summary>The mean of each window, padding counted as zeros.</summary>
    /// <param name="x">[lanes, batch, channels, height, width]</param>
    /// <param name="height">Without dilation, as <paramref name="width"/>.</param>
    /// <returns>[lanes, batch, channels, height, width], of as many places as the windows have</returns>
    public static Tensor Average(Tensor x, Window height, Window width)
    {
        if (height.Dilation != 1) throw new ArgumentException("A mean is over neighbours: dilation 1.", nameof(height));
        if (width.Dilation != 1) throw new ArgumentException("A mean is over neighbours: dilation 1.", nameof(width));

        return nn.functional.avg_pool2d(
            x.flatten(0, 1), (height.Size, width.Size), (height.Stride, width.Stride), (height.Padding, width.Padding))
            .unflatten(0, x.shape[0], x.shape[1]);
    }

    /// <param name="x">[lanes, batch, channels, length]</param>
    /// <returns>[lanes, batch, channels, places]</returns>
    public static Tensor Average(Tensor x, Window window) => Average(x.unsqueeze(3), Window.One, window).squeeze(3);
}
