using System.CommandLine;
using Seedbed.Bench;
using Seedbed.Bench.Failover;
using Seedbed.Bench.Recovery;
using Seedbed.Bench.Simulations;
using Seedbed.Bench.Steps;

// Every figure in docs/benchmarks.md comes from one of these commands; run them in Release.
return await new RootCommand("Measures Seedbed on this machine, with real processes and real files.")
{
    ThroughputBench.Create(),
    PointsBench.Create(),
    GridBench.Create(),
    BareProcess.Create(),
    StepsBench.Create(),
    StartUpBench.Create(),
    MillionBench.Create(),
    RecoveryBench.Create(),
    FailoverBench.Create(),
    SimulationBench.Create(),
}.Parse(args).InvokeAsync();
