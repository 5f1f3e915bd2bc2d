namespace Seedbed.Coordinator.Tests.Store;

using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Studies;
using Seedbed.Coordinator.Tests.Studies;
using Seedbed.Messages;
using Seedbed.Messages.Work;
using Xunit;

public sealed class CheckpointStoreTests(TemporaryStores stores) : IClassFixture<TemporaryStores>
{
    private static readonly JobId Job = new(new("stress"), 3, 14);

    [Theory, InDirectory, InPostgres]
    public async Task A_checkpoint_lies_where_its_name_says(StorageKind kind)
    {
        var storage = (await stores.Create(kind)).Open();
        var path = await Put(On(storage), Job, 2, 500);

        Assert.Equal(Content(2, 500), await storage.Read($"checkpoints/stress/3-14/2-500-{path.Content}"));
    }

    [Theory, InDirectory, InPostgres]
    public async Task A_checkpoint_that_is_not_what_its_name_says_is_refused_and_leaves_nothing(StorageKind kind)
    {
        var store = await stores.Create(kind);
        var claimed = PathOf(Job, 2, 500);

        await Assert.ThrowsAsync<ContentRefusedException>(
            () => On(store.Open()).Put(claimed, new MemoryStream(Content(2, 499)), CancellationToken.None));

        Assert.False(await On(store.Open()).Has(claimed, CancellationToken.None));
        Assert.Equal(0, await store.CountEverything());
    }

    [Theory, InDirectory, InPostgres]
    public async Task What_is_removed_is_what_came_before(StorageKind kind)
    {
        var storage = (await stores.Create(kind)).Open();
        (long, long)[] all = [(1, 900), (2, 400), (2, 500), (3, 100)];
        foreach (var (fence, step) in all) await Put(On(storage), Job, fence, step);

        await On(storage).RemoveBefore(Job, new(2, 500), CancellationToken.None);

        Assert.Equal(["2-500", "3-100"], await Names(storage, Job));
    }

    [Theory, InDirectory, InPostgres]
    public async Task A_jobs_folder_goes_with_its_last_checkpoint_and_no_other_jobs_does(StorageKind kind)
    {
        var store = On((await stores.Create(kind)).Open());
        var other = Job with { Seed = 15 };
        await Put(store, Job, 1, 100);
        await Put(store, other, 1, 100);

        await store.RemoveBefore(Job, CheckpointPlace.After(fence: 1), CancellationToken.None);
        await store.RemoveBefore(Job, CheckpointPlace.After(fence: 1), CancellationToken.None);

        Assert.Equal([other], await store.JobsOf(Job.Study, CancellationToken.None));
    }

    [Theory, InDirectory, InPostgres]
    public async Task What_is_no_checkpoint_is_left_alone(StorageKind kind)
    {
        var storage = (await stores.Create(kind)).Open();
        await Put(On(storage), Job, 1, 100);
        await storage.Put("checkpoints/stress/notes/mine", [7]);
        await storage.Put("checkpoints/stress/3-14/notes.txt", [7]);

        await On(storage).RemoveBefore(Job, CheckpointPlace.After(fence: 9), CancellationToken.None);

        Assert.Equal([Job], await On(storage).JobsOf(Job.Study, CancellationToken.None));
        Assert.True(await storage.Has("checkpoints/stress/3-14/notes.txt"));
    }

    [Theory, InDirectory, InPostgres]
    public async Task A_study_without_checkpoints_has_no_jobs_here(StorageKind kind) =>
        Assert.Empty(await On((await stores.Create(kind)).Open()).JobsOf(new("other"), CancellationToken.None));

    [Theory, InDirectory, InPostgres]
    public async Task Two_jobs_with_equal_checkpoints_have_one_each(StorageKind kind)
    {
        var store = On((await stores.Create(kind)).Open());
        var repeat = Job with { Seed = 15 };
        var content = Contents.HashOf(Content(1, 100));
        foreach (var job in (JobId[])[Job, repeat])
            await store.Put(new(job, 1, 100, content), new MemoryStream(Content(1, 100)), CancellationToken.None);

        await store.RemoveBefore(Job, CheckpointPlace.After(fence: 1), CancellationToken.None);

        Assert.True(await store.Has(new(repeat, 1, 100, content), CancellationToken.None));
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

    private static CheckpointStore On(IStorage storage) => new(storage, limit: 1_000);

    private static async Task<CheckpointPath> Put(CheckpointStore store, JobId job, long fence, long step)
    {
        var path = PathOf(job, fence, step);
        await store.Put(path, new MemoryStream(Content(fence, step)), CancellationToken.None);
        return path;
    }

    private static async Task<IReadOnlyList<string>> Names(IStorage storage, JobId job)
    {
        var files = await storage.FilesIn(CheckpointPath.FolderOf(job), CancellationToken.None);
        return [.. files.Select(file => file[..^65]).Order(StringComparer.Ordinal)];
    }

    private static CheckpointPath PathOf(JobId job, long fence, long step) =>
        new(job, fence, step, Contents.HashOf(Content(fence, step)));

    private static byte[] Content(long fence, long step) =>
        [.. BitConverter.GetBytes(fence), .. BitConverter.GetBytes(step)];
}
