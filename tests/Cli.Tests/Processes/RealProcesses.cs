namespace Seedbed.Cli.Tests.Processes;

using Xunit;

/// <summary>Tests that start clusters run one after another: each wants all cores.</summary>
[CollectionDefinition(nameof(RealProcesses), DisableParallelization = true)]
public sealed class RealProcesses;
