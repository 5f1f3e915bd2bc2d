namespace Seedbed.Cli;

/// <summary>
/// Something that a study needs is missing or died. The message is for the person who ran the command.
/// </summary>
internal sealed class InfrastructureException(string message, Exception? inner = null) : Exception(message, inner);
