namespace Seedbed.TrainerNode.Node;

using System.CommandLine;
using System.CommandLine.Parsing;
using Seedbed.Messages.Cluster;
using Seedbed.TrainerNode.Node.Hosting;
using Seedbed.TrainerNode.Node.Slots;
using Seedbed.TrainerNode.Programs.Own;
using Seedbed.Training.Programs;

/// <summary>The verb <c>node</c>: joins a cluster and offers slots until it is told to stop.</summary>
public static class NodeCommand
{
    private const int MaxSlots = 1024;
    private const string FromStandardInput = "-";

    private static readonly Option<string[]> Coordinators = new("--coordinator")
    {
        Required = true,
        HelpName = "ADDRESS",
        Description =
            "The coordinator's akka.tcp://… address, once for each coordinator; "
            + $"or {FromStandardInput} for the first line of standard input.",
        Validators = { RequireAddresses },
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "What the node is called, unique in the cluster. Default: the machine's name.",
        DefaultValueFactory = _ => Environment.MachineName.ToLowerInvariant(),
    };

    private static readonly Option<int?> Slots = new("--slots")
    {
        HelpName = "N",
        Description = "Processes that train. Default: one per CPU thread this process may use, or per CUDA device.",
        Validators = { result => RequireWithin(result, 1, MaxSlots) },
    };

    private static readonly Option<DeviceType> Device = new("--device")
    {
        Description = "What slots train on. CUDA needs a build with -p:Torch=cuda.",
        DefaultValueFactory = _ => DeviceType.Cpu,
    };

    private static readonly Option<DirectoryInfo> Cache = new("--cache")
    {
        HelpName = "DIR",
        Description = "Folder of fetched data, of results on their way and of logs.",
        DefaultValueFactory = _ => new(Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "seedbed")),
    };

    private static readonly Option<bool> Lifeline = new("--lifeline")
    {
        Description = "Stop when standard input closes, and only then or by a signal other than Ctrl+C.",
    };

    private static readonly Option<string> AkkaHost = new("--akka-host")
    {
        Description = "Address to listen on, by which the coordinator reaches the node.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int?> AkkaPort = new("--akka-port")
    {
        Description = "Port to listen on; 0 takes any free one.",
        Validators = { result => RequireWithin(result, 0, ushort.MaxValue) },
    };

    private static readonly Option<int?> MaxSlotMemory = new("--max-slot-memory")
    {
        HelpName = "MIB",
        Description = "Memory above which a slot's process is replaced between two packs. Default: 2048.",
        Validators = { result => RequireWithin(result, 256, 1024 * 1024) },
    };

    private static readonly Option<int?> CheckpointSeconds = new("--checkpoint-seconds")
    {
        HelpName = "S",
        Description = "Time between two checkpoints of a job, where its study does not say. Default: 60.",
        Validators = { result => RequireWithin(result, 1, 86_400) },
    };

    private static readonly Option<int?> DrainSeconds = new("--drain-seconds")
    {
        HelpName = "S",
        Description = "How long training may take to reach a checkpoint once the node is told to stop. Default: 10.",
        Validators = { result => RequireWithin(result, 0, 3_600) },
    };

    private static readonly Option<string[]> Programs = ProgramsOption.Create();

    public static Command Create(IReadOnlyList<ITrainingProgram> builtIn)
    {
        var command = new Command("node", "Joins a cluster and offers slots until it is told to stop.")
        {
            Coordinators, Name, Slots, Device, Cache, Lifeline, AkkaHost, AkkaPort, Programs, MaxSlotMemory,
            CheckpointSeconds, DrainSeconds,
        };
        command.SetAction((parsed, _) => NodeProcess.RunAsync(Read(parsed), builtIn));
        return command;
    }

    private static NodeOptions Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(Coordinators) is var given and not [FromStandardInput]
            ? [.. given.Select(CoordinatorAddress.Parse)]
            : [],
        parsed.GetRequiredValue(Name),
        parsed.GetValue(Slots),
        parsed.GetValue(Device),
        parsed.GetRequiredValue(Cache).FullName,
        parsed.GetValue(Lifeline),
        parsed.GetRequiredValue(AkkaHost),
        parsed.GetValue(AkkaPort) ?? 0,
        [.. parsed.GetRequiredValue(Programs).Select(Path.GetFullPath)],
        (parsed.GetValue(MaxSlotMemory) ?? 2048) * 1024L * 1024,
        parsed.GetValue(CheckpointSeconds) ?? PackProgress.SecondsBetweenCheckpoints,
        TimeSpan.FromSeconds(parsed.GetValue(DrainSeconds) ?? 10));

    private static void RequireAddresses(OptionResult result)
    {
        var given = result.GetValueOrDefault<string[]>() ?? [];
        if (given is [FromStandardInput]) return;

        foreach (var text in given)
            if (!CoordinatorAddress.TryParse(text, out _))
                result.AddError(
                    $"{Coordinators.Name} '{text}' is no address: it looks like {CoordinatorAddress.Example}.");
    }

    private static void RequireWithin(OptionResult result, int minimum, int maximum)
    {
        if (result.GetValueOrDefault<int?>() is { } given && (given < minimum || given > maximum))
            result.AddError($"{result.Option.Name} {given} is not within {minimum} and {maximum}.");
    }
}
