namespace Seedbed.Data.Partitions;

/// <summary>
/// Names of the parts that rows fall into. Rows of a domain that is not trained on are a part of its name.
/// </summary>
public static class PartNames
{
    public const string Training = "train";
    public const string Validation = "val";
    public const string Test = "test";

    /// <summary>
    /// The part of a row. In-domain rows fall to training, validation or test by their split key and the split seed
    /// alone, whatever other rows there are, so shares hold on average; rows of every other domain are a part of their
    /// own.
    /// </summary>
    public static string Of(Example row, DataSpecification data)
    {
        if (row.Domain is { } domain && domain != data.InDomain) return domain;

        var split = data.Split;
        var fraction = KeyedFraction.Of(split.Seed, "split", row.SplitKey);
        return fraction < split.Validation ? Validation : fraction < split.Validation + split.Test ? Test : Training;
    }
}
