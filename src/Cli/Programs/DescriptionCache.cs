namespace Seedbed.Cli.Programs;

/// <summary>
/// Where program descriptions are kept between commands, under the <see cref="BuildHash"/> of the executable that
/// printed them. A cache that cannot
/// be read or written is no error: the executable is asked again.
/// </summary>
internal sealed class DescriptionCache(string directory)
{
    /// <summary>The user's cache directory.</summary>
    public static DescriptionCache OfUser()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var caches = OperatingSystem.IsWindows() ? local
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
            : Path.Combine(home, ".cache");
        return new(Path.Combine(caches, "seedbed", "programs"));
    }

    /// <summary>What was kept under the key; null if nothing was.</summary>
    public string? Find(string key)
    {
        try
        {
            return File.ReadAllText(PathOf(key));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string key, string text)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var aside = $"{PathOf(key)}.{Environment.ProcessId}";
            File.WriteAllText(aside, text);
            File.Move(aside, PathOf(key), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next command asks the executable again.
        }
    }

    private string PathOf(string key) => Path.Combine(directory, $"{key}.json");
}
