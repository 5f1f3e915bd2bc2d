namespace Seedbed.Coordinator.Tests.Store;

using Microsoft.Extensions.Time.Testing;
using Seedbed.Coordinator.Store;
using Seedbed.Coordinator.Tests.Hosting;
using Seedbed.Coordinator.Tests.Studies;
using Xunit;

/// <summary>What is of files alone.</summary>
public sealed class DirectoryStorageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(Given.Noon);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_content_lies_where_its_path_says()
    {
        await Open().Put("checkpoints/stress/3-14/x", [7]);

        Assert.Equal([7], await File.ReadAllBytesAsync(_directory.File("checkpoints/stress/3-14/x")));
    }

    [Fact]
    public void What_a_process_that_died_has_left_is_removed_and_what_another_receives_is_not()
    {
        Open();
        var left = Leave("left", Given.Noon - Intake.Abandoned - TimeSpan.FromSeconds(1));
        var arriving = Leave("arriving", Given.Noon - Intake.Abandoned + TimeSpan.FromSeconds(1));

        Open();

        Assert.Equal((false, true), (File.Exists(left), File.Exists(arriving)));
    }

    [Fact]
    public async Task A_coordinator_that_runs_for_long_removes_what_others_left_meanwhile()
    {
        var storage = Open();
        var left = Leave("left", Given.Noon);

        _clock.Advance(Intake.Abandoned);
        await storage.Put("ab/cd", [1]);
        Assert.True(File.Exists(left));

        _clock.Advance(Intake.Abandoned);
        await storage.Put("ab/ef", [1]);
        Assert.False(File.Exists(left));
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_named_with_its_cause_and_keeps_what_it_had_and_takes_more_once_there_is_room()
    {
        using var disk = new SmallDisk();
        var storage = new DirectoryStorage(disk.Path, TimeProvider.System);
        var first = Contents.Of(SmallDisk.Bytes / 2);
        await storage.Put("ab/1", first);

        var full = await Assert.ThrowsAsync<StoreFullException>(
            () => storage.Put("ab/2", Contents.Of(SmallDisk.Bytes, seed: 1)));
        Assert.Contains(disk.Path, full.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", full.Message, StringComparison.Ordinal);
        Assert.Equal(
            [Path.Combine(disk.Path, "ab/1")], Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories));

        await storage.Remove("ab", ["1"], CancellationToken.None);
        await storage.Put("ab/2", Contents.Of(SmallDisk.Bytes / 2, seed: 1));
        Assert.Equal(Contents.Of(SmallDisk.Bytes / 2, seed: 1), await storage.Read("ab/2"));
    }

    private DirectoryStorage Open() => new(_directory.Path, _clock);

    private string Leave(string name, DateTimeOffset written)
    {
        var incoming = Directory.CreateDirectory(_directory.File("incoming"));
        var path = Path.Combine(incoming.FullName, name);
        File.WriteAllText(path, "half of someth");
        File.SetLastWriteTimeUtc(path, written.UtcDateTime);
        return path;
    }
}
