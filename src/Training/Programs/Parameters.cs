namespace Seedbed.Training.Programs;

using System.Globalization;

/// <summary>
/// A job's parameters by name, all of them, validated against the program's description before the job was made:
/// asking for one that the program did not declare is a mistake in the program.
/// </summary>
public sealed class Parameters(IReadOnlyDictionary<string, string> values)
{
    /// <exception cref="KeyNotFoundException">The program declares no such parameter.</exception>
    public string Choice(string name) => values[name];

    /// <exception cref="KeyNotFoundException">The program declares no such parameter.</exception>
    public int Integer(string name) => int.Parse(values[name], CultureInfo.InvariantCulture);

    /// <exception cref="KeyNotFoundException">The program declares no such parameter.</exception>
    public double Number(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);

    /// <exception cref="KeyNotFoundException">The program declares no such parameter.</exception>
    public bool Flag(string name) => bool.Parse(values[name]);
}
