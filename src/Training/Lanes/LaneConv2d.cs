namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>Two-dimensional convolution, each lane with its own filters; a cross-correlation, as torch's.</summary>
/// <remarks>
/// All lanes as one convolution with K·groups groups would be less work. But oneDNN chooses its algorithm by the
/// number of groups and channels: on an x86 with AVX2 lanes then differed from the same jobs alone in last bits,
/// except where channels are multiples of 8. So windows are laid out as columns, and each lane multiplies by its own
/// filters.
/// </remarks>
public sealed class LaneConv2d
{
    private readonly long _outputs;
    private readonly long _groups;
    private readonly Window _height;
    private readonly Window _width;

    /// <param name="inputs">Channels, a multiple of <paramref name="groups"/>.</param>
    /// <param name="outputs">Channels, a multiple of <paramref name="groups"/>.</param>
    /// <param name="groups">Output channels of a group see the input channels of the same group alone.</param>
    /// <param name="weight">As torch's layer begins if null; so is <paramref name="bias"/>.</param>
    public LaneConv2d(
        LaneParameters parameters, string name, long inputs, long outputs, Window height, Window width, long groups = 1,
        Initialiser? weight = null, Initialiser? bias = null)
    {
        if (inputs % groups != 0 || outputs % groups != 0)
        {
            throw new ArgumentException(
                $"{inputs} inputs or {outputs} outputs are no multiple of {groups} groups.", nameof(groups));
        }

        (_outputs, _groups, _height, _width) = (outputs, groups, height, width);
        var fan = inputs / groups * height.Size * width.Size;
        Weight = parameters.Add($"{name}.weight", weight ?? Initialisers.UniformByFan(fan), outputs, fan);
        Bias = parameters.Add($"{name}.bias", bias ?? Initialisers.UniformByFan(fan), outputs, 1);
    }

    /// <summary>
    /// A lane's shape is [outputs, inputs/groups · height · width], torch's with the last dimensions in one.
    /// </summary>
    public LaneParameter Weight { get; }

    /// <summary>A lane's shape is [outputs, 1].</summary>
    public LaneParameter Bias { get; }

    /// <param name="x">[lanes, batch, inputs, height, width]</param>
    /// <returns>[lanes, batch, outputs, height, width], of as many places as the windows have</returns>
    public Tensor Forward(Tensor x)
    {
        var (lanes, batch) = (x.shape[0], x.shape[1]);
        var (high, wide) = (_height.Places(x.shape[3]), _width.Places(x.shape[4]));
        var (fan, split) = (Weight.Shape[1], lanes * _groups);

        var columns = nn.functional.unfold(
                x.flatten(0, 1), (_height.Size, _width.Size), (_height.Dilation, _width.Dilation),
                (_height.Padding, _width.Padding), (_height.Stride, _width.Stride)) // [lanes·batch, groups·fan, places]
            .view(lanes, batch, _groups, fan, high * wide)
            .permute(0, 2, 3, 1, 4)                                             // [lanes, groups, fan, batch, places]
            .reshape(split, fan, batch * high * wide);
        var filters = Weight.Value.reshape(split, _outputs / _groups, fan);
        var product = LaneLinear.Multiply(Bias.Value.reshape(split, _outputs / _groups, 1), filters, columns);
        return product.reshape(lanes, _outputs, batch, high, wide).transpose(1, 2);
    }
}
