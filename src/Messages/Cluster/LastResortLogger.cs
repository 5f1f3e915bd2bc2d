namespace Seedbed.Messages.Cluster;

using Akka.Event;

/// <summary>
/// What Akka logs before its loggers run and after they stopped: warnings and errors, to standard error. Akka's own
/// writes to standard output, which belongs to the process's parent.
/// </summary>
public sealed class LastResortLogger : MinimalLogger
{
    protected override void Log(object message)
    {
        if (message is Warning or Error) Console.Error.WriteLine(message);
    }
}
