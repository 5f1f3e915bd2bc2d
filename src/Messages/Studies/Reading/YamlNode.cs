namespace Seedbed.Messages.Studies.Reading;

/// <summary>A part of a study file and its place in it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Such as <c>configs.research.positions</c>; empty for the whole file.</param>
internal abstract record YamlNode(int Line, int Column, string Path);

/// <param name="IsPlain">Written without quotes.</param>
internal sealed record YamlText(int Line, int Column, string Path, string Text, bool IsPlain)
    : YamlNode(Line, Column, Path)
{
    /// <summary>Nothing was written, or one of YAML's words for nothing.</summary>
    public bool IsNothing => IsPlain && Text is ("" or "~" or "null");
}

internal sealed record YamlList(int Line, int Column, string Path, IReadOnlyList<YamlNode> Items)
    : YamlNode(Line, Column, Path);

/// <param name="Entries">In file order; keys may repeat.</param>
internal sealed record YamlTable(int Line, int Column, string Path, IReadOnlyList<YamlEntry> Entries)
    : YamlNode(Line, Column, Path);

internal readonly record struct YamlEntry(YamlText Key, YamlNode Value);

/// <summary>Something whose mistake is already reported: whoever reads it stays silent.</summary>
internal sealed record YamlUnusable(int Line, int Column, string Path) : YamlNode(Line, Column, Path);
