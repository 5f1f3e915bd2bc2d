namespace Seedbed.Messages.Studies.Reading;

using Seedbed.Data;

/// <summary>Reads <c>seeds</c>: a count, a list, or a table of sources that vary apart.</summary>
internal static class SeedReading
{
    private const string Form = "a number of seeds, a list of them, or a table of sources such as "
        + "{ init: 5, order: 3, repeats: 2 }";
    private const string Repeats = "repeats";
    private static readonly string[] Keys = [SeedPlan.All, .. SeedPlan.Sources, Repeats];

    public static SeedPlan? Read(YamlNode node, Mistakes mistakes)
    {
        var plan = node switch
        {
            YamlTable => Table(node, mistakes),
            _ => Axis(SeedPlan.All, node, Form, mistakes) is { } axis ? new SeedPlan([axis], 1) : null,
        };
        if (plan is null) return null;

        var count = plan.Axes.Aggregate((Int128)plan.Repeats, (product, axis) => product * axis.Count);
        if (count <= StudyLimits.Seeds) return plan;
        mistakes.At(node,
            $"These are {Wording.Number(count)} seeds; a study has at most {Wording.Number(StudyLimits.Seeds)}.");
        return null;
    }

    private static SeedPlan? Table(YamlNode node, Mistakes mistakes)
    {
        if (Section.Read(node, "seeds", Keys, mistakes) is not { } section) return null;

        var axes = new List<SeedAxis>();
        var sources = section.Entries.Where(entry => entry.Key.Text != Repeats).ToList();
        foreach (var (key, value) in sources)
            if (Axis(key.Text, value, "how many seeds it takes, or a list of them", mistakes) is { } axis)
                axes.Add(axis);

        if (section.KeyOf(SeedPlan.All) is { } all && sources.Count > 1)
            mistakes.At(all,
                $"'{SeedPlan.All}' means every source at once: give it alone, or the sources apart without it.");

        var repeats = section.Optional(Repeats) is { } times
            ? Scalars.Integer(times, 1, StudyLimits.Seeds, mistakes)
            : 1;
        if (repeats is null || axes.Count < sources.Count) return null;
        if (sources.Count > 0 || section.KeyOf(Repeats) is not null)
            return new SeedPlan(sources.Count > 0 ? axes : [new SeedAxis(SeedPlan.All, 1, null)], (int)repeats);

        mistakes.At(node, $"There are no seeds. {Wording.Allowed(Keys)}");
        return null;
    }

    private static SeedAxis? Axis(string source, YamlNode node, string expected, Mistakes mistakes)
    {
        switch (node)
        {
            case YamlList { Items.Count: > 0 } list:
                return Listed(source, list, mistakes);
            case YamlText { IsNothing: false }:
                return Scalars.Integer(node, 1, StudyLimits.Seeds, mistakes, " of seeds") is { } count
                    ? new(source, (int)count, null)
                    : null;
            default:
                Scalars.Report(node, expected, mistakes);
                return null;
        }
    }

    private static SeedAxis? Listed(string source, YamlList list, Mistakes mistakes)
    {
        var values = new List<long>();
        foreach (var item in list.Items)
            if (Scalars.Integer(item, 0, long.MaxValue, mistakes) is { } value)
                if (values.Contains(value)) mistakes.At(item, $"Seed {value} is listed twice.");
                else values.Add(value);
        return values.Count == list.Items.Count ? new(source, values.Count, values) : null;
    }
}
