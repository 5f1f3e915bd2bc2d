namespace Seedbed.Cli.Commands;

using System.CommandLine;
using System.CommandLine.Parsing;
using Seedbed.Messages.Http;

/// <summary>What the commands about study files have in common.</summary>
internal static class StudyArguments
{
    public static Argument<string> File()
    {
        var file = new Argument<string>("FILE") { Description = "The study file (YAML); docs/studies.md says what it may hold." };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !System.IO.File.Exists(path)) result.AddError($"{path}: there is no such file.");
        });
        return file;
    }

    public static Option<int?> Lanes() => AtLeastOne(new Option<int?>("--lanes")
    {
        Description = "Train up to K jobs of one cell as one tensor program; overrides the file's 'lanes'. Changes no result.",
        HelpName = "K",
    });

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    public static Option<int?> AtLeastOne(Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && number < 1)
                result.AddError($"{option.Name} {text}: at least 1 is needed.");
        });
        return option;
    }

    /// <summary>Prints every mistake as <c>file:line:column: message</c>, as editors and compilers have it.</summary>
    public static void Report(string file, IReadOnlyList<Mistake> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            var place = mistake.Line > 0 ? $"{file}:{mistake.Line}:{mistake.Column}" : file;
            Console.Error.WriteLine($"{place}: {mistake.Message}");
        }

        Console.Error.WriteLine(mistakes.Count == 1 ? "1 mistake; nothing was started." : $"{mistakes.Count} mistakes; nothing was started.");
    }
}
