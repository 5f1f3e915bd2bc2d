namespace Seedbed.Coordinator.Store;

using Seedbed.Messages;
using Seedbed.Messages.Work;

/// <summary>
/// Checkpoints by the job they are of: <c>checkpoints/{study}/{cell}-{seed}/{fence}-{step}-{hash}</c>. What is there is
/// whole and what its name says. Only a <see cref="CheckpointPath"/> is ever made into a path.
/// </summary>
/// <param name="limit">The most bytes one checkpoint may have.</param>
public sealed class CheckpointStore(IStorage storage, long limit)
{
    public long Limit => limit;

    public Task<bool> Has(CheckpointPath checkpoint, CancellationToken cancellation) =>
        storage.Has(checkpoint.ToString(), cancellation);

    /// <inheritdoc cref="IStorage.Open"/>
    public Task<Stream?> Open(CheckpointPath checkpoint, CancellationToken cancellation) =>
        storage.Open(checkpoint.ToString(), cancellation);

    /// <inheritdoc cref="IStorage.Put"/>
    public Task Put(CheckpointPath checkpoint, Stream content, CancellationToken cancellation) =>
        storage.Put(checkpoint.ToString(), checkpoint.Content, content, limit, cancellation);

    /// <summary>The jobs of a study that may have checkpoints here, in no order.</summary>
    /// <exception cref="IOException">The store fails.</exception>
    public async Task<IReadOnlyList<JobId>> JobsOf(StudyId study, CancellationToken cancellation)
    {
        var folders = await storage.FoldersIn(CheckpointPath.FolderOf(study), cancellation);
        return [.. folders.Select(job => CheckpointPath.ParseJob(study.Name, job)).OfType<JobId>()];
    }

    /// <summary>
    /// Removes the job's checkpoints from before this place, and its folder with the last of them. May be repeated.
    /// What has no checkpoint's name is left alone.
    /// </summary>
    /// <exception cref="IOException">The store fails.</exception>
    public async Task RemoveBefore(JobId job, CheckpointPlace place, CancellationToken cancellation)
    {
        var (folder, name) = (CheckpointPath.FolderOf(job), $"{job.Cell}-{job.Seed}");
        var files = await storage.FilesIn(folder, cancellation);
        await storage.Remove(
            folder,
            [.. files.Where(file => CheckpointPath.Parse(job.Study.Name, name, file) is { } found
                && new CheckpointPlace(found.Fence, found.Step) < place)],
            cancellation);
    }
}
