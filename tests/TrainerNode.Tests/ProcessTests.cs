namespace Seedbed.TrainerNode.Tests;

using Xunit;

/// <summary>
/// Tests that start processes run one after the other: a process started beside the making of another's pipes would
/// inherit them and keep them open.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ProcessTests
{
    public const string Name = "processes";
}
