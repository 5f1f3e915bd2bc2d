namespace Seedbed.Cli.Commands;

using System.CommandLine;
using System.CommandLine.Parsing;
using Seedbed.Messages.Http;

/// <summary>What the commands about study files have in common.</summary>
internal static class StudyArguments
{
    public static Argument<string> File(
        string description = "The study file (YAML); docs/studies.md says what it may hold.")
    {
        var file = new Argument<string>("FILE") { Description = description };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && !System.IO.File.Exists(path))
                result.AddError($"{path}: there is no such file.");
        });
        return file;
    }

    public static Option<int?> Lanes() => Within(1, null, new Option<int?>("--lanes")
    {
        Description =
            "Train up to K jobs of one cell as one tensor program; overrides the file's 'lanes'. Changes no result.",
        HelpName = "K",
    });

    public static Option<string[]> Programs()
    {
        var programs = new Option<string[]>("--programs")
        {
            Description = "An assembly with training programs of your own; may be given more than once.",
            HelpName = "DLL",
            DefaultValueFactory = _ => [],
        };
        programs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !System.IO.File.Exists(token.Value)))
                result.AddError($"--programs {token.Value}: there is no such file; the build of a project makes it.");
        });
        return programs;
    }

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary>Refuses numbers outside of the bounds, both of which are allowed.</summary>
    /// <param name="maximum">Null for none.</param>
    public static TOption Within<TOption>(int minimum, int? maximum, TOption option)
        where TOption : Option
    {
        var end = maximum is null ? "" : $" to {maximum}";
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var text }] || !int.TryParse(text, out var number)) return;
            if (number < minimum || number > maximum)
                result.AddError($"{option.Name} {text}: allowed are numbers from {minimum}{end}.");
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

        var count = mistakes.Count == 1 ? "1 mistake" : $"{mistakes.Count} mistakes";
        Console.Error.WriteLine($"{count}; nothing was started.");
    }
}
