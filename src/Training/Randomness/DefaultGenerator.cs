namespace Seedbed.Training.Randomness;

using TorchSharp;

/// <summary>
/// The process's generator, which TorchSharp's own layers draw from. Only programs that train one job at a time may.
/// </summary>
internal static class DefaultGenerator
{
    /// <summary>Seeds it, for all devices: any change in any key gives other numbers.</summary>
    internal static void Seed(params ReadOnlySpan<StreamKey> keys)
    {
        var seed = 0UL;
        foreach (var key in keys) seed = SplitMix64.Mix(seed ^ key.Origin);
        torch.manual_seed(unchecked((long)seed));
    }
}
