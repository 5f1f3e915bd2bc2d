namespace Seedbed.TrainerNode.Tests.Node;

using Seedbed.TrainerNode.Node.Slots;
using Xunit;

public sealed class ChildExitTests
{
    [Theory]
    [InlineData(128 + 1, ExitCause.Interrupted)]
    [InlineData(128 + 2, ExitCause.Interrupted)]
    [InlineData(128 + 15, ExitCause.Interrupted)]
    [InlineData(128 + 9, ExitCause.Failed)]
    [InlineData(128 + 11, ExitCause.Failed)]
    [InlineData(15, ExitCause.Failed)]
    [InlineData(0, ExitCause.Failed)]
    public void Only_signals_that_others_send_are_interruptions(int exitCode, ExitCause cause) =>
        Assert.Equal(cause, ChildExit.Of(exitCode).Cause);

    [Fact]
    public void A_kill_is_blamed_on_memory_as_a_possibility() =>
        Assert.Contains(
            "perhaps because the machine ran out of memory", ChildExit.Of(128 + 9).Reason, StringComparison.Ordinal);
}
