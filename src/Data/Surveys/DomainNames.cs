namespace Seedbed.Data.Surveys;

using Seedbed.Data.Tables;

/// <summary>Collects the distinct values of the domain column, as many as a study may have.</summary>
internal sealed class DomainNames
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>What to say if there are more than a study may have; null otherwise.</summary>
    public string? TooMany { get; private set; }

    public IReadOnlyList<string> InOrder => [.. _names];

    /// <returns>What is wrong with the name; null if nothing is.</returns>
    public string? Add(string? domain, RowPlace place)
    {
        if (domain is null || TooMany is not null || _names.Contains(domain)) return null;
        if (domain.Length > DataLimits.DomainLength)
        {
            return $"the name of a domain has at most {DataLimits.DomainLength} characters, "
                + $"{Wording.Quote(domain)} has {domain.Length}";
        }

        if (_names.Count == DataLimits.Domains)
        {
            TooMany =
                $"There are more than {DataLimits.Domains} different domains; {place} brings {Wording.Quote(domain)}.";
        }
        else
        {
            _names.Add(domain);
        }

        return null;
    }
}
