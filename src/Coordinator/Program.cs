using Akka.Actor;
using Seedbed.Coordinator.Hosting;

return await CoordinatorCommand.Create(options => CoordinatorProcess.Run(options, _ => Props.Empty)).Parse(args).InvokeAsync();
