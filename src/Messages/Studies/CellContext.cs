namespace Seedbed.Messages.Studies;

using Seedbed.Data;
using Seedbed.Data.Tables;

/// <summary>What all cells of a study share and are known by besides their parameters.</summary>
internal static class CellContext
{
    public static void AddTo(CanonicalHash hash, StudySpecification specification)
    {
        hash.Add(specification.Program.Name);
        hash.Add(specification.Program.Version);
        hash.Add(specification.Program.ContentHash);
        hash.Add(specification.Selection.BestBy);
        Add(hash, specification.Data);
    }

    /// <summary>Size and domains are left out: content and columns decide them.</summary>
    private static void Add(CanonicalHash hash, DataSpecification? data)
    {
        hash.Add(data is not null);
        if (data is null) return;

        hash.Add(data.Content.Hex);
        hash.Add(TableFormat.EndingOf(data.FileName));
        hash.Add(data.Columns);
        hash.Add(data.InDomain is [var only] ? only : null);
        if (data.InDomain is { Count: > 1 } several)
        {
            hash.Add(several.Count);
            foreach (var domain in several) hash.Add(domain);
        }

        hash.Add(data.Classes);
        hash.Add(data.Take);
        hash.Add(data.Split.By);
        if (data.Split.Before is { } before) hash.Add(before.UtcTicks);
        hash.Add(data.Split.Of);
        hash.Add(data.Split.Prefix);
        hash.Add(data.Split.Validation);
        hash.Add(data.Split.Test);
        hash.Add(data.Split.Seed);
    }
}
