namespace Seedbed.Messages.Studies.Reading;

/// <summary>Reads <c>checkpoints</c>: when they are taken, and whether they outlive their job.</summary>
internal static class CheckpointReading
{
    private static readonly string[] Keys = ["seconds", "epochs", "keep"];

    /// <returns>Null if the study says nothing of them.</returns>
    public static CheckpointPolicy? Read(YamlNode? node, Mistakes mistakes)
    {
        if (node is null || Section.Read(node, "checkpoints", Keys, mistakes) is not { } section) return null;

        var seconds = section.Optional("seconds") is { } secondsNode ? Seconds(secondsNode, mistakes) : null;
        var epochs = section.Optional("epochs") is { } epochsNode
            ? Scalars.Integer(epochsNode, 1, int.MaxValue, mistakes, " (epochs)")
            : null;
        var keep = section.Optional("keep") is { } keepNode && Scalars.Flag(keepNode, mistakes) == "true";
        return new(seconds, (int?)epochs, keep);
    }

    private static double? Seconds(YamlNode node, Mistakes mistakes)
    {
        var seconds = Scalars.Number(node, 0, StudyLimits.CheckpointSeconds, mistakes, " (seconds)");
        if (seconds is 0) Scalars.Report(node, "more than 0 seconds between two checkpoints", mistakes);
        return seconds;
    }
}
