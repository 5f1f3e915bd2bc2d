namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;

/// <summary>How what stands in a study file is worded.</summary>
internal static class YamlWording
{
    /// <summary>Such as <c>Expected a whole number from 1 to 9, found 'x'.</c></summary>
    public static string Expected(string expected, YamlNode found) => $"Expected {expected}, found {Describe(found)}.";

    private static string Describe(YamlNode node) => node switch
    {
        YamlText { IsNothing: true } => "nothing",
        YamlText { IsPlain: false } text => $"the quoted text {Wording.Quote(text.Text)}",
        YamlText text => Wording.Quote(text.Text),
        YamlList => "a list",
        YamlTable => "a table",
        _ => "something that cannot be read",
    };
}
