namespace Seedbed.TrainerNode.Tests.Slot;

using System.Security.Cryptography;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Programs.Misbehave;
using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Pipe;
using Xunit;

/// <summary>What a slot does with a program that can be resumed: a step is a boundary, ten are an epoch.</summary>
public sealed class PackCheckpointsTests : IDisposable
{
    private const int Steps = 25;

    private static readonly CheckpointInterval Always = new(0, null);
    private static readonly CheckpointInterval Never = new(86_400, null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedbed-checkpoints-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_checkpoint_comes_after_the_points_before_it_and_its_file_is_what_its_hash_says()
    {
        var reports = Train([Lane(1), Lane(2)], Always);

        var reported = new long[2];
        foreach (var report in reports)
        {
            if (report is SlotReport.Points points) reported[points.Lane] += points.Batch.Count;
            if (report is not SlotReport.Checkpointed checkpoint) continue;

            Assert.Equal(checkpoint.Step, reported[checkpoint.Lane]);
            var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(checkpoint.Path)));
            Assert.Equal(hash, checkpoint.Content.Hex);
        }

        Assert.Equal(2 * (Steps - 1), reports.OfType<SlotReport.Checkpointed>().Count());
    }

    [Fact]
    public void Every_epoch_is_hashed_and_its_hash_is_the_name_of_its_checkpoint()
    {
        var reports = Train([Lane(1)], Always);

        var epochs = reports.OfType<SlotReport.Points>().SelectMany(points => points.Epochs ?? []).ToList();
        Assert.Equal([10, 20], epochs.Select(epoch => epoch.Step));
        Assert.All(epochs, epoch => Assert.Equal(
            reports.OfType<SlotReport.Checkpointed>().Single(taken => taken.Step == epoch.Step).Content, epoch.State));
    }

    [Fact]
    public void Without_an_interval_that_ends_epochs_are_hashed_and_nothing_is_written()
    {
        var reports = Train([Lane(1)], Never);

        Assert.Equal(2, reports.OfType<SlotReport.Points>().Sum(points => points.Epochs?.Count ?? 0));
        Assert.Empty(reports.OfType<SlotReport.Checkpointed>());
    }

    [Fact]
    public void Checkpoints_may_be_taken_by_epochs() => Assert.Equal(
        [20L], Train([Lane(1)], new(86_400, 2)).OfType<SlotReport.Checkpointed>().Select(taken => taken.Step));

    [Fact]
    public void A_job_goes_on_from_a_file_and_reports_the_rest()
    {
        var whole = Train([Lane(1)], Always);
        var checkpoint = whole.OfType<SlotReport.Checkpointed>().Single(taken => taken.Step == 17);

        var rest = Train([Lane(1, new(checkpoint.Path, 17, Seconds: 100))], Never);

        Assert.Equal(18L, StepsOf(rest).First());
        Assert.Equal(Completed(whole).Finals, Completed(rest).Finals);
        Assert.InRange(Completed(rest).Seconds, 100, 1_000);
        Assert.False(File.Exists(checkpoint.Path));
    }

    [Fact]
    public void A_pack_that_is_left_takes_checkpoints_at_its_next_boundary_and_ends_nothing()
    {
        var reports = Train([Lane(1), Lane(2)], Never, isLeft: true);

        Assert.Equal([1L, 1L], reports.OfType<SlotReport.Checkpointed>().Select(taken => taken.Step));
        Assert.IsType<SlotReport.Ended>(reports[^1]);
        Assert.Empty(reports.OfType<SlotReport.Completed>());
        Assert.Empty(reports.OfType<SlotReport.Failed>());
    }

    [Theory]
    [InlineData("torn", "no whole checkpoint")]
    [InlineData("other step", "at step 17, not at step 16")]
    [InlineData("missing", "Could not find file")]
    public void A_checkpoint_that_cannot_be_used_is_refused_by_name_and_nothing_is_trained(string how, string said)
    {
        var checkpoint = Train([Lane(1)], Always).OfType<SlotReport.Checkpointed>().Single(taken => taken.Step == 17);
        var bytes = File.ReadAllBytes(checkpoint.Path);
        if (how == "torn") File.WriteAllBytes(checkpoint.Path, bytes[..^1]);
        if (how == "missing") File.Delete(checkpoint.Path);
        var step = how == "other step" ? 16 : 17;

        var reports = Train([Lane(2), Lane(1, new(checkpoint.Path, step, 0))], Never);

        Assert.Collection(
            reports,
            report =>
            {
                var refused = Assert.IsType<SlotReport.CheckpointRefused>(report);
                Assert.Equal(1, refused.Lane);
                Assert.Contains(said, refused.Reason, StringComparison.Ordinal);
            },
            report => Assert.IsType<SlotReport.Ended>(report));
    }

    [Fact]
    public void A_disk_that_takes_no_checkpoint_is_told_of_and_training_goes_on()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        var reports = Train([Lane(1)], Always, artifacts: Path.Combine(file, "below-a-file"));

        Assert.Contains(
            "Training goes on", reports.OfType<SlotReport.Warned>().First().Text, StringComparison.Ordinal);
        Assert.Equal(Steps, StepsOf(reports).Last());
        Completed(reports);
    }

    private static SlotReport.Completed Completed(List<SlotReport> reports) =>
        reports.OfType<SlotReport.Completed>().Single();

    private static IEnumerable<long> StepsOf(List<SlotReport> reports) =>
        reports.OfType<SlotReport.Points>().SelectMany(points => points.Batch.Unpack()).Select(point => point.Step);

    private static LaneOrder Lane(long seed, ResumeOrder? from = null) => new(SeedVector.Of(seed), 1, null, from);

    private List<SlotReport> Train(
        IReadOnlyList<LaneOrder> lanes, CheckpointInterval interval, bool isLeft = false, string? artifacts = null)
    {
        var program = new MisbehaveProgram();
        var parameters = program.Description.Parameters.ToDictionary(known => known.Name, known => known.Default);
        parameters["steps"] = $"{Steps}";
        using var written = new MemoryStream();
        var training = new PackTraining(
            [program], "cpu", new(artifacts ?? _folder.FullName), new(written), TimeProvider.System);
        training.Run(
            new(1, "misbehave", parameters, null, null, null, lanes, interval), CancellationToken.None,
            new(canceled: isLeft));

        written.Position = 0;
        using var frames = new FrameReader<SlotReport>(written);
        var reports = new List<SlotReport>();
        while (frames.TryRead(out var report)) reports.Add(report);
        return reports;
    }
}
