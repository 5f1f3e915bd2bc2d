namespace Seedbed.TrainerNode.Node.Devices;

using System.CommandLine;

/// <summary>The verb <c>devices</c>: prints the CUDA devices, for a node that must not load libtorch itself.</summary>
public static class DevicesCommand
{
    public const string Name = "devices";

    public static Command Create()
    {
        var command =
            new Command(Name, "Prints the CUDA devices of this machine, for a node, which asks.") { Hidden = true };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(CudaDevices.Print(CudaDevices.Look())));
        return command;
    }
}
