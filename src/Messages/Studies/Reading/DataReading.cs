namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Messages.Programs;

/// <summary>Reads <c>data</c> and looks into the file it names.</summary>
internal sealed class DataReading(
    ProgramDescription program, DataDescription wanted, Func<string, string?> locate, Mistakes mistakes)
{
    /// <summary>The role whose values are the domains.</summary>
    public const string DomainRole = "domain";

    private const string Path = "path";
    private const string InDomain = "in-domain";
    private const string Classes = "classes";
    private const string Take = "take";
    private const string Split = "split";

    private IReadOnlyList<string> Roles { get; } = [.. wanted.Roles.Select(role => role.Name)];

    /// <summary>Null if anything about the data is wrong.</summary>
    public DataSpecification? Read(YamlNode node)
    {
        var before = mistakes.Count;
        string[] keys = [Path, .. Roles, InDomain, Classes, Take, Split];
        if (Section.Read(node, $"data of {program.Name}", keys, mistakes) is not { } section) return null;

        var path = section.Required(Path, "path: words.tsv.gz") is { } pathNode
            ? Scalars.Text(pathNode, "the path of a data file", mistakes)
            : null;
        using var file = path is null ? null : Open(path);
        var columns = Columns(section, file?.Columns);
        var domains = Domains(section, file, columns);
        var classes = section.Optional(Classes) is { } classesNode
            ? Scalars.Integer(classesNode, 2, StudyLimits.Classes, mistakes)
            : null;
        var take = section.Optional(Take) is { } takeNode ? Scalars.Integer(takeNode, 1, long.MaxValue, mistakes) : null;
        var split = section.Required(Split, "split: { by: random, validation: 0.1, test: 0.1 }") is { } splitNode
            ? SplitReading.Read(splitNode, file?.Columns, mistakes)
            : null;
        if (mistakes.Count > before || path is null || file is null || split is null) return null;

        var inDomain = section.Optional(InDomain) as YamlText;
        return new DataSpecification(
            file.Content, FileName(path.Text), file.Size, columns, inDomain?.Text, (int?)classes, domains, split, take);
    }

    /// <summary>The last part of a path, whichever way its separators lean.</summary>
    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private DataFile? Open(YamlText path)
    {
        if (DataFormat.Of(path.Text) is not { } format)
        {
            var endings = string.Join(", ", DataFormat.All.Select(known => known.Ending));
            mistakes.At(path, $"{Wording.Quote(path.Text)} does not end in one of {endings}.");
            return null;
        }

        if (locate(path.Text) is not { } location)
        {
            mistakes.At(path, $"There is no file {Wording.Quote(path.Text)}; paths are relative to the study file.");
            return null;
        }

        return Guarded(path, () => DataFile.Open(location, format));
    }

    /// <summary>What a file cannot do is reported at the path that names it.</summary>
    private T? Guarded<T>(YamlNode place, Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            mistakes.At(place, $"The data file cannot be used: {unreadable.Message}");
            return null;
        }
    }

    private Dictionary<string, string> Columns(Section section, IReadOnlyList<string>? header)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in wanted.Roles)
        {
            var node = role.Required ? section.Required(role.Name, $"{role.Name}: name-of-a-column") : section.Optional(role.Name);
            if (node is not null && Column(node, header, mistakes) is { } column) columns[role.Name] = column.Text;
        }

        return columns;
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

    private IReadOnlyList<string> Domains(Section section, DataFile? file, Dictionary<string, string> columns)
    {
        var inDomain = section.Optional(InDomain);
        if (section.Optional(DomainRole) is not { } domainNode)
        {
            if (inDomain is not null)
                mistakes.At(inDomain,
                    $"'{InDomain}' needs '{DomainRole}': the column whose values are the domains.");
            return [];
        }

        inDomain ??= section.Required(InDomain, $"{InDomain}: the-domain-to-train-on");
        var wantedDomain = inDomain is null ? null : Scalars.Text(inDomain, "the domain to train on", mistakes);
        if (file is null || !columns.TryGetValue(DomainRole, out var column)) return [];

        var domains = Guarded(
            domainNode,
            () => file.Distinct(file.Columns.ToList().IndexOf(column), StudyLimits.Domains, StudyLimits.DomainLength));
        if (domains is not null && wantedDomain is not null && !domains.Contains(wantedDomain.Text))
            mistakes.At(wantedDomain, Wording.Unknown(wantedDomain.Text, $"value of column '{column}'", domains));
        foreach (var domain in domains?.Where(domain => domain != wantedDomain?.Text) ?? []) CheckFree(domain, domainNode);
        return domains ?? [];
    }

    /// <summary>A domain's name begins the names of its metrics, which must mean one thing each.</summary>
    private void CheckFree(string domain, YamlNode place)
    {
        if (wanted.FixedParts.Contains(domain))
            mistakes.At(place,
                $"The domain '{domain}' has the name of a part that {program.Name} evaluates anyway: rename it in the data.");

        var taken = program.Metrics.Select(metric => metric.Name).FirstOrDefault(name => program.Metrics.Any(
            metric => metric.Scope is MetricScope.EvaluationPart && name == $"{domain}.{metric.Name}"));
        if (taken is not null)
            mistakes.At(place,
                $"The domain '{domain}' would give '{taken}' a second meaning: rename it in the data.");
    }
}
