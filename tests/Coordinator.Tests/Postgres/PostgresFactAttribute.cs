namespace Seedbed.Coordinator.Tests.Postgres;

using Xunit;

/// <summary>A test that starts a real PostgreSQL server; skipped, with the reason, where there is none.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresBinaries.Missing;
}

/// <summary>A theory of it.</summary>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresBinaries.Missing;
}
