namespace Seedbed.Cli.Tests.Local;

using Seedbed.Cli.Local;
using Seedbed.Cli.Programs;
using Xunit;

public sealed class TrainerOptionsTests
{
    [Fact]
    public void Device_and_slots_are_handed_on() =>
        Assert.Equal(["--device", "cuda", "--slots", "2"], new TrainerOptions("cuda", 2, ProgramFiles.None).Arguments);

    [Fact]
    public void Without_a_number_of_slots_the_trainer_chooses() =>
        Assert.Equal(["--device", "cpu"], new TrainerOptions("cpu", null, ProgramFiles.None).Arguments);

    [Fact]
    public void Files_of_programs_are_handed_on_each_by_itself() => Assert.Equal(
        ["--device", "cpu", "--programs", "/a.dll", "--programs", "/b.dll"],
        new TrainerOptions("cpu", null, ProgramFiles.Of(["/a.dll", "/b.dll"])).Arguments);
}
