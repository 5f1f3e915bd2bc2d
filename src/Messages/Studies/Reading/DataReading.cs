namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;
using Seedbed.Data.Partitions;
using Seedbed.Data.Surveys;
using Seedbed.Data.Tables;
using Seedbed.Messages.Programs;

/// <summary>Reads <c>data</c> and looks into the file it names, at every row.</summary>
internal sealed class DataReading(
    ProgramDescription program, DataDescription wanted, PathReading paths, Mistakes mistakes)
{
    private const string Path = "path";
    private const string InDomain = "in-domain";
    private const string Classes = "classes";
    private const string Take = "take";
    private const string Split = "split";

    /// <summary>Stands for a split with mistakes of its own, so that rows are looked at nevertheless.</summary>
    private static readonly SplitSpecification NoSplit = new(SplitSpecification.AtRandom, null, null, 0, 0, 0);

    private IReadOnlyList<string> RoleNames { get; } = [.. wanted.Roles.Select(role => role.Name)];

    /// <summary>What looking at every row found; null before, and if the data could not be looked at.</summary>
    public DataSurvey? Survey { get; private set; }

    /// <summary>Null if anything about the data is wrong.</summary>
    public DataSpecification? Read(YamlNode node)
    {
        var before = mistakes.Count;
        string[] keys = [Path, .. RoleNames, InDomain, Classes, Take, Split];
        if (Section.Read(node, $"data of {program.Name}", keys, mistakes) is not { } section) return null;

        var path = section.Required(Path, "path: words.tsv.gz");
        var file = path is null ? null : paths.Read(path);
        using var table = path is null || file is null
            ? null
            : PathReading.Guarded(path, () => Table.Open(file.Path, file.Name), mistakes);
        var columns = Columns(section, table?.Columns);
        var inDomain = InDomains(section);
        var classes = section.Optional(Classes) is { } classesNode
            ? Scalars.Integer(classesNode, 2, DataLimits.Classes, mistakes)
            : null;
        var take = section.Optional(Take) is { } takeNode
            ? Scalars.Integer(takeNode, 1, long.MaxValue, mistakes)
            : null;
        var split = section.Required(Split, "split: { by: random, validation: 0.1, test: 0.1 }") is { } splitNode
            ? new SplitReading(table?.Columns, mistakes).Read(splitNode)
            : null;
        if (path is null || file is null || table is null || columns is null) return null;

        var data = new DataSpecification(
            file.Content, file.Name, file.Bytes, columns, NamesOf(inDomain),
            (int?)classes, [], split ?? NoSplit, take, Kinds(columns.Keys));
        var survey = Survey = DataSurvey.Of(table, data);
        foreach (var mistake in survey.Mistakes)
            mistakes.At(
                section.Optional(mistake.Key) ?? path, mistake.Key == Path ? mistake.In(file.Name) : mistake.Message);
        data = data with { Domains = survey.Domains };
        CheckDomains(section, data, inDomain);
        return mistakes.Count == before ? data : null;
    }

    /// <summary>Of the roles that are not called like their kind; null if there are none.</summary>
    private Dictionary<string, RoleKind>? Kinds(IReadOnlyCollection<string> roles)
    {
        var kinds = wanted.Roles
            .Where(role => roles.Contains(role.Name) && KindOf(role) != RoleKinds.OfName(role.Name))
            .ToDictionary(role => role.Name, KindOf, StringComparer.Ordinal);
        return kinds.Count > 0 ? kinds : null;
    }

    private static RoleKind KindOf(RoleDescription role) => role.Kind ?? RoleKinds.OfName(role.Name);

    /// <returns>Null if a column that rows are looked at by is not known.</returns>
    private Dictionary<string, NameList>? Columns(Section section, IReadOnlyList<string>? header)
    {
        var before = mistakes.Count;
        var columns = new Dictionary<string, NameList>(StringComparer.Ordinal);
        foreach (var role in wanted.Roles)
        {
            var several = KindOf(role).TakesSeveralColumns();
            var example = several ? $"{role.Name}: [one-column, another-column]" : $"{role.Name}: name-of-a-column";
            var node = role.Required ? section.Required(role.Name, example) : section.Optional(role.Name);
            if (node is null) continue;
            if (several && node is YamlList list) ReadSeveral(role, list);
            else if (Column(node, header, mistakes) is { } column) columns[role.Name] = column.Text;
        }

        CheckLabelIsNoInput(section, columns);
        var isComplete = wanted.Roles.All(role => !role.Required || columns.ContainsKey(role.Name));
        return mistakes.Count == before && isComplete ? columns : null;

        void ReadSeveral(RoleDescription role, YamlList list)
        {
            var names = new List<string>();
            if (list.Items.Count == 0) mistakes.At(list, $"'{role.Name}' has no column; leave it out or name one.");
            foreach (var item in list.Items)
            {
                if (Column(item, header, mistakes) is not { } column) continue;
                if (names.Contains(column.Text))
                    mistakes.At(item, $"Column {Wording.Quote(column.Text)} is listed twice.");
                else names.Add(column.Text);
            }

            if (names.Count > 0) columns[role.Name] = new(names);
        }
    }

    /// <summary>A model that is shown what it is to predict learns nothing else.</summary>
    private void CheckLabelIsNoInput(Section section, Dictionary<string, NameList> columns)
    {
        var labels = wanted.Roles.Where(role => KindOf(role) is RoleKind.Label)
            .SelectMany(role => columns.TryGetValue(role.Name, out var column) ? column : Enumerable.Empty<string>())
            .ToHashSet();
        foreach (var role in wanted.Roles.Where(role => KindOf(role) is RoleKind.Factor or RoleKind.Numeric))
        {
            if (section.Optional(role.Name) is { } place && columns.TryGetValue(role.Name, out var inputs)
                && inputs.FirstOrDefault(labels.Contains) is { } label)
                mistakes.At(
                    place, $"Column {Wording.Quote(label)} is the label: what is predicted cannot be an input.");
        }
    }

    /// <param name="header">Null where the file could not be read: then any text will do.</param>
    public static YamlText? Column(YamlNode node, IReadOnlyList<string>? header, Mistakes mistakes)
    {
        if (Scalars.Text(node, "the name of a column", mistakes) is not { } column || header is null) return null;

        var times = header.Count(name => name == column.Text);
        if (times == 1) return column;
        mistakes.At(column, times == 0
            ? Wording.Unknown(column.Text, "column of the data", header)
            : $"Column {Wording.Quote(column.Text)} stands {times} times in the data's first line.");
        return null;
    }

    /// <summary>The domains that are trained on; empty where there is no domain column.</summary>
    private List<YamlText> InDomains(Section section)
    {
        var inDomain = section.Optional(InDomain);
        if (section.Optional(Roles.Domain) is null)
        {
            if (inDomain is not null)
                mistakes.At(inDomain, $"'{InDomain}' needs '{Roles.Domain}': the column whose values are the domains.");
            return [];
        }

        inDomain ??= section.Required(InDomain, $"{InDomain}: the-domain-to-train-on");
        IEnumerable<YamlNode> nodes = inDomain is YamlList { Items.Count: > 0 } list ? list.Items
            : inDomain is null ? [] : [inDomain];
        var domains = new List<YamlText>();
        foreach (var node in nodes)
        {
            if (Scalars.Text(node, "a domain to train on", mistakes) is not { } domain) continue;
            if (domains.Any(known => known.Text == domain.Text))
                mistakes.At(domain, $"The domain {Wording.Quote(domain.Text)} is listed twice.");
            else domains.Add(domain);
        }

        return domains;
    }

    private static NameList? NamesOf(List<YamlText> domains) =>
        domains.Count > 0 ? new([.. domains.Select(domain => domain.Text)]) : null;

    private void CheckDomains(Section section, DataSpecification data, IReadOnlyList<YamlText> inDomain)
    {
        if (section.Optional(Roles.Domain) is not YamlText column || data.Domains.Count == 0) return;

        foreach (var domain in inDomain.Where(domain => !data.Domains.Contains(domain.Text)))
            mistakes.At(domain, Wording.Unknown(domain.Text, $"value of column '{column.Text}'", data.Domains));
        string[] parts = [.. wanted.FixedParts, .. PartNames.Others(data)];
        foreach (var domain in data.Domains.Where(parts.Contains))
            CheckFree(domain, parts.Count(domain.Equals) > 1, column);
    }

    /// <summary>A domain's name begins the names of its metrics, which must mean one thing each.</summary>
    /// <param name="isTaken">Whether another part has the name.</param>
    private void CheckFree(string domain, bool isTaken, YamlNode place)
    {
        if (isTaken)
            mistakes.At(place,
                $"The domain '{domain}' has the name of a part that {program.Name} evaluates anyway: rename it in "
                + "the data.");

        var taken = program.Metrics.Select(metric => metric.Name).FirstOrDefault(name => program.Metrics.Any(
            metric => metric.Scope is MetricScope.EvaluationPart && name == $"{domain}.{metric.Name}"));
        if (taken is not null)
            mistakes.At(place,
                $"The domain '{domain}' would give '{taken}' a second meaning: rename it in the data.");
    }
}
