namespace Seedbed.Coordinator.Tests.Postgres;

using System.Reflection;
using Xunit.Sdk;

/// <summary>Gives a theory the journal in SQLite files.</summary>
internal sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[JournalKind.Sqlite]];
}

/// <summary>Gives a theory the journal on a PostgreSQL server; skipped, with the reason, where there is none.</summary>
internal sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute() => Skip = PostgresBinaries.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[JournalKind.Postgres]];
}

/// <summary>Kinds of databases a journal may be in.</summary>
public enum JournalKind
{
    Sqlite,
    Postgres,
}
