namespace Seedbed.Coordinator.Tests.Store;

using System.Security.Cryptography;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Hosting;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Work;
using Xunit;

public sealed class CheckpointStoreTests : IDisposable
{
    private static readonly JobId Job = new(new("stress"), 3, 14);

    private readonly TemporaryDirectory _directory = new();
    private readonly CheckpointStore _store;

    public CheckpointStoreTests() => _store = new(_directory.Path, limit: 1_000);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_checkpoint_comes_back_as_it_was_put_from_where_its_name_says()
    {
        var path = await Put(Job, 2, 500);

        Assert.Equal(_directory.File($"checkpoints/stress/3-14/2-500-{path.Content}"), _store.Find(path));
        Assert.Equal(Content(2, 500), await File.ReadAllBytesAsync(_store.Find(path)!));
    }

    [Fact]
    public async Task A_checkpoint_that_is_not_what_its_name_says_is_refused_and_leaves_nothing()
    {
        var claimed = PathOf(Job, 2, 500);

        await Assert.ThrowsAsync<ContentRefusedException>(
            () => _store.Put(claimed, new MemoryStream(Content(2, 499)), CancellationToken.None));

        Assert.Null(_store.Find(claimed));
        Assert.Empty(Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_is_removed_is_what_came_before()
    {
        (long, long)[] all = [(1, 900), (2, 400), (2, 500), (3, 100)];
        foreach (var (fence, step) in all) await Put(Job, fence, step);

        _store.RemoveBefore(Job, new(2, 500));

        Assert.Equal(["2-500", "3-100"], Names(Job));
    }

    [Fact]
    public async Task A_jobs_folder_goes_with_its_last_checkpoint_and_no_other_jobs_does()
    {
        var other = Job with { Seed = 15 };
        await Put(Job, 1, 100);
        await Put(other, 1, 100);

        _store.RemoveBefore(Job, CheckpointPlace.After(fence: 1));
        _store.RemoveBefore(Job, CheckpointPlace.After(fence: 1));

        Assert.False(Directory.Exists(_directory.File("checkpoints/stress/3-14")));
        Assert.Equal([other], _store.JobsOf(Job.Study));
    }

    [Fact]
    public async Task What_is_no_checkpoint_is_left_alone()
    {
        await Put(Job, 1, 100);
        Directory.CreateDirectory(_directory.File("checkpoints/stress/notes"));
        await File.WriteAllTextAsync(_directory.File("checkpoints/stress/3-14/notes.txt"), "mine");

        _store.RemoveBefore(Job, CheckpointPlace.After(fence: 9));

        Assert.Equal([Job], _store.JobsOf(Job.Study));
        Assert.True(File.Exists(_directory.File("checkpoints/stress/3-14/notes.txt")));
    }

    [Fact]
    public void A_study_without_checkpoints_has_no_jobs_here() => Assert.Empty(_store.JobsOf(new("other")));

    [Fact]
    public async Task Two_jobs_with_equal_checkpoints_have_one_each()
    {
        var repeat = Job with { Seed = 15 };
        var content = HashOf(Content(1, 100));
        foreach (var job in (JobId[])[Job, repeat])
            await _store.Put(new(job, 1, 100, content), new MemoryStream(Content(1, 100)), CancellationToken.None);

        _store.RemoveBefore(Job, CheckpointPlace.After(fence: 1));

        Assert.NotNull(_store.Find(new(repeat, 1, 100, content)));
    }

    [Fact]
    public void What_a_crash_left_behind_is_removed()
    {
        File.WriteAllText(_directory.File("incoming-checkpoints/7"), "half of someth");

        _ = new CheckpointStore(_directory.Path, limit: 1_000);

        Assert.Empty(Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Of_an_open_job_what_came_before_its_checkpoints_is_of_no_use()
    {
        var open = Given.After(Given.Submit(Given.Study()), Given.Lease(Given.Request()));
        var key = new JobKey(0, 0);

        Assert.Null(CheckpointPlace.FirstOfUse(open, key));
        foreach (var step in (int[])[100, 200, 300]) open = open.After(Given.Keep(key, Given.CheckpointAt(1, step)));

        Assert.Equal(new CheckpointPlace(1, 200), CheckpointPlace.FirstOfUse(open, key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_an_ended_job_nothing_is_of_use_unless_the_study_keeps_it(bool keep)
    {
        var study = Given.Study() with { Checkpoints = new(null, null, keep) };
        var ended = Given.After(Given.Submit(study), Given.Lease(Given.Request()))
            .After(new StudyCommand.Finish(new(0, 0), 1, Given.Completed(), Given.Noon));

        Assert.Equal(keep ? null : CheckpointPlace.After(1), CheckpointPlace.FirstOfUse(ended, new(0, 0)));
        Assert.Equal(CheckpointPlace.After(long.MaxValue), CheckpointPlace.FirstOfUse(ended, new(7, 7)));
    }

    private async Task<CheckpointPath> Put(JobId job, long fence, long step)
    {
        var path = PathOf(job, fence, step);
        await _store.Put(path, new MemoryStream(Content(fence, step)), CancellationToken.None);
        return path;
    }

    private string[] Names(JobId job) =>
    [
        .. Directory.GetFiles(_directory.File(CheckpointPath.FolderOf(job)))
            .Select(file => Path.GetFileName(file)[..^65]).Order(StringComparer.Ordinal),
    ];

    private static CheckpointPath PathOf(JobId job, long fence, long step) =>
        new(job, fence, step, HashOf(Content(fence, step)));

    private static byte[] Content(long fence, long step) =>
        [.. BitConverter.GetBytes(fence), .. BitConverter.GetBytes(step)];

    private static ContentHash HashOf(byte[] content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));
}
