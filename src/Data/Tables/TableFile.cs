namespace Seedbed.Data.Tables;

/// <summary>A data file on this machine, by itself or inside of another file.</summary>
/// <param name="Path">Where the file, or the one around it, lies.</param>
/// <param name="Name">Its own name, whose ending tells the format.</param>
/// <param name="Start">Where it begins in the file around it.</param>
/// <param name="Length">Its bytes; null if it lies by itself.</param>
internal sealed record TableFile(string Path, string Name, long Start = 0, long? Length = null)
{
    /// <summary>Its content from the beginning, to be read in any order.</summary>
    public Stream Open()
    {
        var file = File.OpenRead(Path);
        return Length is { } length ? new RangeStream(file, Start, length) : file;
    }
}
