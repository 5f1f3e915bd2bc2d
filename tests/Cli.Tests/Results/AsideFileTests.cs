namespace Seedbed.Cli.Tests.Results;

using Seedbed.Cli.Results;
using Xunit;

public sealed class AsideFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string File => Path.Combine(_folder.FullName, "results.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_the_old_file()
    {
        await AsideFile.WriteAsync(File, stream => stream.WriteAsync("old"u8.ToArray()).AsTask());

        await Assert.ThrowsAsync<InvalidDataException>(() => AsideFile.WriteAsync(File, async stream =>
        {
            await stream.WriteAsync("ne"u8.ToArray());
            throw new InvalidDataException();
        }));

        Assert.Equal("old", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task A_write_replaces_the_old_file_and_leaves_nothing_beside_it()
    {
        await AsideFile.WriteAsync(File, stream => stream.WriteAsync("old"u8.ToArray()).AsTask());
        await AsideFile.WriteAsync(File, stream => stream.WriteAsync("new"u8.ToArray()).AsTask());

        Assert.Equal("new", await System.IO.File.ReadAllTextAsync(File));
        Assert.Equal([File], Directory.GetFileSystemEntries(_folder.FullName));
    }
}
