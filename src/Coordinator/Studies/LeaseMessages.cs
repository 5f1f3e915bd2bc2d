namespace Seedbed.Coordinator.Studies;

using System.Text.Json;
using Seedbed.Data;
using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Journal;
using Seedbed.Messages.Studies;
using Seedbed.Messages.Work;

/// <summary>Where the store is served.</summary>
/// <param name="Url">A content hash, or the path of a checkpoint, is appended to it.</param>
public sealed record StoreLocation(Uri Url)
{
    public string Prefix => Url.ToString().TrimEnd('/') + "/";
}

/// <summary>Open leases as nodes are told of them. The same open lease always makes the same message.</summary>
public sealed class LeaseMessages(StudyId study, StoreLocation store)
{
    /// <exception cref="InvalidOperationException">The study was never submitted.</exception>
    public WorkProtocol.Lease Build(StudyState state, OpenLease lease)
    {
        var index = state.Index ?? throw new InvalidOperationException("The study was never submitted.");
        var (first, specification) = index.Cell(lease.Jobs[0].Cell);
        var data = specification.Data;
        return new(
            lease.Id.Slot,
            lease.Id.Incarnation,
            lease.Id.RequestId,
            specification.Program,
            first.Parameters,
            data is null ? null : JsonSerializer.Serialize(data, ApiJson.Default.DataSpecification),
            store.Prefix,
            specification.Selection.BestBy,
            [.. lease.Jobs.Select(grant => new LeasedJob(
                new JobId(study, grant.Cell, grant.Seed), grant.Fence, index.Seed(grant.Seed), OwnOf(grant),
                state.Jobs[new(grant.Cell, grant.Seed)].History.From))],
            lease.Period,
            specification.Checkpoints ?? CheckpointPolicy.Default,
            specification.ProgressTimeout);

        Dictionary<string, string>? OwnOf(Grant grant) => grant.Cell == lease.Jobs[0].Cell
            ? null
            : index.Cell(grant.Cell).Cell.Parameters.Except(first.Parameters).ToDictionary(StringComparer.Ordinal);
    }
}
