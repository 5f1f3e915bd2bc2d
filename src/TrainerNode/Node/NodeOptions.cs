namespace Seedbed.TrainerNode.Node;

using Akka.Actor;

/// <summary>What a node was told when it was started; every value has been checked.</summary>
/// <param name="Coordinators">
/// Addresses of all there are to be; none to read that of the only one from the first line of standard input.
/// </param>
/// <param name="Slots">Null for one per CPU thread or CUDA device.</param>
/// <param name="Cache">Folder of fetched data, of results on their way and of logs.</param>
/// <param name="Lifeline">Stop when standard input closes, and leave Ctrl+C to whoever holds its other end.</param>
/// <param name="AkkaPort">0 takes any free one.</param>
/// <param name="Programs">Files of users' programs.</param>
/// <param name="MaxResidentBytes">Above this a slot's process is replaced between two packs.</param>
/// <param name="CheckpointSeconds">Between two checkpoints of a job, where its study does not say.</param>
/// <param name="DrainTime">How long packs may take to reach a boundary once the node is told to stop.</param>
public sealed record NodeOptions(
    IReadOnlyList<Address> Coordinators,
    string Name,
    int? Slots,
    DeviceType Device,
    string Cache,
    bool Lifeline,
    string AkkaHost,
    int AkkaPort,
    IReadOnlyList<string> Programs,
    long MaxResidentBytes,
    double CheckpointSeconds,
    TimeSpan DrainTime);

public enum DeviceType { Cpu, Cuda }
