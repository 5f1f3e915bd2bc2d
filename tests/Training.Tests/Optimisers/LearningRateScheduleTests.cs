namespace Seedbed.Training.Tests.Optimisers;

using Seedbed.Training.Optimisers;
using Xunit;

public class LearningRateScheduleTests
{
    [Fact]
    public void A_constant_rate_stays() => Assert.Equal(1, new LearningRateSchedule.Constant().ScaleAt(12345));

    [Theory]
    [InlineData(0, 1), InlineData(25, 0.8535533905932737), InlineData(50, 0.5), InlineData(100, 0), InlineData(200, 0)]
    public void A_cosine_falls_from_one_to_zero_and_stays_there(long step, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule.Cosine(100).ScaleAt(step), 1e-15);

    [Theory]
    [InlineData(0, 1), InlineData(25, 0.8), InlineData(100, 0.2), InlineData(200, 0.2)]
    public void A_line_falls_to_its_end_and_stays_there(long step, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule.Linear(100, End: 0.2).ScaleAt(step), 1e-15);

    [Theory]
    [InlineData(0, 1), InlineData(29, 1), InlineData(30, 0.1), InlineData(59, 0.1), InlineData(60, 0.01)]
    public void A_step_decay_falls_at_every_so_many_steps(long step, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule.StepDecay(30, 0.1).ScaleAt(step), 1e-15);

    [Theory]
    [InlineData(0, 0.1), InlineData(4, 0.5), InlineData(9, 1)]
    [InlineData(10, 1), InlineData(60, 0.5), InlineData(110, 0)]
    public void A_warm_up_rises_before_the_schedule_begins(long step, double expected)
    {
        var schedule = new LearningRateSchedule.WarmUp(10, new LearningRateSchedule.Cosine(100));

        Assert.Equal(expected, schedule.ScaleAt(step), 1e-15);
    }

    [Fact]
    public void No_warm_up_is_the_schedule_itself() =>
        Assert.Equal(0.5, new LearningRateSchedule.WarmUp(0, new LearningRateSchedule.Cosine(100)).ScaleAt(50), 1e-15);
}
