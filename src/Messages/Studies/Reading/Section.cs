namespace Seedbed.Messages.Studies.Reading;

/// <summary>A table whose keys are known beforehand.</summary>
internal sealed class Section
{
    private readonly YamlTable table;
    private readonly Mistakes mistakes;
    private readonly Dictionary<string, YamlEntry> entries;

    private Section(YamlTable table, Mistakes mistakes, Dictionary<string, YamlEntry> entries)
    {
        this.table = table;
        this.mistakes = mistakes;
        this.entries = entries;
    }

    /// <param name="what">What the keys are keys of, such as <c>a study file</c>.</param>
    /// <param name="keys">Those there may be; null takes any.</param>
    /// <returns>Null if it is no table.</returns>
    public static Section? Read(YamlNode node, string what, IReadOnlyCollection<string>? keys, Mistakes mistakes)
    {
        if (node is not YamlTable table)
        {
            if (node is not YamlUnusable) mistakes.At(node, Wording.Expected($"{what}: a table of names and values", node));
            return null;
        }

        var entries = new Dictionary<string, YamlEntry>();
        foreach (var entry in table.Entries)
            if (keys is not null && !keys.Contains(entry.Key.Text))
                mistakes.At(entry.Key, Wording.Unknown(entry.Key.Text, $"key of {what}", keys));
            else if (!entries.TryAdd(entry.Key.Text, entry))
                mistakes.At(entry.Key, $"{Wording.Quote(entry.Key.Text)} stands here a second time; first in line {entries[entry.Key.Text].Key.Line}.");
        return new(table, mistakes, entries);
    }

    /// <summary>Keys and values in file order, each key once.</summary>
    public IEnumerable<YamlEntry> Entries => entries.Values.OrderBy(entry => (entry.Key.Line, entry.Key.Column));

    public YamlNode? Optional(string key) => entries.TryGetValue(key, out var entry) ? entry.Value : null;

    public YamlText? KeyOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Key : null;

    /// <param name="example">How it is written, such as <c>seeds: 5</c>.</param>
    public YamlNode? Required(string key, string example)
    {
        if (Optional(key) is { } value) return value;

        var within = table.Path.Length == 0 ? "The study" : Wording.Quote(table.Path);
        mistakes.At(table, $"{within} lacks '{key}'. Write it like this: {example}");
        return null;
    }
}
