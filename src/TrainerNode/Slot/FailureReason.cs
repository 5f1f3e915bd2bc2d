namespace Seedbed.TrainerNode.Slot;

/// <summary>Why an attempt failed, for people.</summary>
public static class FailureReason
{
    /// <summary>The most characters that a reason takes on the wire and in the journal.</summary>
    public const int MaxCharacters = 4_000;

    private const int StackFrames = 8;

    /// <summary>Type, message and the innermost stack frames.</summary>
    public static string Of(Exception exception)
    {
        var stack = exception.StackTrace?.Split('\n').Take(StackFrames) ?? [];
        var cause = exception.InnerException is { } inner ? $"\ncaused by {inner.GetType().Name}: {inner.Message}" : "";
        return Limit(string.Join('\n', [$"{exception.GetType().Name}: {exception.Message}{cause}", .. stack]));
    }

    /// <summary>The reason's beginning and, where it is too long, an ellipsis.</summary>
    public static string Limit(string reason) =>
        reason.Length <= MaxCharacters ? reason : $"{reason[..(MaxCharacters - 1)]}…";
}
