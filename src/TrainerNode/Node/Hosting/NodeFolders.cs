namespace Seedbed.TrainerNode.Node.Hosting;

using System.Globalization;

/// <summary>Where a node keeps files. Nodes of one machine share content, and nothing else.</summary>
/// <param name="Content">Verified data by hash.</param>
/// <param name="Own">What this node alone writes.</param>
public sealed record NodeFolders(string Content, string Own)
{
    public string Log => Path.Combine(Own, "node.log");

    /// <exception cref="IOException">A folder cannot be made.</exception>
    public static NodeFolders Create(string cache, string node)
    {
        var folders = new NodeFolders(Path.Combine(cache, "content"), Path.Combine(cache, "nodes", node));
        Directory.CreateDirectory(folders.Own);
        foreach (var left in Directory.GetDirectories(folders.Own, "artifacts-*"))
            Directory.Delete(left, recursive: true);
        return folders;
    }

    /// <summary>
    /// Larger results of a slot until the store has them. What an earlier process left is deleted at start:
    /// its jobs run again.
    /// </summary>
    public string ArtifactsOf(int slot) =>
        Path.Combine(Own, string.Create(CultureInfo.InvariantCulture, $"artifacts-{slot}"));

    public string LogOf(int slot) => Path.Combine(Own, string.Create(CultureInfo.InvariantCulture, $"slot-{slot}.log"));
}
