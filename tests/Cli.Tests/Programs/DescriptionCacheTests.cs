namespace Seedbed.Cli.Tests.Programs;

using Seedbed.Cli.Programs;
using Xunit;

public sealed class DescriptionCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_kept_is_found_under_its_key_only()
    {
        var cache = new DescriptionCache(Path.Combine(_folder.FullName, "cache"));

        cache.Keep("key", "[]");

        Assert.Equal("[]", cache.Find("key"));
        Assert.Null(cache.Find("other"));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_no_error()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        var cache = new DescriptionCache(file);

        cache.Keep("key", "[]");

        Assert.Null(cache.Find("key"));
    }

    [Theory]
    [InlineData("Seedbed.Programs.dll", true)]
    [InlineData("Seedbed.TrainerNode.deps.json", true)]
    [InlineData("libtorch_cpu.so", false)]
    public void The_key_changes_with_what_can_change_programs(string changed, bool expected)
    {
        string[] files =
            ["Seedbed.TrainerNode.dll", "Seedbed.Programs.dll", "Seedbed.TrainerNode.deps.json", "libtorch_cpu.so"];
        foreach (var name in files) File.WriteAllText(Path.Combine(_folder.FullName, name), "before");
        var assembly = Path.Combine(_folder.FullName, "Seedbed.TrainerNode.dll");
        var before = BuildHash.Of(assembly);

        File.WriteAllText(Path.Combine(_folder.FullName, changed), "after");

        Assert.Equal(expected, BuildHash.Of(assembly) != before);
    }
}
