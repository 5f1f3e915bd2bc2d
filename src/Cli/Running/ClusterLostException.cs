namespace Seedbed.Cli.Running;

/// <summary>A process of the local cluster died in a way that only a new start can mend.</summary>
internal sealed class ClusterLostException(string message, Exception? inner) : Exception(message, inner);
