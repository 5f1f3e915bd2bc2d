namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;

/// <summary>A table whose keys are known beforehand.</summary>
internal sealed class Section
{
    private readonly YamlTable table;
    private readonly Mistakes mistakes;
    private readonly Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> misspelt = new(StringComparer.Ordinal);

    private Section(YamlTable table, string what, IReadOnlyCollection<string>? keys, Mistakes mistakes)
    {
        this.table = table;
        this.mistakes = mistakes;
        foreach (var entry in table.Entries)
            if (keys is null || keys.Contains(entry.Key.Text)) AddOnce(entry);
            else ReportUnknown(entry.Key, keys);

        void AddOnce(YamlEntry entry)
        {
            if (!entries.TryAdd(entry.Key.Text, entry))
                mistakes.At(entry.Key,
                    $"{Wording.Quote(entry.Key.Text)} stands here a second time; first in line "
                    + $"{entries[entry.Key.Text].Key.Line}.");
        }

        void ReportUnknown(YamlText key, IReadOnlyCollection<string> known)
        {
            mistakes.At(key, Wording.Unknown(key.Text, $"key of {what}", known));
            if (NearestName.Of(key.Text, known) is { } meant) misspelt.Add(meant);
        }
    }

    /// <param name="what">What the keys are keys of, such as <c>a study file</c>.</param>
    /// <param name="keys">Those there may be; null takes any.</param>
    /// <returns>Null if it is no table.</returns>
    public static Section? Read(YamlNode node, string what, IReadOnlyCollection<string>? keys, Mistakes mistakes)
    {
        if (node is YamlTable table) return new(table, what, keys, mistakes);

        Scalars.Report(node, $"{what}: a table of names and values", mistakes);
        return null;
    }

    /// <summary>Keys and values in file order, each key once.</summary>
    public IEnumerable<YamlEntry> Entries => entries.Values.OrderBy(entry => (entry.Key.Line, entry.Key.Column));

    public YamlNode? Optional(string key) => entries.TryGetValue(key, out var entry) ? entry.Value : null;

    public YamlText? KeyOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Key : null;

    /// <summary>
    /// The value of a key that must be there. One that is missing is reported, unless a misspelt one was.
    /// </summary>
    /// <param name="example">How it is written, such as <c>seeds: 5</c>.</param>
    public YamlNode? Required(string key, string example)
    {
        if (Optional(key) is { } value) return value;
        if (misspelt.Contains(key)) return null;

        var within = table.Path.Length == 0 ? "The study" : Wording.Quote(table.Path);
        mistakes.At(table, $"{within} lacks '{key}'. Write it like this: {example}");
        return null;
    }
}
