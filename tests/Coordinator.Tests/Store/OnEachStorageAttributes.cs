namespace Seedbed.Coordinator.Tests.Store;

using System.Reflection;
using Seedbed.Coordinator.Tests.Postgres;
using Xunit.Sdk;

/// <summary>Gives a theory the store in a directory.</summary>
internal sealed class InDirectoryAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StorageKind.Directory]];
}

/// <summary>Gives a theory the store on a PostgreSQL server; skipped, with the reason, where there is none.</summary>
internal sealed class InPostgresAttribute : DataAttribute
{
    public InPostgresAttribute() => Skip = PostgresBinaries.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StorageKind.Postgres]];
}

/// <summary>Kinds of places a store may be in.</summary>
public enum StorageKind
{
    Directory,
    Postgres,
}
