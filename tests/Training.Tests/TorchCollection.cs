namespace Seedbed.Training.Tests;

using TorchSharp;
using Xunit;

/// <summary>Tests with tensors run one after another: thread count and default generator are the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection : ICollectionFixture<OneMathThread>
{
    public const string Name = "torch";
}

/// <summary>One math thread, as every slot has.</summary>
public sealed class OneMathThread
{
    public OneMathThread() => torch.set_num_threads(1);
}
