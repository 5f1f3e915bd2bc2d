namespace Seedbed.Data;

/// <summary>Data on this machine, verified against its hash.</summary>
/// <param name="Path">Where the content lies.</param>
/// <param name="Declaration">Name, columns, domains and split, as the study states them.</param>
public sealed record DataSource(string Path, DataSpecification Declaration);
