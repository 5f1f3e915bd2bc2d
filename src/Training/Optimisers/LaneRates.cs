namespace Seedbed.Training.Optimisers;

using Seedbed.Training.Lanes;

/// <summary>Each lane's learning rate and weight decay.</summary>
public sealed record LaneRates(IReadOnlyList<double> LearningRates, IReadOnlyList<double> WeightDecays)
{
    /// <summary>No weight decay.</summary>
    public LaneRates(IReadOnlyList<double> learningRates) : this(learningRates, new double[learningRates.Count]) { }

    /// <summary>Neighbouring lanes with equal rates, for one operation serves them; no frozen ones.</summary>
    internal IEnumerable<LaneRun> RunsOf(LaneParameters parameters)
    {
        for (var first = 0; first < parameters.Lanes;)
        {
            var end = first + 1;
            while (end < parameters.Lanes && Alike(parameters, first, end)) end++;
            if (!parameters.IsFrozen(first))
                yield return new(first, end - first, LearningRates[first], WeightDecays[first]);
            first = end;
        }
    }

    private bool Alike(LaneParameters parameters, int a, int b) =>
        parameters.IsFrozen(a) == parameters.IsFrozen(b)
        && LearningRates[a].Equals(LearningRates[b]) && WeightDecays[a].Equals(WeightDecays[b]);
}

/// <summary><paramref name="Count"/> neighbouring lanes that share their rates.</summary>
internal readonly record struct LaneRun(int First, int Count, double LearningRate, double WeightDecay);
