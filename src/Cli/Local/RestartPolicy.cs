namespace Seedbed.Cli.Local;

using Seedbed.Messages;

/// <summary>How often and after what wait a process that died is started again. Pure.</summary>
/// <param name="Tries">Restarts in a row so far, each after a short life.</param>
internal readonly record struct RestartPolicy(int Tries)
{
    public const int MaxTries = 4;

    /// <summary>A process that lived this long was healthy: counting begins anew.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(8));

    /// <summary>The policy after a process died that had lived for <paramref name="life"/>.</summary>
    public RestartPolicy AfterDeath(TimeSpan life) => new(life >= Healthy ? 1 : Tries + 1);

    public bool IsExhausted => Tries > MaxTries;

    /// <summary>Wait before the next start.</summary>
    public TimeSpan Delay => BackOff.After(Tries);
}
