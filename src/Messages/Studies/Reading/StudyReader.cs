namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;
using Seedbed.Data.Surveys;
using Seedbed.Messages.Programs;

/// <summary>
/// Reads the whole of a study file, section by section, each as far as the mistakes in the others let it.
/// </summary>
internal sealed class StudyReader(
    IReadOnlyList<ProgramDescription> programs, PathReading paths, int? lanes, Mistakes mistakes)
{
    private static readonly string[] Keys =
    [
        "name", "program", "data", "seeds", "base", "grid", "configs", "ablations", "select", "report", "lanes",
        "max-attempts", "checkpoints", "progress-timeout", "weight", "priority",
    ];

    private const int DefaultMaxAttempts = 3;

    /// <summary>What looking at every row of the data found; null if there is none to look at.</summary>
    public DataSurvey? Survey { get; private set; }

    /// <summary>The study; null if anything is wrong with it.</summary>
    public StudySpecification? Read(YamlNode root)
    {
        if (Section.Read(root, "a study file", Keys, mistakes) is not { } study) return null;

        var name = Name(study);
        var program = Program(study);
        var data = Data(study, program);
        var seeds = study.Required("seeds", "seeds: 5") is { } seedsNode ? SeedReading.Read(seedsNode, mistakes) : null;
        var @base = ParameterReading.Read(study.Optional("base"), program, grid: [], mistakes);
        var grid = GridReading.Read(study.Optional("grid"), program, mistakes);
        var variants = new VariantReading(program, grid, mistakes);
        var configs = study.Required("configs", "configs: { baseline: { } }") is { } configsNode
            ? variants.Configs(configsNode)
            : [];
        var ablations = variants.Ablations(study.Optional("ablations"), configs);
        var maxAttempts = study.Optional("max-attempts") is { } attemptsNode
            ? Scalars.Integer(attemptsNode, 1, StudyLimits.MaxAttempts, mistakes)
            : DefaultMaxAttempts;
        var checkpoints = CheckpointReading.Read(study.Optional("checkpoints"), mistakes);
        var progressTimeout = study.Optional("progress-timeout") is { } timeoutNode
            ? Scalars.Number(timeoutNode, 1, StudyLimits.ProgressTimeout, mistakes, " (seconds)")
            : null;
        var weight = study.Optional("weight") is { } weightNode
            ? Scalars.Number(weightNode, 1.0 / StudyLimits.Weight, StudyLimits.Weight, mistakes)
            : null;
        var priority = study.Optional("priority") is { } priorityNode
            ? Scalars.Integer(priorityNode, -StudyLimits.Priority, StudyLimits.Priority, mistakes)
            : null;
        if (program is null) return null;

        var lanesOfPack = Lanes(study, program);
        var finals = new ReportReading(program, data, mistakes);
        var selection = finals.Selection(study.Optional("select"));
        var report = finals.Report(study.Optional("report"), configs, selection, grid.Count > 0);
        CheckSize(study, configs.Count + ablations.Count, grid, seeds);
        if (mistakes.Count > 0 || name is null || seeds is null || maxAttempts is null) return null;

        var specification = new StudySpecification(
            new StudyId(name), program.Identity, data, seeds, @base, grid, configs, ablations, report, lanesOfPack,
            (int)maxAttempts, selection,
            program.Parameters.ToDictionary(
                parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal),
            [.. program.Parameters.Where(parameter => parameter.PerLane).Select(parameter => parameter.Name)],
            checkpoints, progressTimeout, weight, (int?)priority);
        variants.CheckDistinct(specification);
        CheckMessage(specification);
        return mistakes.Count == 0 ? specification : null;
    }

    private string? Name(Section study)
    {
        if (study.Required("name", "name: my-study") is not { } node) return null;
        if (Scalars.Text(node, "the study's name", mistakes) is not { } name) return null;
        if (StudyId.IsValid(name.Text)) return name.Text;

        mistakes.At(name, $"{Wording.Quote(name.Text)} cannot name a study: {StudyId.Rule}.");
        return null;
    }

    private ProgramDescription? Program(Section study)
    {
        string[] names = [.. programs.Select(program => program.Name)];
        var example = $"program: {names.FirstOrDefault() ?? "name-of-a-program"}";
        if (study.Required("program", example) is not { } node) return null;

        var name = Scalars.OneOf(node, "program that is installed", names, mistakes)?.Text;
        return programs.FirstOrDefault(program => program.Name == name);
    }

    private DataSpecification? Data(Section study, ProgramDescription? program)
    {
        if (program is null) return null;
        if (program.Data is { } wanted)
        {
            var reading = new DataReading(program, wanted, paths, mistakes);
            var data = study.Required("data", "data: { path: words.tsv.gz, … }") is { } node
                ? reading.Read(node)
                : null;
            Survey = reading.Survey;
            return data;
        }

        if (study.KeyOf("data") is { } key) mistakes.At(key, $"{program.Name} takes no data: leave 'data' out.");
        return null;
    }

    private int Lanes(Section study, ProgramDescription program)
    {
        var inFile = study.Optional("lanes") is { } node
            ? Scalars.Integer(node, 1, program.MaxLanes, mistakes, $" (lanes of {program.Name})")
            : 1;
        if (lanes is null) return (int)(inFile ?? 1);

        if (lanes < 1 || lanes > program.MaxLanes)
            mistakes.Outside("lanes", $"{program.Name} trains 1 to {program.MaxLanes} lanes, not {lanes}.");
        return lanes.Value;
    }

    private void CheckSize(Section study, int variants, IReadOnlyList<GridAxis> grid, SeedPlan? seeds)
    {
        var cells = grid.Aggregate((Int128)variants, (product, axis) => product * axis.Values.Count);
        var jobs = cells * (seeds?.Count ?? 0);
        if (variants > StudyLimits.Variants)
            TooMany("configs", variants, "configs and ablations", StudyLimits.Variants);
        if (cells > StudyLimits.Cells)
            TooMany("grid", cells, "cells (configs and ablations times the grid)", StudyLimits.Cells);
        if (jobs > StudyLimits.Jobs) TooMany("seeds", jobs, "jobs (cells times seeds)", StudyLimits.Jobs);

        void TooMany(string key, Int128 count, string what, int most)
        {
            var message = $"These are {Wording.Number(count)} {what}; a study has at most {Wording.Number(most)}.";
            if (study.KeyOf(key) is { } place) mistakes.At(place, message);
            else mistakes.Outside(key, message);
        }
    }

    private void CheckMessage(StudySpecification specification)
    {
        var bytes = SpecificationSize.AtMost(specification);
        if (bytes > StudyLimits.SpecificationBytes)
            mistakes.Outside(
                "",
                $"The study has up to {Wording.Number(bytes)} bytes when every value is written out; "
                + $"{Wording.Number(StudyLimits.SpecificationBytes)} are allowed.");
    }
}
