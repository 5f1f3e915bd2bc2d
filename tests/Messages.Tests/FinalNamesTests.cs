namespace Seedbed.Messages.Tests;

using Seedbed.Messages.Programs;
using Seedbed.Messages.Tests.Studies;
using Xunit;

public sealed class FinalNamesTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public void Parts_are_those_there_always_are_and_every_domain_that_is_not_trained_on() =>
        Assert.Equal(["test", "other", "proper"], FinalNames.PartsOf(
            Workshop.Programs[0], workshop.Valid(Workshop.Stress).Data));

    [Fact]
    public void Finals_are_named_in_full_and_curves_are_none() =>
        Assert.Equal(
            ["val.loss", "val.macro_f1", "test.macro_f1", "test.mcc", "test.rows", "other.macro_f1", "other.mcc", "other.rows",
                "proper.macro_f1", "proper.mcc", "proper.rows"],
            FinalNames.Of(Workshop.Programs[0], workshop.Valid(Workshop.Stress).Data).Select(final => final.Name));

    [Fact]
    public void A_program_without_data_has_no_parts() =>
        Assert.Equal(["value"], FinalNames.Of(Workshop.Programs[1], null).Select(final => final.Name));
}
