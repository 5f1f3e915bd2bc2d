namespace Seedbed.TrainerNode.Tests.Programs;

using Seedbed.TrainerNode.Programs.MlpTeacher;
using Seedbed.Training.Programs;
using Seedbed.Training.Randomness;
using TorchSharp;
using Xunit;

[Collection(ProgramCollection.Name)]
public class MlpTeacherTests
{
    private static readonly MlpTeacherProgram Program = new();

    /// <summary>Expected values: the same grid in PyTorch 1.13, to three or four places.</summary>
    [Theory]
    [InlineData(0, "sgd", "0.05", "0", 2.0682, 0.387)]
    [InlineData(0, "sgd", "0.02", "0.9", 0.1528, 0.990)]
    [InlineData(0, "adam", "0.001", "0", 0.1234, 0.999)]
    [InlineData(0, "adam", "0.003", "0", 0.0101, 1.0)]
    [InlineData(7, "adam", "0.003", "0", 0.0752, 0.979)]
    public void Losses_and_accuracies_are_those_of_the_defined_grid(
        long seed, string optimizer, string learningRate, string momentum, double loss, double accuracy)
    {
        var lane = Assert.Single(RecordedLane.Train(Program, [Job(seed, optimizer, learningRate, momentum)]));

        Assert.InRange(lane.Finals!["loss"], loss - 1e-3, loss + 1e-3);
        Assert.InRange(lane.Finals["accuracy"], accuracy - 1e-3, accuracy + 1e-3);
    }

    [Fact]
    public void The_teacher_lies_on_the_device_asked_for()
    {
        using var teacher = TeacherTask.Teacher(torch.META); // every machine has this device, and it is not the CPU

        Assert.Equal(DeviceType.META, teacher.device_type);
        Assert.Equal([TeacherTask.Inputs, TeacherTask.Classes], teacher.shape);
    }

    [Fact]
    public void The_defining_stream_begins_with_the_stated_numbers()
    {
        Assert.Equal(0.3992576599121094, SplitMix64.Uniform(1000, 1));
        Assert.Equal(0.11793255805969238, SplitMix64.Uniform(1000, 2));
        Assert.Equal(0.08087873458862305, SplitMix64.Uniform(1000, 3));
    }

    [Theory]
    [InlineData("adam", "0.003", "0")]
    [InlineData("sgd", "0.02", "0.9")]
    public void First_middle_and_last_lane_of_eight_are_bit_equal_to_their_jobs_alone(
        string optimizer, string learningRate, string momentum)
    {
        LaneSetting[] jobs = [.. Enumerable.Range(0, 8).Reverse().Select(
            seed => Job(seed, optimizer, learningRate, momentum))];

        var packed = RecordedLane.Train(Program, jobs);

        foreach (var (index, job) in jobs.Index().Where(job => job.Index is 0 or 3 or 7))
        {
            var alone = RecordedLane.Train(Program, [job])[0];
            Assert.Equal(alone.Points, packed[index].Points);
            Assert.Equal(alone.Finals, packed[index].Finals);
        }
    }

    [Fact]
    public void A_lane_that_diverges_says_when_and_leaves_its_neighbours_bits()
    {
        LaneSetting[] jobs = [Job(1, "sgd", "0.05", "0"), Job(2, "sgd", "100000", "0"), Job(3, "sgd", "0.05", "0")];

        var packed = RecordedLane.Train(Program, jobs);
        var alone = RecordedLane.Train(Program, [jobs[1]])[0];

        Assert.InRange(packed[1].DivergedAt!.Value, 1, 50);
        Assert.Equal(alone.DivergedAt, packed[1].DivergedAt);
        Assert.Null(packed[1].Finals);
        Assert.Equal(RecordedLane.Train(Program, [jobs[0]])[0].Finals, packed[0].Finals);
        Assert.Equal(RecordedLane.Train(Program, [jobs[2]])[0].Finals, packed[2].Finals);
    }

    private static LaneSetting Job(long seed, string optimizer, string learningRate, string momentum) =>
        new(Seeds.Of(seed), ("optimizer", optimizer), ("learning-rate", learningRate), ("momentum", momentum));
}
