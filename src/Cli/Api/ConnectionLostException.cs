namespace Seedbed.Cli.Api;

/// <summary>The coordinator was not reached, or the connection broke before its answer was whole.</summary>
internal sealed class ConnectionLostException(string message, Exception? inner = null) : Exception(message, inner);
