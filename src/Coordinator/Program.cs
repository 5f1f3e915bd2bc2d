using System.CommandLine;
using Seedbed.Coordinator;
using Seedbed.Coordinator.Hosting;

// Signals are the host's alone: with a lifeline it leaves Ctrl+C to its parent.
return await CoordinatorCommand
    .Create(
        options => CoordinatorProcess.Run(options, parts => CoordinatorActor.Props(parts, new(), TimeProvider.System)))
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
