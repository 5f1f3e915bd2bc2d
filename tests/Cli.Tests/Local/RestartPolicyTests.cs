namespace Seedbed.Cli.Tests.Local;

using Seedbed.Cli.Local;
using Xunit;

public class RestartPolicyTests
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    [Fact]
    public void Waits_double_until_the_tries_are_used_up()
    {
        var delays = new List<double>();
        var policy = default(RestartPolicy);
        while (!(policy = policy.AfterDeath(ShortLife)).IsExhausted) delays.Add(policy.Delay.TotalSeconds);

        Assert.Equal([0.5, 1, 2, 4], delays);
    }

    [Fact]
    public void A_process_that_lived_long_begins_anew()
    {
        var policy = new RestartPolicy(Tries: 4).AfterDeath(RestartPolicy.Healthy);

        Assert.False(policy.IsExhausted);
        Assert.Equal(new RestartPolicy(1), policy);
    }
}
