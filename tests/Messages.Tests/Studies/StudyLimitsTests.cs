namespace Seedbed.Messages.Tests.Studies;

using MessagePack;
using Seedbed.Messages.Studies;
using Xunit;

public sealed class StudyLimitsTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Fact]
    public void A_million_jobs_are_read_without_making_one()
    {
        _ = workshop.Read(Workshop.Plain);   // what runs for the first time allocates once
        var before = GC.GetAllocatedBytesForCurrentThread();

        var study = workshop.Valid(
            Workshop.Plain.Replace("seeds: 3", "seeds: 1000").Replace("{ points: 10 }", "{ }") + Grid(100, 10));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(1_000_000, new CellPlan(study).Count * study.Seeds.Count);
    }

    [Theory]
    [InlineData(
        1_000, 100, "seeds: 101", "seeds",
        "These are 10,100,000 jobs (cells times seeds); a study has at most 10,000,000.")]
    [InlineData(
        1_000, 101, "seeds: 1", "grid",
        "These are 101,000 cells (configs and ablations times the grid); a study has at most 100,000.")]
    public void A_grid_that_is_too_large(int points, int rates, string seeds, string path, string message)
    {
        var text = Workshop.Plain.Replace("seeds: 3", seeds).Replace("{ points: 10 }", "{ }");

        var mistake = Assert.Single(workshop.Read(text + Grid(points, rates)).Mistakes);

        Assert.Equal((path, message), (mistake.Path, mistake.Message));
    }

    [Fact]
    public void Too_many_configs()
    {
        var configs = string.Concat(
            Enumerable.Range(11, 1_000).Select(points => $"  c{points}: {{ points: {points} }}\n"));

        var mistake = Assert.Single(workshop.Read(Workshop.Plain + configs).Mistakes);

        Assert.Equal("These are 1,001 configs and ablations; a study has at most 1,000.", mistake.Message);
    }

    [Fact]
    public void Numbers_that_are_long_when_written_out()
    {
        var mistake = Assert.Single(workshop.Read(Wide(4_500)).Mistakes);

        Assert.EndsWith("bytes when every value is written out; 61,440 are allowed.", mistake.Message);
    }

    [Fact]
    public void Whatever_is_accepted_fits_into_one_message()
    {
        var readings = Enumerable.Range(1, 9).Select(size => workshop.Read(Wide(500 * size))).ToList();

        Assert.Contains(readings, reading => reading.Specification is null);
        Assert.All(
            readings.Select(reading => reading.Specification).OfType<StudySpecification>(),
            study => Assert.InRange(MessagePackSerializer.Serialize(study).Length, 1, StudyLimits.SpecificationBytes));
    }

    private static string Wide(int values) =>
        $"{Workshop.Stress}grid: {{ shift: [{string.Join(',', Enumerable.Range(1_000, values).Select(shift => $"{shift}e10"))}] }}\n";

    private static string Grid(int points, int rates) =>
        $"grid: {{ points: [{string.Join(',', Enumerable.Range(1, points))}], rate: [{string.Join(',', Enumerable.Range(1, rates).Select(rate => $"{rate}e-4"))}] }}\n";
}
