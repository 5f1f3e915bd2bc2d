namespace Seedbed.Coordinator.Journal;

using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Seedbed.Data;

/// <summary>
/// Where a PostgreSQL database is and who asks for it. Never shows its password.
/// </summary>
public sealed class PostgresAddress
{
    public const string Example = "Host=db.example.org;Database=seedbed;Username=seedbed";

    /// <summary>
    /// In force where the address says nothing else. A server that vanished without a word is noticed within seconds;
    /// a command may take as long as the largest transaction on a slow disk.
    /// </summary>
    private const string Defaults = "Timeout=5;Command Timeout=20;Keepalive=10;";

    /// <summary>Of a name in PostgreSQL; the server cuts off the rest.</summary>
    private const int MostLetters = 63;

    /// <summary>Settings that people write, in lower case; Npgsql takes many more, in any case.</summary>
    private static readonly string[] Usual =
        ["host", "port", "database", "username", "password", "passfile", "ssl mode", "root certificate", "timeout"];

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
    {
        _settings = settings;
        var name = $"{settings.ApplicationName ?? "seedbed"} {Environment.MachineName}:{Environment.ProcessId}";
        _settings.ApplicationName = Session = name[Math.Max(0, name.Length - MostLetters)..];
    }

    /// <summary>What the server calls every session of this process, and of no other.</summary>
    internal string Session { get; }

    /// <summary>With the password: for connecting only.</summary>
    internal string ConnectionString => _settings.ConnectionString;

    /// <summary>With the password: for a use of its own, with few connections.</summary>
    internal string ConnectionStringOf(string application, int connections) =>
        new NpgsqlConnectionStringBuilder(_settings.ConnectionString)
        {
            ApplicationName = application,
            MaxPoolSize = connections,
        }.ConnectionString;

    internal string? Host => _settings.Host;

    /// <summary>As the server takes it: by default the user's name.</summary>
    internal string? Database => _settings.Database ?? User;

    internal string? User => _settings.Username;

    /// <param name="mistake">What is wrong with the text. Quotes no value of it: one may be a password.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out PostgresAddress? address, [NotNullWhen(false)] out string? mistake)
    {
        (address, mistake) = (null, null);
        if (KeywordsOf(text) is not { } keywords)
            mistake = $"it is no list of 'key=value;'. Write it as in {Example}";
        else if (keywords.FirstOrDefault(keyword => !IsKnown(keyword)) is { } unknown)
            mistake = $"{Shown(unknown)} is no setting of a connection{Nearest(unknown)}. Write it as in {Example}";
        else
            Read(text, out address, out mistake);
        return address is not null;
    }

    /// <summary>What it is and where, without the password.</summary>
    public override string ToString() => $"PostgreSQL database '{Database}' at {_settings.Host}:{_settings.Port}";

    private static void Read(string text, out PostgresAddress? address, out string? mistake)
    {
        (address, mistake) = (null, null);
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(Defaults + text);
            string?[] missing =
            [
                settings.Host is null ? "Host" : null,
                settings.Database is null ? "Database" : null,
                settings.Username is null ? "Username" : null,
            ];
            if (missing.Any(name => name is not null))
                mistake = $"{string.Join(" and ", missing.OfType<string>())} is missing. Write it as in {Example}";
            else
                address = new(settings);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidCastException
                                              or OverflowException)
        {
            mistake = $"one of its values is not possible ({malformed.Message}). Write it as in {Example}";
        }
    }

    private static IReadOnlyList<string>? KeywordsOf(string text)
    {
        try
        {
            var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = text };
            return parts.Count == 0 ? null : [.. parts.Keys.Cast<string>()];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsKnown(string keyword) => new NpgsqlConnectionStringBuilder().ContainsKey(keyword);

    /// <summary>What is no word may be a URL, or a password with a semicolon in it.</summary>
    private static string Shown(string keyword) =>
        keyword.All(letter => char.IsLetter(letter) || letter == ' ') ? $"'{keyword}'" : "part of it";

    private static string Nearest(string keyword) =>
        NearestName.Of(keyword, Usual) is { } nearest ? $"; the nearest is '{nearest}'" : "";
}
