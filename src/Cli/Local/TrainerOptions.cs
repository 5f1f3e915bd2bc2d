namespace Seedbed.Cli.Local;

using System.Globalization;
using Seedbed.Cli.Programs;

/// <summary>What the trainer of a local run is told to train on.</summary>
/// <param name="Device">One of <see cref="Devices"/>.</param>
/// <param name="Slots">1 to <see cref="MaxSlots"/>; null lets the trainer take one per core or CUDA device.</param>
/// <param name="Programs">Files of users' programs.</param>
internal sealed record TrainerOptions(string Device, int? Slots, ProgramFiles Programs)
{
    /// <summary>As many as the trainer accepts.</summary>
    public const int MaxSlots = 1024;

    /// <summary>The first is the trainer's own default.</summary>
    public static readonly IReadOnlyList<string> Devices = ["cpu", "cuda"];

    /// <summary>As the trainer's command line takes them.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "--device", Device,
        .. Slots is { } count ? ["--slots", count.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        .. Programs.Arguments,
    ];
}
