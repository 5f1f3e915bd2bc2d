namespace Seedbed.Cli.Results;

using System.Reflection;
using System.Runtime.InteropServices;
using Seedbed.Cli.Programs;
using Seedbed.Messages.Programs;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary><c>environment.json</c>: what the numbers of a study were made with.</summary>
/// <param name="Build">The trainer's <see cref="BuildHash"/>: another hash, perhaps other training code.</param>
/// <param name="Packages">Versions of TorchSharp and libtorch the trainer was built with.</param>
/// <param name="Devices">Kinds of devices that jobs ran on, each once; bits agree within one kind.</param>
/// <param name="Guarantees">What can decide a job's numbers besides its cell and seeds; null if nothing can.</param>
/// <param name="Data">Null for a program without data.</param>
/// <param name="Git">The working directory's repository; null if it is in none.</param>
internal sealed record EnvironmentReport(
    string Seedbed,
    string Build,
    string DotNet,
    string OperatingSystem,
    string Architecture,
    IReadOnlyDictionary<string, string> Packages,
    string Cpu,
    int LogicalProcessors,
    IReadOnlyList<Device> Devices,
    ProgramIdentity Program,
    string? Guarantees,
    DataIdentity? Data,
    GitState? Git)
{
    public static async Task<EnvironmentReport> GatherAsync(
        string trainer, StudySpecification study, ProgramDescription program, IEnumerable<Device> devices,
        string workingDirectory) => new(
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "unknown",
        BuildHash.Of(trainer),
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        PackageVersions.Of(Path.ChangeExtension(trainer, ".deps.json")),
        Processor.Model(),
        Environment.ProcessorCount,
        [.. devices.Distinct()
            .OrderBy(device => device.Kind, StringComparer.Ordinal)
            .ThenBy(device => device.Name, StringComparer.Ordinal)],
        study.Program,
        program.Guarantees,
        study.Data is { } data ? new(data.FileName, data.Content.Hex, data.Bytes) : null,
        await GitState.ReadAsync(workingDirectory));
}

/// <param name="Sha256">Hash of the file as it lies on disk.</param>
internal sealed record DataIdentity(string File, string Sha256, long Bytes);
