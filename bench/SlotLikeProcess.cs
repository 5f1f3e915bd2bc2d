namespace Seedbed.Bench;

using System.Diagnostics;
using Seedbed.Cli.Local;

/// <summary>This program again, in the environment that slots are started with.</summary>
internal static class SlotLikeProcess
{
    private static readonly (string Name, string Value)[] SlotEnvironment =
        [("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0"), ("OMP_NUM_THREADS", "1"), ("MKL_NUM_THREADS", "1")];

    public static Process Start(params string[] arguments)
    {
        var start = ChildExecutables.StartOf(typeof(SlotLikeProcess).Assembly.Location, arguments);
        foreach (var (name, value) in SlotEnvironment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("A process of the benchmark did not start.");
    }
}
