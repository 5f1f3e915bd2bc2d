namespace Seedbed.Training.Lanes;

using TorchSharp;
using static TorchSharp.torch;

/// <summary>
/// Batch normalisation of each channel, each lane by its own batch, scale and shift; running statistics are part of the
/// lane's row and those of a frozen lane stay.
/// </summary>
/// <remarks>
/// Source: Ioffe and Szegedy, "Batch normalization", arXiv:1502.03167; running variance as torch's, with n − 1.
/// </remarks>
public sealed class LaneBatchNorm(LaneParameters parameters, string name, long channels)
{
    // torch's default: keeps a constant channel from dividing by 0.
    private const double Epsilon = 1e-5;

    /// <summary>A lane's shape is [channels, 1].</summary>
    public LaneParameter Scale { get; } = parameters.Add($"{name}.scale", Initialisers.Ones, channels, 1);

    /// <summary>A lane's shape is [channels, 1].</summary>
    public LaneParameter Shift { get; } = parameters.Add($"{name}.shift", Initialisers.Zeros, channels, 1);

    /// <summary>A lane's shape is [channels, 1].</summary>
    public LaneStatistic Mean { get; } = parameters.AddStatistic($"{name}.mean", 0, channels, 1);

    /// <summary>A lane's shape is [channels, 1].</summary>
    public LaneStatistic Variance { get; } = parameters.AddStatistic($"{name}.variance", 1, channels, 1);

    /// <summary>Share of a batch in the running statistics, in (0, 1].</summary>
    public double Momentum { get; init; } = 0.1;

    /// <param name="x">
    /// [lanes, batch, channels] and any further dimensions, over which a channel is normalised, too.
    /// </param>
    /// <param name="step">
    /// Null when evaluating, which uses the running statistics and leaves them; else the batch's own.
    /// </param>
    /// <returns>Of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">Training with one element a channel: it has no variance.</exception>
    public Tensor Forward(Tensor x, long? step)
    {
        var byChannel = x.transpose(1, 2);                                         // [lanes, channels, batch, …]
        var rows = byChannel.reshape(x.shape[0], channels, -1);                    // [lanes, channels, elements]
        var y = step is null ? Running(rows) : Batch(rows);
        return y.view(byChannel.shape).transpose(1, 2);
    }

    private Tensor Batch(Tensor rows)
    {
        var elements = rows.shape[2];
        if (elements < 2)
            throw new ArgumentException($"A batch of {elements} element a channel has no variance.", nameof(rows));

        Follow(rows.detach());
        var normalised = nn.functional.layer_norm(rows, [elements], eps: Epsilon);
        return normalised * Scale.Value + Shift.Value;
    }

    private Tensor Running(Tensor rows)
    {
        var factor = Scale.Value / (Variance.Value + Epsilon).sqrt();              // [lanes, channels, 1]
        return rows * factor + (Shift.Value - Mean.Value * factor);
    }

    private void Follow(Tensor rows)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Mean.Write(Mean.Value * (1 - Momentum) + rows.mean([2], keepdim: true) * Momentum);
        Variance.Write(Variance.Value * (1 - Momentum) + rows.var(2, unbiased: true, keepdim: true) * Momentum);
    }
}
