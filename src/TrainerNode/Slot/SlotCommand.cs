namespace Seedbed.TrainerNode.Slot;

using System.CommandLine;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Programs;

/// <summary>The verb <c>slot</c>: the process that trains. Only a node starts it, with two ends of pipes that it inherits.</summary>
public static class SlotCommand
{
    public const string Name = "slot";
    public const string Orders = "--orders";
    public const string Reports = "--reports";
    public const string Device = "--device";
    public const string Artifacts = "--artifacts";

    public static Command Create(IReadOnlyList<ITrainingProgram> programs)
    {
        var orders = new Option<string>(Orders) { Required = true, Description = "Handle of the pipe that orders come from." };
        var reports = new Option<string>(Reports) { Required = true, Description = "Handle of the pipe that reports go to." };
        var device = new Option<string>(Device) { Required = true, Description = "What to train on: cpu, or cuda:0 and so on." };
        var artifacts = new Option<string>(Artifacts) { Required = true, Description = "Folder that larger results are left in." };
        var command = new Command(Name, "Trains packs of jobs for a node, which starts it.") { orders, reports, device, artifacts };
        command.Hidden = true;
        command.SetAction(parsed => Run(
            programs,
            new AnonymousPipeClientStream(PipeDirection.In, parsed.GetRequiredValue(orders)),
            new AnonymousPipeClientStream(PipeDirection.Out, parsed.GetRequiredValue(reports)),
            parsed.GetRequiredValue(device),
            new ArtifactFolder(parsed.GetRequiredValue(artifacts))));
        return command;
    }

    private static void Run(
        IReadOnlyList<ITrainingProgram> programs, Stream orders, Stream reports, string device, ArtifactFolder artifacts)
    {
        // Ctrl+C and service managers reach all of a process group; when to stop is the node's to say: it closes the pipe.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        using var self = Process.GetCurrentProcess();
        self.PriorityClass = ProcessPriorityClass.BelowNormal; // the node's heartbeats go first

        var pipe = new ReportPipe(reports);
        using var queue = new OrderQueue(orders);
        queue.Start();
        LibtorchPreload.Start();
        pipe.Send(new SlotReport.Ready());

        var training = new PackTraining(programs, device, artifacts, pipe, TimeProvider.System);
        foreach (var pack in queue.Packs()) training.Run(pack.Order, pack.Cancellation.Token);
    }
}
