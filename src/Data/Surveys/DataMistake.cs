namespace Seedbed.Data.Surveys;

using Seedbed.Data.Tables;

/// <summary>Something wrong with a study's data.</summary>
/// <param name="Key">The key of the study's data section that it speaks against: <c>path</c>, <c>domain</c>,
/// <c>classes</c>.</param>
/// <param name="Place">The row that is mistaken; null if it is not one row.</param>
public sealed record DataMistake(string Key, string Message, RowPlace? Place = null)
{
    /// <summary>Such as <c>words.tsv, line 3: column 'word' is empty.</c></summary>
    public string In(string fileName) =>
        Place is { } place ? $"{fileName}, {place}: {Message}" : $"{fileName}: {Message}";
}
