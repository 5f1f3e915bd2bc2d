using System.CommandLine;
using Seedbed.TrainerNode.Node;
using Seedbed.TrainerNode.Node.Devices;
using Seedbed.TrainerNode.Programs;
using Seedbed.TrainerNode.Slot;

var root = new RootCommand("A trainer node of Seedbed: trains jobs on the devices of this machine.")
{
    NodeCommand.Create(BuiltInPrograms.All),
    DescribeCommand.Create(BuiltInPrograms.All),
    SlotCommand.Create(BuiltInPrograms.All),
    DevicesCommand.Create(),
};

return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
