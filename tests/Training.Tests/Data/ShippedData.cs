namespace Seedbed.Training.Tests.Data;

/// <summary>Files that the repository ships.</summary>
internal static class ShippedData
{
    public static string Path(string name, string folder = "data")
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(directory.FullName, "Cluster.sln")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException(
                "Cluster.sln is above no folder of the tests.");
        return System.IO.Path.Combine(directory.FullName, folder, name);
    }
}
