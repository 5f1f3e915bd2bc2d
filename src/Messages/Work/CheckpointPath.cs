namespace Seedbed.Messages.Work;

using System.Globalization;
using Seedbed.Data;

/// <summary>
/// Where a checkpoint lies, below the store's URL or directory: the path names the job, so that all of a job's
/// checkpoints are one folder.
/// </summary>
/// <param name="Fence">The lease it was taken under.</param>
/// <param name="Step">Optimiser steps done.</param>
/// <param name="Content">Hash of its bytes.</param>
public readonly record struct CheckpointPath(JobId Job, long Fence, long Step, ContentHash Content)
{
    /// <summary>Folder of all checkpoints in the store.</summary>
    public const string Root = "checkpoints";

    /// <summary>Folder of the study's jobs.</summary>
    public static string FolderOf(StudyId study) => $"{Root}/{study}";

    /// <summary>Folder of the job's checkpoints.</summary>
    public static string FolderOf(JobId job) =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderOf(job.Study)}/{job.Cell}-{job.Seed}");

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderOf(Job)}/{Fence}-{Step}-{Content}");

    /// <summary>The path of these three segments; null unless it is written as <see cref="ToString"/> does.</summary>
    /// <param name="job">Such as <c>3-14</c>.</param>
    /// <param name="file">Such as <c>2-500-ab12…</c>.</param>
    public static CheckpointPath? Parse(string study, string job, string file)
    {
        if (ParseJob(study, job) is not { } id) return null;
        if (file.Split('-') is not [var fence, var step, var content]) return null;

        return Number(fence) is { } number && Number(step) is { } steps && ContentHash.IsValid(content)
            ? new(id, number, steps, new(content))
            : null;
    }

    /// <summary>The job of a folder; null unless it is written as <see cref="FolderOf(JobId)"/> does.</summary>
    /// <param name="job">Such as <c>3-14</c>.</param>
    public static JobId? ParseJob(string study, string job) =>
        StudyId.IsValid(study) && job.Split('-') is [var cell, var seed]
        && Number(cell) is <= int.MaxValue and var cellIndex && Number(seed) is <= int.MaxValue and var seedIndex
            ? new(new(study), (int)cellIndex, (int)seedIndex)
            : null;

    /// <summary>Digits alone, and no more of them than the number has.</summary>
    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && text.Length == number.ToString(CultureInfo.InvariantCulture).Length
            ? number
            : null;
}
