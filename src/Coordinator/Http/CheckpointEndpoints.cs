namespace Seedbed.Coordinator.Http;

using Seedbed.Coordinator.Store;
using Seedbed.Messages.Work;

/// <summary>
/// <c>/store/checkpoints/{study}/{cell}-{seed}/{fence}-{step}-{hash}</c>: checkpoints by their job. Only what parses as
/// such a name is ever made into a path.
/// </summary>
internal static class CheckpointEndpoints
{
    /// <summary>GET and HEAD: the checkpoint, with ranges; 404 if it is not here.</summary>
    internal static async Task<IResult> Get(
        string study, string job, string file, CheckpointStore store, CancellationToken cancellation)
    {
        if (CheckpointPath.Parse(study, job, file) is not { } checkpoint)
            return Problems.NotACheckpoint($"{study}/{job}/{file}");

        return await store.Open(checkpoint, cancellation) is { } content
            ? StoreEndpoints.Content(content)
            : Problems.NotFound($"The store has no {checkpoint}.");
    }

    /// <summary>
    /// PUT: 201 once it is verified and durable, 204 if it was here, 422 if it is not what the hash says, 503 if the
    /// store's database cannot be reached, 507 if a disk is full or fails. May be repeated.
    /// </summary>
    internal static async Task<IResult> Put(
        string study, string job, string file, HttpContext http, CheckpointStore store)
    {
        if (CheckpointPath.Parse(study, job, file) is not { } checkpoint)
            return Problems.NotACheckpoint($"{study}/{job}/{file}");
        if (await store.Has(checkpoint, http.RequestAborted)) return TypedResults.NoContent();

        http.AllowBody(store.Limit);
        await store.Put(checkpoint, http.Request.Body, http.RequestAborted);
        return TypedResults.Created($"{Api.Root}/store/{checkpoint}");
    }
}
