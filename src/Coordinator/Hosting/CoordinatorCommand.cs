namespace Seedbed.Coordinator.Hosting;

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Seedbed.Coordinator.Journal;
using Seedbed.Coordinator.Store;
using Seedbed.Messages.Cluster;

/// <summary>The command line of <c>seedbed-coordinator</c>.</summary>
internal static class CoordinatorCommand
{
    private static readonly Option<string> State = new("--state")
    {
        Description = "Directory of the log, and of journal and store unless --journal and --store name others.",
        Required = true,
    };

    /// <summary>Read where the option is absent: what it says does not stand in the list of processes.</summary>
    private const string JournalVariable = "SEEDBED_JOURNAL";

    private static readonly Option<PostgresAddress?> Journal = new("--journal")
    {
        Description = $"PostgreSQL database of the journal, as in \"{PostgresAddress.Example}\". "
            + $"Default: what {JournalVariable} says, which other users do not see, or SQLite files in --state.",
        DefaultValueFactory = argument =>
            Environment.GetEnvironmentVariable(JournalVariable) is { Length: > 0 } text
                ? ParseJournal(argument, JournalVariable, text)
                : null,
        CustomParser = argument => ParseJournal(argument, "--journal", argument.Tokens[0].Value),
    };

    private static readonly Option<string?> Store = new("--store")
    {
        Description = "Where data, results and checkpoints are kept: a directory, which several coordinators may "
            + "share, or the word 'postgres' for the database of --journal. Default: a directory in --state.",
    };

    private static readonly Option<Uri> Http = new("--http")
    {
        Description = "Where the HTTP API listens; port 0 takes any free one.",
        DefaultValueFactory = _ => new("http://127.0.0.1:0"),
        CustomParser = ParseUrl,
    };

    private static readonly Option<Uri?> Advertised = new("--advertise")
    {
        HelpName = "URL",
        Description = "Where nodes and other coordinators reach the HTTP API. Default: where it listens.",
        CustomParser = ParseUrl,
    };

    private static readonly Option<string> AkkaHost = new("--akka-host")
    {
        Description = "Address that trainer nodes reach this coordinator by.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> AkkaPort = new("--akka-port")
    {
        Description = "Port for trainer nodes; 0 takes any free one.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string[]> Peers = new("--peer")
    {
        HelpName = "ADDRESS",
        Description = "A coordinator's akka.tcp://… address, once for each of them and this one too, everywhere in the "
            + "same order. One of them acts, the others stand by; three need --journal.",
    };

    private static readonly Option<bool> Lifeline = new("--lifeline")
    {
        Description = "Stop when standard input closes, and ignore Ctrl+C.",
    };

    /// <param name="run">Runs the coordinator to its end and returns the exit code.</param>
    internal static RootCommand Create(Func<CoordinatorOptions, Task<int>> run)
    {
        var command = new RootCommand(
            "The coordinator of a Seedbed cluster: journal, schedule, statistics and HTTP API.")
        {
            State, Journal, Store, Http, Advertised, AkkaHost, AkkaPort, Peers, Lifeline,
        };
        AkkaPort.Validators.Add(RefuseImpossiblePort);
        Peers.Validators.Add(RefuseOtherThanAddresses);
        command.Validators.Add(RefuseImpossibleStore);
        command.SetAction((parsed, _) => run(new(
            Path.GetFullPath(parsed.GetRequiredValue(State)),
            parsed.GetValue(Journal),
            StorePlace.Parse(parsed.GetValue(Store)),
            parsed.GetRequiredValue(Http),
            parsed.GetValue(Advertised),
            parsed.GetRequiredValue(AkkaHost),
            parsed.GetRequiredValue(AkkaPort),
            [.. (parsed.GetValue(Peers) ?? []).Select(CoordinatorAddress.Parse)],
            parsed.GetValue(Lifeline))));
        return command;
    }

    private static PostgresAddress? ParseJournal(ArgumentResult argument, string source, string text)
    {
        if (!PostgresAddress.TryParse(text, out var address, out var mistake))
            argument.AddError($"{source}: {mistake}.");
        return address;
    }

    private static void RefuseImpossibleStore(CommandResult command)
    {
        if (command.Errors.Any()) return;               // the journal may be among what could not be read

        var place = StorePlace.Parse(command.GetValue(Store));
        if (place.Mistake(command.GetValue(Journal), command.GetValue(Peers)?.Length ?? 1) is { } mistake)
            command.AddError($"{mistake}.");
    }

    private static Uri? ParseUrl(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" && url.AbsolutePath is "/")
            return url;

        var option = (argument.Parent as OptionResult)?.Option.Name;
        argument.AddError($"{option}: '{text}' is no address such as http://127.0.0.1:8080.");
        return null;
    }

    private static void RefuseOtherThanAddresses(OptionResult option)
    {
        foreach (var text in option.GetValueOrDefault<string[]>() ?? [])
            if (!CoordinatorAddress.TryParse(text, out _))
                option.AddError($"--peer: '{text}' is no address: it looks like {CoordinatorAddress.Example}.");
    }

    private static void RefuseImpossiblePort(OptionResult option)
    {
        var port = option.GetValueOrDefault<int>();
        if (port is < 0 or > IPEndPoint.MaxPort)
            option.AddError($"--akka-port: {port} is no port; allowed are 0 to 65535.");
    }
}
