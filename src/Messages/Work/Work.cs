namespace Seedbed.Messages.Work;

using MessagePack;
using Seedbed.Data;
using Seedbed.Messages.Studies;

/// <summary>How a job ended. Every job has at most one outcome.</summary>
public enum JobOutcome
{
    Completed,

    /// <summary>The loss became NaN or infinite: a result, not an error.</summary>
    Diverged,

    /// <summary>Its own slot failed as often as the study allows.</summary>
    Failed,

    Cancelled,
}

/// <summary>What a slot computes on: <c>cpu</c>, or <c>cuda:0</c> and so on.</summary>
/// <param name="Kind">Class of hardware whose results agree bit for bit: instruction set or GPU model.</param>
[MessagePackObject]
public sealed record Device([property: Key(0)] string Name, [property: Key(1)] string Kind);

/// <summary>A job and the fence it is held under.</summary>
[MessagePackObject]
public readonly record struct HeldJob([property: Key(0)] JobId Job, [property: Key(1)] long Fence);

/// <summary>A job as it is leased: its lane, fence and seeds.</summary>
/// <param name="Own">Parameters in which it differs from the lease's; null if in none.</param>
/// <param name="From">The checkpoint it goes on from; null if it begins at step 0.</param>
[MessagePackObject]
public sealed record LeasedJob(
    [property: Key(0)] JobId Job,
    [property: Key(1)] long Fence,
    [property: Key(2)] SeedVector Seeds,
    [property: Key(3)] IReadOnlyDictionary<string, string>? Own = null,
    [property: Key(4)] Checkpoint? From = null);

/// <summary>A job's training state at a boundary, as it lies in the store.</summary>
/// <param name="Fence">The lease it was taken under.</param>
/// <param name="Step">Optimiser steps done.</param>
/// <param name="Content">Hash of its bytes, which depend on nothing but the state.</param>
/// <param name="LastBatch">The last batch of points, under its fence, that was reported before it.</param>
/// <param name="Seconds">Wall time of the job up to it, over all its leases.</param>
[MessagePackObject]
public sealed record Checkpoint(
    [property: Key(0)] long Fence,
    [property: Key(1)] long Step,
    [property: Key(2)] ContentHash Content,
    [property: Key(3)] int LastBatch,
    [property: Key(4)] double Seconds)
{
    /// <summary>Where it lies, below the store's URL or directory.</summary>
    public string PathOf(JobId job) => new CheckpointPath(job, Fence, Step, Content).ToString();
}

/// <summary>Hash of a job's training state when an epoch ended: what its checkpoint would be named by.</summary>
/// <param name="Step">Optimiser steps done.</param>
[MessagePackObject]
public readonly record struct EpochHash([property: Key(0)] long Step, [property: Key(1)] ContentHash State);

/// <summary>What a job ended with.</summary>
/// <param name="Outcome"><see cref="JobOutcome.Completed"/> or <see cref="JobOutcome.Diverged"/>.</param>
/// <param name="DivergedAt">The step the loss stopped being finite at; null if it never did.</param>
/// <param name="Finals">
/// Full metric names and their values, which may be NaN, ordered by name; empty for a diverged job.
/// </param>
/// <param name="LastBatch">Number of the last metric batch; 0 if there was none.</param>
/// <param name="Artifacts">Larger results, name to hash of the content in the store.</param>
/// <param name="Seconds">Wall time of training and evaluation.</param>
/// <param name="Device">What it was computed on.</param>
[MessagePackObject]
public sealed record JobResult(
    [property: Key(0)] JobOutcome Outcome,
    [property: Key(1)] long? DivergedAt,
    [property: Key(2)] IReadOnlyList<Final> Finals,
    [property: Key(3)] int LastBatch,
    [property: Key(4)] IReadOnlyList<Artifact> Artifacts,
    [property: Key(5)] double Seconds,
    [property: Key(6)] Device Device);

/// <summary>The value of a metric that enters the statistics.</summary>
[MessagePackObject]
public readonly record struct Final([property: Key(0)] string Metric, [property: Key(1)] double Value);

/// <summary>A larger result, such as <c>confusion.json</c>, kept in the store.</summary>
[MessagePackObject]
public readonly record struct Artifact([property: Key(0)] string Name, [property: Key(1)] ContentHash Content);
