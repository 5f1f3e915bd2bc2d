namespace Seedbed.Cli.Progress;

using Seedbed.Messages.Http;

/// <summary>How a running study is shown.</summary>
internal interface IProgressView
{
    /// <summary>Shows every view until there are no more.</summary>
    Task ShowAsync(IAsyncEnumerable<StudyView> views);

    /// <summary>One remark for people, such as that a process was started again.</summary>
    void Note(string text);
}
