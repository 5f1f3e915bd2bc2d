namespace Seedbed.Training.Programs;

using Seedbed.Data;
using TorchSharp;

/// <summary>Jobs trained together, and what they share.</summary>
/// <param name="Lanes">
/// At least one; a lane's position must change nothing but where its slice of a tensor lies.
/// </param>
/// <param name="Device">Where tensors live.</param>
/// <param name="Data">The study's data; null for a program that takes none.</param>
/// <param name="SelectBy">
/// Full name of the validation metric whose best epoch gives the finals; null for the last epoch.
/// </param>
public sealed record Pack(IReadOnlyList<Lane> Lanes, torch.Device Device, DataSource? Data, string? SelectBy)
{
    /// <summary>A parameter's value in each lane.</summary>
    /// <exception cref="KeyNotFoundException">The program declares no such parameter.</exception>
    public double[] Numbers(string parameter) => [.. Lanes.Select(lane => lane.Parameters.Number(parameter))];

    /// <summary>What all lanes have in common: parameters that are not per lane.</summary>
    public Parameters Shared => Lanes[0].Parameters;
}

/// <summary>One job in a pack: its seeds and parameters, and the way its results leave the program.</summary>
public sealed class Lane(Seeds seeds, Parameters parameters, ILaneObserver observer)
{
    public Seeds Seeds { get; } = seeds;

    public Parameters Parameters { get; } = parameters;

    /// <summary>Which try at the job this is, from 1. For rehearsals of failure: no result may depend on it.</summary>
    public long Attempt { get; init; } = 1;

    /// <summary>Completed or diverged: the lane is trained no further and reports nothing more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Reports a point of a curve.</summary>
    /// <param name="metric">Full name, declared by the program as a curve.</param>
    /// <param name="step">Optimiser steps done, never decreasing for one metric.</param>
    /// <param name="value">May be NaN or infinite.</param>
    public void Report(string metric, long step, double value)
    {
        ThrowIfEnded();
        observer.Report(metric, step, value);
    }

    /// <summary>Keeps a larger result, such as <c>confusion.json</c>. Before the lane ends.</summary>
    public void Attach(string name, ReadOnlyMemory<byte> content)
    {
        ThrowIfEnded();
        observer.Attach(name, content);
    }

    /// <summary>
    /// Ends the lane with its finals, by full metric name: declared ones, each a finite number. A metric without a
    /// value (no predictions) is left out.
    /// </summary>
    public void Complete(IReadOnlyDictionary<string, double> finals)
    {
        ThrowIfEnded();
        HasEnded = true;
        observer.Complete(finals);
    }

    /// <summary>Ends the lane because its loss is no longer finite.</summary>
    /// <param name="step">The optimiser step whose loss was not finite, from 0.</param>
    public void Diverge(long step)
    {
        ThrowIfEnded();
        HasEnded = true;
        observer.Diverge(step);
    }

    private void ThrowIfEnded()
    {
        if (HasEnded) throw new InvalidOperationException("The lane has ended.");
    }
}

/// <summary>Where a lane's results go: the slot, or a test.</summary>
public interface ILaneObserver
{
    void Report(string metric, long step, double value);

    void Attach(string name, ReadOnlyMemory<byte> content);

    void Complete(IReadOnlyDictionary<string, double> finals);

    void Diverge(long step);
}

/// <summary>The seeds of a job: one number per source of randomness.</summary>
public readonly record struct Seeds(long Init, long Order, long Dropout, long Augment)
{
    /// <summary>One number for all sources, as most studies have it.</summary>
    public static Seeds Of(long seed) => new(seed, seed, seed, seed);
}
