namespace Seedbed.Cli.Tests.Plans;

using Seedbed.Cli.Plans;
using Seedbed.Messages.Programs;
using Spectre.Console;
using Xunit;

public class ProgramTablesTests
{
    [Fact]
    public void A_parameter_of_which_only_multiples_are_allowed_says_so()
    {
        var width = new ParameterDescription(
            "width", ParameterType.Integer, "64", 16, 1024, null, null, "Length.", PerLane: false, MultipleOf: 16);

        var text = Printed(new("program", "1", null, "Trains.", [width], [], null, 1));

        Assert.Contains("16 to 1024, a multiple of 16", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_program_does_not_guarantee_is_said() => Assert.Contains(
        "Clocks decide, too.",
        Printed(new("program", "1", null, "Trains.", [], [], null, 1, "Clocks decide, too.")),
        StringComparison.Ordinal);

    private static string Printed(ProgramDescription program)
    {
        using var text = new StringWriter();
        var output = new AnsiConsoleOutput(text);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = output });
        console.Profile.Width = 120;
        ProgramTables.Print(console, program);
        return text.ToString();
    }
}
