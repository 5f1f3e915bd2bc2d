namespace Seedbed.Bench;

/// <summary>Studies of the program that does nothing: one config, as many seeds as there are to be jobs.</summary>
internal static class NoOpStudy
{
    /// <param name="points">Metric points of each job.</param>
    /// <param name="milliseconds">That each job takes.</param>
    public static string Text(string name, int seeds, int lanes, int points = 0, int milliseconds = 0) => $$"""
        name: {{name}}
        program: no-op
        seeds: {{seeds}}
        lanes: {{lanes}}
        base: { points: {{points}}, finals: 1, milliseconds: {{milliseconds}} }
        configs: { only: {} }
        report: { metrics: [final_1] }
        """;
}
