namespace Seedbed.Messages.Studies.Reading;

using System.Text.RegularExpressions;
using Seedbed.Data;
using Seedbed.Messages.Programs;

/// <summary>Reads <c>configs</c> and <c>ablations</c>: everything cells differ in but the grid.</summary>
internal sealed partial class VariantReading(
    ProgramDescription? program, IReadOnlyList<GridAxis> grid, Mistakes mistakes)
{
    private const string NameRule = "1 to 63 letters, digits, hyphens, underscores and dots, beginning with a letter "
        + "or digit";

    /// <summary>Where each config and ablation is named, for mistakes about them.</summary>
    private readonly Dictionary<string, YamlText> named = new(StringComparer.Ordinal);

    private readonly HashSet<string> axes = [.. grid.Select(axis => axis.Parameter)];

    public IReadOnlyList<ConfigSpecification> Configs(YamlNode node)
    {
        var configs = new List<ConfigSpecification>();
        var entries = Section.Read(node, "configs", keys: null, mistakes)?.Entries.ToList();
        if (entries is { Count: 0 }) mistakes.At(node, "There is no config; a study has at least one.");
        foreach (var (key, value) in entries ?? [])
        {
            Name(key, "config");
            configs.Add(new(key.Text, ParameterReading.Read(value, program, axes, mistakes)));
        }

        return configs;
    }

    public IReadOnlyList<AblationSpecification> Ablations(YamlNode? node, IReadOnlyList<ConfigSpecification> configs)
    {
        var ablations = new List<AblationSpecification>();
        if (node is null or YamlText { IsNothing: true }) return ablations;

        foreach (var (key, value) in Section.Read(node, "ablations", keys: null, mistakes)?.Entries ?? [])
        {
            Name(key, "ablation");
            if (Section.Read(value, "ablation", ["of", "set"], mistakes) is not { } section) continue;

            var of = section.Required("of", "of: name-of-a-config") is { } ofNode
                ? Scalars.OneOf(ofNode, "config", [.. configs.Select(config => config.Name)], mistakes)
                : null;
            var set = ParameterReading.Read(
                section.Required("set", "set: { parameter: value }"), program, axes, mistakes);
            if (of is not null) ablations.Add(new(key.Text, of.Text, set));
        }

        return ablations;
    }

    /// <summary>
    /// Reports variants that come out the same. Cells at different grid points differ in a grid parameter, which no
    /// config and no ablation sets, so it is enough to look at one grid point.
    /// </summary>
    public void CheckDistinct(StudySpecification specification)
    {
        var plan = new CellPlan(specification with { Grid = [] });
        var first = new Dictionary<ContentHash, Cell>();
        for (var variant = 0; variant < plan.Count; variant++)
        {
            var cell = plan[variant];
            var key = cell.Key(plan.Specification);
            if (first.TryAdd(key, cell)) continue;

            var (name, other) = (cell.Ablation ?? cell.Config, first[key].Ablation ?? first[key].Config);
            mistakes.At(named[name],
                $"'{name}' comes out the same as '{other}' in line {named[other].Line}: every parameter has the same "
                + "value.");
        }
    }

    private void Name(YamlText key, string what)
    {
        if (!NamePattern().IsMatch(key.Text))
            mistakes.At(
                key, $"{Wording.Quote(key.Text)} cannot name a{(what[0] is 'a' ? "n" : "")} {what}: {NameRule}.");
        if (!named.TryAdd(key.Text, key))
            mistakes.At(key,
                $"'{key.Text}' already names a config in line {named[key.Text].Line}: an ablation needs a name of "
                + "its own.");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
