namespace Seedbed.Cli.Tests.Local;

using Seedbed.Cli;
using Seedbed.Cli.Local;
using Xunit;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_command_at_a_time_uses_a_results_folder()
    {
        using (RunDirectory.Open(_folder.FullName))
            Assert.Contains(
                "--out", Assert.Throws<InfrastructureException>(() => RunDirectory.Open(_folder.FullName)).Message,
                StringComparison.Ordinal);

        using var next = RunDirectory.Open(_folder.FullName);
        Assert.StartsWith(_folder.FullName, next.Root, StringComparison.Ordinal);
    }
}
