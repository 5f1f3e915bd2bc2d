namespace Seedbed.Messages.Tests;

using Xunit;

public class BackOffTests
{
    private static readonly BackOff Waits = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));

    [Fact]
    public void Waits_double_up_to_the_longest() => Assert.Equal(
        [0.5, 0.5, 1, 2, 4, 5, 5],
        from failures in Enumerable.Range(0, 7) select Waits.After(failures).TotalSeconds);

    [Fact]
    public void Any_number_of_failures_has_a_wait() => Assert.Equal(Waits.Longest, Waits.After(int.MaxValue));
}
