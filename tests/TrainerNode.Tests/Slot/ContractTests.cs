namespace Seedbed.TrainerNode.Tests.Slot;

using Seedbed.Messages.Studies;
using Seedbed.TrainerNode.Programs.MlpTeacher;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.TrainerNode.Slot;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.TrainerNode.Tests.Programs;
using Seedbed.Training.Programs;
using TorchSharp;
using Xunit;

/// <summary>What becomes of programs that do not keep what docs/programs.md asks of them.</summary>
[Collection(ProgramCollection.Name)]
public class ContractTests
{
    private static readonly Dictionary<string, double> One = new() { ["value"] = 1 };

    [Fact]
    public void A_program_that_keeps_the_contract_is_told_nothing() => Assert.Collection(
        Train(pack => pack.Lanes[0].Complete(One)),
        report => Assert.IsType<SlotReport.Completed>(report), report => Assert.IsType<SlotReport.Ended>(report));

    [Fact]
    public void A_metric_that_was_not_declared_fails_the_attempt() => AssertFails(
        pack => pack.Lanes[0].Complete(new Dictionary<string, double> { ["valeu"] = 1 }),
        "The program 'sample' reported the final 'valeu'", "Did you mean 'value'?");

    [Theory]
    [InlineData(double.NaN, "value = NaN"), InlineData(double.NegativeInfinity, "value = -Infinity")]
    public void A_final_that_is_not_finite_fails_the_attempt(double value, string told) => AssertFails(
        pack => pack.Lanes[0].Complete(new Dictionary<string, double> { ["value"] = value }),
        "The program 'sample' completed a lane with", told, "Diverge");

    [Fact]
    public void A_lane_without_an_end_fails_the_attempt() =>
        AssertFails(_ => { }, "The program 'sample' stopped and left lane 0 without an end");

    [Fact]
    public void Tensors_that_outlive_the_session_are_told_once()
    {
        var reports = Train(packs: 2, advance: pack =>
        {
            torch.zeros(3).DetachFromDisposeScope();
            pack.Lanes[0].Complete(One);
        });

        var warned = Assert.Single(reports.OfType<SlotReport.Warned>());
        Assert.Contains("The program 'sample' left 1 tensors alive", warned.Text, StringComparison.Ordinal);
        Assert.Equal(2, reports.OfType<SlotReport.Completed>().Count());
    }

    [Fact]
    public void Chance_from_the_default_generator_is_told()
    {
        var warned = Assert.Single(Train(Draw).OfType<SlotReport.Warned>());

        Assert.Contains("The program 'sample' used torch's default generator", warned.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_solo_program_may_draw_from_the_default_generator() =>
        Assert.Empty(Train(new OwnProgram(new Solo(), "build"), "build").OfType<SlotReport.Warned>());

    [Fact]
    public void A_built_in_program_of_lanes_leaves_nothing_behind() => Assert.Empty(
        Train(new MlpTeacherProgram(), null, ("steps", "2")).OfType<SlotReport.Warned>());

    [Fact]
    public void Files_that_changed_after_the_node_started_are_not_trained_under_their_old_name()
    {
        var program = new OwnProgram(new Sample(pack => pack.Lanes[0].Complete(One)), "new");

        var failed = Assert.Single(Train(program, "old").OfType<SlotReport.Failed>());

        Assert.Contains("The files of the program 'sample' changed", failed.Reason, StringComparison.Ordinal);
    }

    private static void Draw(Pack pack)
    {
        using var drawn = torch.rand(1);
        pack.Lanes[0].Complete(One);
    }

    private static void AssertFails(Action<Pack> advance, params IReadOnlyList<string> told)
    {
        var failed = Assert.Single(Train(advance).OfType<SlotReport.Failed>());
        Assert.All(told, part => Assert.Contains(part, failed.Reason, StringComparison.Ordinal));
    }

    private static List<SlotReport> Train(Action<Pack> advance, int packs = 1) =>
        Train(new OwnProgram(new Sample(advance), "build"), "build", packs);

    private static List<SlotReport> Train(
        ITrainingProgram program, string? content, params IEnumerable<(string Name, string Value)> set) =>
        Train(program, content, packs: 1, set);

    /// <summary>What a slot says of packs of one job.</summary>
    private static List<SlotReport> Train(
        ITrainingProgram program, string? content, int packs, params IEnumerable<(string Name, string Value)> set)
    {
        using var written = new MemoryStream();
        var parameters = program.Description.Parameters.ToDictionary(known => known.Name, known => known.Default);
        foreach (var (name, value) in set) parameters[name] = value;
        var training = new PackTraining([program], "cpu", new("/unused"), new(written), TimeProvider.System);
        for (var pack = 1; pack <= packs; pack++)
        {
            training.Run(
                new(pack, program.Description.Name, parameters, null, null, null, [new(SeedVector.Of(1), 1, null)],
                    new(60, null), content),
                CancellationToken.None);
        }

        written.Position = 0;
        using var frames = new FrameReader<SlotReport>(written);
        var reports = new List<SlotReport>();
        while (frames.TryRead(out var report)) reports.Add(report);
        return reports;
    }

    private static ProgramDescription Described => new()
    {
        Name = "sample",
        Version = "1",
        Summary = "",
        Parameters = [],
        Metrics = [new("value", MetricScope.Final, MetricDirection.None, null, null, "")],
    };

    private sealed class Sample(Action<Pack> advance) : ITrainingProgram
    {
        public ProgramDescription Description => Described;

        public ITrainingSession Start(Pack pack) => new Session(() => advance(pack));
    }

    private sealed class Session(Action advance) : ITrainingSession
    {
        public bool Advance(CancellationToken cancellation)
        {
            advance();
            return false;
        }

        public void Dispose() { }
    }

    private sealed class Solo : SoloProgram
    {
        protected override ProgramDescription Describe() => Described;

        protected override ISoloTraining Begin(SoloJob job) => new Drawing();
    }

    private sealed class Drawing : ISoloTraining
    {
        public int Epochs => 1;

        public long Step => 1;

        public double TrainEpoch(int epoch, CancellationToken cancellation)
        {
            using var drawn = torch.rand(1);
            return drawn.item<float>();
        }

        public SoloEvaluation Evaluate(CancellationToken cancellation) => new(new Dictionary<string, double>(), One);

        public void Dispose() { }
    }
}
