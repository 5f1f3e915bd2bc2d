namespace Seedbed.TrainerNode.Node.Store;

/// <summary>The store's answer, or what it sent, will be no better the next time. The message is for people.</summary>
public sealed class StoreRefusedException(string message) : Exception(message);
