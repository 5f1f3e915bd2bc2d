namespace Seedbed.Coordinator.Tests.Hosting;

using Microsoft.Extensions.Logging;
using Seedbed.Coordinator.Hosting;
using Xunit;

public class FileLogTests
{
    [Fact]
    public void A_disk_that_takes_no_lines_is_told_of_once_and_ends_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var error = new StringWriter();
        var path = OperatingSystem.IsLinux() ? "/dev/full" : directory.File("missing/a.log");
        using (var log = new FileLog(path, error, TimeProvider.System))
        {
            var logger = log.CreateLogger("study");
            for (var line = 0; line < 3; line++)
                logger.Log(LogLevel.Information, default, "a line", null, (text, _) => text);
        }

        Assert.Equal($"seedbed-coordinator: {path} takes no more lines.{Environment.NewLine}", error.ToString());
    }
}
