namespace Seedbed.Coordinator.Http;

using Microsoft.AspNetCore.Http.Features;
using Seedbed.Coordinator.Store;
using Seedbed.Data;
using Seedbed.Messages;

/// <summary><c>/store/{hash}</c>: content by its hash. Only a hash is ever made into a path.</summary>
internal static class StoreEndpoints
{
    /// <summary>GET and HEAD: the content, with ranges; 404 if it is not here.</summary>
    internal static IResult Get(string hash, ContentStore store)
    {
        if (!ContentHash.IsValid(hash)) return Problems.NotAHash(hash);

        return store.Find(new(hash)) is { } path
            ? TypedResults.PhysicalFile(path, "application/octet-stream", enableRangeProcessing: true)
            : Problems.NotFound($"The store has no content {hash}.");
    }

    /// <summary>
    /// PUT: 201 once it is verified and on the disk, 204 if it was here, 422 if it is not what the hash says.
    /// May be repeated.
    /// </summary>
    internal static async Task<IResult> Put(string hash, HttpContext http, ContentStore store)
    {
        if (!ContentHash.IsValid(hash)) return Problems.NotAHash(hash);
        if (store.Find(new(hash)) is not null) return TypedResults.NoContent();

        http.AllowBody(store.Limit);
        await store.Put(new(hash), http.Request.Body, http.RequestAborted);
        return TypedResults.Created($"{Api.Root}/store/{hash}");
    }

    /// <summary>Lets this request be larger than requests are otherwise.</summary>
    internal static void AllowBody(this HttpContext http, long bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytes;
    }
}
