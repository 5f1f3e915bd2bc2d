namespace Seedbed.TrainerNode.Tests.Node;

using Microsoft.Extensions.Logging;
using Seedbed.Messages.Hosting;
using Seedbed.TrainerNode.Node.Hosting;
using Seedbed.TrainerNode.Node.Slots;
using Xunit;

public sealed class LogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-log-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "a.log");

    /// <summary>Nothing can be written there.</summary>
    private string Unwritable =>
        OperatingSystem.IsLinux() ? "/dev/full" : System.IO.Path.Combine(_folder.FullName, "missing", "a.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Lines_of_two_writers_of_a_file_all_stay()
    {
        using var first = new LogFile(Path);
        using var second = new LogFile(Path);

        Assert.True(first.TryAdd("one") && second.TryAdd("two") && first.TryAdd("three"));

        Assert.Equal(["one", "two", "three"], File.ReadAllLines(Path));
    }

    [Fact]
    public void A_file_that_could_not_be_opened_takes_lines_once_it_can()
    {
        using var file = new LogFile(System.IO.Path.Combine(_folder.FullName, "later", "a.log"));

        Assert.False(file.TryAdd("lost"));
        _folder.CreateSubdirectory("later");

        Assert.True(file.TryAdd("kept"));
    }

    [Fact]
    public void A_slot_keeps_its_last_lines_when_the_disk_takes_none()
    {
        using var log = new SlotLog(Unwritable);

        log.Add("one");
        log.Add("two");

        Assert.Equal("one\ntwo", log.Tail(100));
    }

    [Fact]
    public void A_node_goes_on_and_says_once_that_the_disk_takes_no_lines()
    {
        using var error = new StringWriter();
        using var log = new NodeLog(Unwritable, error, TimeProvider.System);
        var logger = log.CreateLogger("slot 0");

        for (var line = 0; line < 3; line++)
            logger.Log(LogLevel.Information, default, "a line", null, (text, _) => text);

        Assert.Equal($"seedbed node: {Unwritable} takes no more lines.{Environment.NewLine}", error.ToString());
    }
}
