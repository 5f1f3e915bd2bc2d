namespace Seedbed.Cli.Tests.Local;

using Seedbed.Cli.Local;
using Xunit;

public sealed class TrainerOptionsTests
{
    [Fact]
    public void Device_and_slots_are_handed_on() =>
        Assert.Equal(["--device", "cuda", "--slots", "2"], new TrainerOptions("cuda", 2).Arguments);

    [Fact]
    public void Without_a_number_of_slots_the_trainer_chooses() =>
        Assert.Equal(["--device", "cpu"], new TrainerOptions("cpu", null).Arguments);
}
