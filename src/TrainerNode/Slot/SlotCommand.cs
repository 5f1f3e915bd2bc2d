namespace Seedbed.TrainerNode.Slot;

using System.CommandLine;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.TrainerNode.Slot.Pipe;
using Seedbed.Training.Programs;

/// <summary>
/// The verb <c>slot</c>: the process that trains. Only a node starts it, with two ends of pipes that it inherits.
/// </summary>
public static class SlotCommand
{
    public const string Name = "slot";
    public const string Orders = "--orders";
    public const string Reports = "--reports";
    public const string Device = "--device";
    public const string Artifacts = "--artifacts";

    public static Command Create(IReadOnlyList<ITrainingProgram> builtIn)
    {
        var orders = Required(Orders, "Handle of the pipe that orders come from.");
        var reports = Required(Reports, "Handle of the pipe that reports go to.");
        var device = Required(Device, "What to train on: cpu, or cuda:0 and so on.");
        var artifacts = Required(Artifacts, "Folder that larger results are left in.");
        var files = ProgramsOption.Create();
        var command = new Command(Name, "Trains packs of jobs for a node, which starts it.")
        {
            orders, reports, device, artifacts, files,
        };
        command.Hidden = true;
        command.SetAction(parsed => Run(
            builtIn,
            parsed.GetRequiredValue(files),
            new AnonymousPipeClientStream(PipeDirection.In, parsed.GetRequiredValue(orders)),
            new AnonymousPipeClientStream(PipeDirection.Out, parsed.GetRequiredValue(reports)),
            parsed.GetRequiredValue(device),
            new ArtifactFolder(parsed.GetRequiredValue(artifacts))));
        return command;
    }

    private static Option<string> Required(string name, string description) =>
        new(name) { Required = true, Description = description };

    private static int Run(
        IReadOnlyList<ITrainingProgram> builtIn, IReadOnlyList<string> files, Stream orders, Stream reports,
        string device, ArtifactFolder artifacts)
    {
        // Ctrl+C and service managers reach all of a process group; the node says when to stop: it closes the pipe.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        using var self = Process.GetCurrentProcess();
        self.PriorityClass = ProcessPriorityClass.BelowNormal; // the node's heartbeats go first

        var pipe = new ReportPipe(reports);
        using var queue = new OrderQueue(orders);
        queue.Start();
        LibtorchPreload.Start();
        IReadOnlyList<ITrainingProgram> programs;
        try
        {
            programs = OwnPrograms.AddTo(builtIn, files);
        }
        catch (ProgramMistakesException mistaken)
        {
            Console.Error.WriteLine(mistaken.Message); // the node knows the slot's last lines
            return ProgramsOption.Mistaken;
        }

        pipe.Send(new SlotReport.Ready());
        var training = new PackTraining(programs, device, artifacts, pipe, TimeProvider.System);
        foreach (var pack in queue.Packs()) training.Run(pack.Order, pack.Cancellation.Token, pack.Leaving.Token);
        return 0;
    }
}
