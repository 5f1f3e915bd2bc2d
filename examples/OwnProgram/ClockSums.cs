namespace OwnProgram;

using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

/// <summary>Some of the sums on a clock, the same in every lane.</summary>
/// <param name="Terms">float32 [lanes, sums, 2 · hours]: a one for either hour.</param>
/// <param name="Answers">int64 [lanes, sums]</param>
internal sealed record ClockSums(Tensor Terms, Tensor Answers) : IDisposable
{
    /// <summary>Which sums are shown is the study's business, not the seed's: all jobs are asked the same.</summary>
    public static bool IsShown(int sum, double share) => SplitMix64.Uniform(stream: 0, sum + 1) < share;

    public static ClockSums Of(IEnumerable<int> chosen, int hours, Pack pack)
    {
        using var scope = NewDisposeScope();
        var sums = tensor(chosen.Select(sum => (long)sum).ToArray());
        var (first, second) = (sums.div(hours, RoundingMode.floor), sums.remainder(hours));
        var terms = cat([nn.functional.one_hot(first, hours), nn.functional.one_hot(second, hours)], 1);
        return new(InEveryLane(terms.@float()), InEveryLane((first + second).remainder(hours)));

        Tensor InEveryLane(Tensor x) =>
            stack([.. pack.Lanes.Select(_ => x)]).to(pack.Device).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Terms.Dispose();
        Answers.Dispose();
    }
}
