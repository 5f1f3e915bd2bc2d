namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.Data;
using Seedbed.TrainerNode.Programs.FactorClassifier;
using Seedbed.TrainerNode.Programs.Misbehave;
using Seedbed.TrainerNode.Programs.MlpTeacher;
using Seedbed.TrainerNode.Programs.NoOp;
using Seedbed.TrainerNode.Programs.SequenceClassifier;
using Seedbed.Training.Programs;
using Xunit;

/// <summary>
/// Every built-in program, left at boundaries that are chosen at random and gone on with alone and in other packs,
/// reports what it reports undisturbed, and passes through the same states, to the bit.
/// </summary>
[Collection(ProgramCollection.Name)]
public sealed class ResumeTests : IDisposable
{
    private static readonly int[][][] Packings = [[[2, 0, 1]], [[0], [1], [2]], [[1, 2], [0]]];

    private readonly SmallCorpus _corpus = new();
    private readonly SmallTable _table = new();

    public void Dispose()
    {
        _corpus.Dispose();
        _table.Dispose();
    }

    [Theory]
    [InlineData("standard", "cosine", null)]
    [InlineData("domain-gated", "constant", "val.macro_f1")]
    public void The_sequence_classifier_goes_on_as_if_nothing_had_happened(
        string attention, string schedule, string? selectBy) => AssertResumes(
        new SequenceClassifierProgram(),
        [
            ("width", "16"), ("layers", "1"), ("heads", "2"), ("epochs", "3"), ("batch", "8"), ("dropout", "0.1"),
            ("attention", attention), ("schedule", schedule), ("class-weights", "sqrt"),
        ],
        _corpus.Source, selectBy);

    [Theory]
    [InlineData("transformer", null)]
    [InlineData("mlp", "val.loss")]
    public void The_factor_classifier_goes_on_as_if_nothing_had_happened(string body, string? selectBy) =>
        AssertResumes(
            new FactorClassifierProgram(),
            [
                ("width", "16"), ("layers", "1"), ("hidden", "16"), ("epochs", "4"), ("batch", "8"), ("body", body),
                ("dropout", "0.1"),
            ],
            _table.Source, selectBy);

    [Theory]
    [InlineData("adam")]
    [InlineData("sgd")]
    public void The_teacher_goes_on_as_if_nothing_had_happened(string optimiser) => AssertResumes(
        new MlpTeacherProgram(),
        [("steps", "1100"), ("report-every", "7"), ("optimizer", optimiser), ("momentum", "0.9")]);

    [Fact]
    public void The_no_op_goes_on_as_if_nothing_had_happened() =>
        AssertResumes(new NoOpProgram(), [("points", "45000"), ("finals", "3")]);

    [Fact]
    public void The_misbehaving_one_goes_on_as_if_nothing_had_happened() =>
        AssertResumes(new MisbehaveProgram(), [("steps", "12")]);

    [Fact]
    public void A_job_that_diverges_does_so_at_the_same_step() => AssertResumes(
        new MisbehaveProgram(), [("steps", "12"), ("behaviour", "diverge"), ("step", "7"), ("attempts", "0")]);

    private static void AssertResumes(
        ITrainingProgram program, IReadOnlyList<(string Name, string Value)> set, DataSource? data = null,
        string? selectBy = null)
    {
        LaneSetting[] jobs = [.. Enumerable.Range(0, 3).Select(seed => new LaneSetting(Seeds.Of(seed), set))];
        var undisturbed = new InterruptedRun(program, jobs, data, selectBy);
        undisturbed.Train([0, 1, 2], int.MaxValue);
        Assert.InRange(undisturbed.States[0].Count, 2, 100);

        foreach (var seed in new[] { 1, 2 })
        {
            var random = new Random(seed);
            var interrupted = new InterruptedRun(program, jobs, data, selectBy);
            while (!interrupted.IsOver)
            {
                var boundaries = random.Next(1, 4);
                foreach (var pack in Packings[random.Next(Packings.Length)]) interrupted.Train(pack, boundaries);
            }

            for (var job = 0; job < jobs.Length; job++)
            {
                Assert.Equal(undisturbed.Lanes[job].Points, interrupted.Lanes[job].Points);
                Assert.Equal(undisturbed.Lanes[job].Finals, interrupted.Lanes[job].Finals);
                Assert.Equal(undisturbed.Lanes[job].DivergedAt, interrupted.Lanes[job].DivergedAt);
                Assert.Equal(undisturbed.Lanes[job].Artifacts, interrupted.Lanes[job].Artifacts);
                Assert.Equal(undisturbed.States[job], interrupted.States[job]);
            }
        }
    }
}
