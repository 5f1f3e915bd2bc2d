namespace Seedbed.Coordinator.Store;

using Seedbed.Messages;
using Seedbed.Messages.Work;

/// <summary>
/// Checkpoints by the job they are of: <c>{directory}/checkpoints/{study}/{cell}-{seed}/{fence}-{step}-{hash}</c>. What
/// is there is whole and what its name says. Only a <see cref="CheckpointPath"/> is ever made into a path.
/// </summary>
public sealed class CheckpointStore
{
    private readonly string _directory;
    private readonly Intake _intake;

    /// <param name="directory">
    /// Created where absent. Leftovers of a crash in it are removed: there is one store to a directory.
    /// </param>
    /// <param name="limit">The most bytes one checkpoint may have.</param>
    public CheckpointStore(string directory, long limit) =>
        (_directory, _intake) = (directory, new(Path.Combine(directory, "incoming-checkpoints"), limit));

    public long Limit => _intake.Limit;

    /// <summary>Where a checkpoint is; null if it is not here.</summary>
    public string? Find(CheckpointPath checkpoint) => File.Exists(In(checkpoint)) ? In(checkpoint) : null;

    /// <summary>Takes a checkpoint in. May be repeated and may run beside another of the same name.</summary>
    /// <exception cref="ContentRefusedException">
    /// Too large, or not what the hash says; nothing is left of it.
    /// </exception>
    /// <exception cref="IOException">The disk is full or fails; nothing is left of it.</exception>
    public Task Put(CheckpointPath checkpoint, Stream content, CancellationToken cancellation) =>
        _intake.Put(In(checkpoint), checkpoint.Content, content, cancellation);

    /// <summary>The jobs of a study that may have checkpoints here, in no order.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public IReadOnlyList<JobId> JobsOf(StudyId study)
    {
        var folder = new DirectoryInfo(In(CheckpointPath.FolderOf(study)));
        return folder.Exists
            ? [.. folder.EnumerateDirectories()
                .Select(job => CheckpointPath.ParseJob(study.Name, job.Name)).OfType<JobId>()]
            : [];
    }

    /// <summary>
    /// Removes the job's checkpoints from before this place, and its folder with the last of them. May be repeated.
    /// What has no checkpoint's name is left alone.
    /// </summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public void RemoveBefore(JobId job, CheckpointPlace place)
    {
        var folder = new DirectoryInfo(In(CheckpointPath.FolderOf(job)));
        if (!folder.Exists) return;

        foreach (var file in folder.EnumerateFiles())
            if (CheckpointPath.Parse(job.Study.Name, folder.Name, file.Name) is { } found
                && new CheckpointPlace(found.Fence, found.Step) < place)
                file.Delete();
        if (!folder.EnumerateFileSystemInfos().Any()) folder.Delete();
    }

    private string In(CheckpointPath checkpoint) => In(checkpoint.ToString());

    private string In(string path) => Path.Combine(_directory, path);
}
