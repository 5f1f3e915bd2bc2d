using Seedbed.Coordinator;
using Seedbed.Coordinator.Hosting;

return await CoordinatorCommand
    .Create(options => CoordinatorProcess.Run(options, store => CoordinatorActor.Props(store, new(), TimeProvider.System)))
    .Parse(args)
    .InvokeAsync();
