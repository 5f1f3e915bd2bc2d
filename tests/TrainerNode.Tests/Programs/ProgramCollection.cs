namespace Seedbed.TrainerNode.Tests.Programs;

using TorchSharp;
using Xunit;

/// <summary>Tests that train run one after another with one math thread, as a slot does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProgramCollection : ICollectionFixture<ProgramCollection.OneMathThread>
{
    public const string Name = "programs";

    public sealed class OneMathThread
    {
        public OneMathThread() => torch.set_num_threads(1);
    }
}
