namespace Seedbed.Data;

using System.Security.Cryptography;

/// <summary>A data file on this machine, known by its content.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its own name, whose ending tells its format.</param>
/// <param name="Content">Hash of the file as it lies, compressed or not.</param>
/// <param name="Bytes">Size of the file as it lies.</param>
public sealed record DataFile(string Path, string Name, ContentHash Content, long Bytes)
{
    /// <summary>Reads the file once, for its hash.</summary>
    /// <exception cref="InvalidDataException">It is larger than allowed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static DataFile Identify(string path, string name)
    {
        using var stored = File.OpenRead(path);
        if (stored.Length > DataLimits.Bytes)
        {
            throw new InvalidDataException(
                $"It has {Wording.Number(stored.Length)} bytes; {Wording.Number(DataLimits.Bytes)} are allowed.");
        }

        return new(path, name, new(Convert.ToHexStringLower(SHA256.HashData(stored))), stored.Length);
    }
}
