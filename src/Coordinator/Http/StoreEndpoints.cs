namespace Seedbed.Coordinator.Http;

using Microsoft.AspNetCore.Http.Features;
using Seedbed.Coordinator.Store;
using Seedbed.Data;
using Seedbed.Messages;

/// <summary><c>/store/{hash}</c>: content by its hash. Only a hash is ever made into a path.</summary>
internal static class StoreEndpoints
{
    /// <summary>GET and HEAD: the content, with ranges; 404 if it is not here.</summary>
    internal static async Task<IResult> Get(string hash, ContentStore store, CancellationToken cancellation)
    {
        if (!ContentHash.IsValid(hash)) return Problems.NotAHash(hash);

        return await store.Open(new(hash), cancellation) is { } content
            ? Content(content)
            : Problems.NotFound($"The store has no content {hash}.");
    }

    /// <summary>
    /// PUT: 201 once it is verified and durable, 204 if it was here, 422 if it is not what the hash says, 503 if the
    /// store's database cannot be reached, 507 if a disk is full or fails. May be repeated.
    /// </summary>
    internal static async Task<IResult> Put(string hash, HttpContext http, ContentStore store)
    {
        if (!ContentHash.IsValid(hash)) return Problems.NotAHash(hash);
        if (await store.Has(new(hash), http.RequestAborted)) return TypedResults.NoContent();

        http.AllowBody(store.Limit);
        await store.Put(new(hash), http.Request.Body, http.RequestAborted);
        return TypedResults.Created($"{Api.Root}/store/{hash}");
    }

    /// <summary>A content with its length and in ranges. Disposes it.</summary>
    internal static IResult Content(Stream content) =>
        TypedResults.Stream(content, "application/octet-stream", enableRangeProcessing: true);

    /// <summary>Lets this request be larger than requests are otherwise.</summary>
    internal static void AllowBody(this HttpContext http, long bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytes;
    }
}
