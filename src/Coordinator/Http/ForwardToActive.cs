namespace Seedbed.Coordinator.Http;

using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

/// <summary>
/// Lets a coordinator that stands by serve the API of the one that acts. While nobody acts requests wait, and one that
/// reached nobody goes to the next one; so people and load balancers may talk to any of them.
/// </summary>
internal sealed class ForwardToActive(
    RequestDelegate next, ActiveCoordinator active, IHttpForwarder forwarder, TimeProvider time)
{
    /// <summary>Of a request that came from another coordinator: it goes no further.</summary>
    private const string Forwarded = "Seedbed-Forwarded";

    /// <summary>Longer than it takes the others to notice that one is dead, and one of them to recover.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Live views are silent while nothing happens.</summary>
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromHours(1) };

    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(2),
    });

    /// <exception cref="UnavailableException">Nobody acts, or whoever did broke off.</exception>
    public async Task InvokeAsync(HttpContext http)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        while (true)
        {
            var holder = await Holder(waiting.Token);
            if (holder.IsHere)
            {
                await next(http);
                return;
            }

            if (http.Request.Headers.ContainsKey(Forwarded))
                throw new UnavailableException($"The coordinator at {holder.Url} acts now, and this one stands by.");
            if (await Forward(http, holder)) return;

            active.Forget(holder.Url);
        }
    }

    private async Task<ActiveCoordinator.Holder> Holder(CancellationToken waiting)
    {
        try
        {
            return await active.Wait(waiting);
        }
        catch (OperationCanceledException)
        {
            throw new UnavailableException("No coordinator acts at the moment: one of them is taking over.");
        }
    }

    /// <returns>False if the request reached nobody.</returns>
    private async Task<bool> Forward(HttpContext http, ActiveCoordinator.Holder holder)
    {
        http.Request.Headers[Forwarded] = "1";
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // that is judged where the request goes
        var error = await forwarder.SendAsync(
            http, holder.Url.GetLeftPart(UriPartial.Authority), Http, Config, HttpTransformer.Default, holder.Left);
        if (error == ForwarderError.None || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
            return true;

        http.Response.Clear();
        http.Request.Headers.Remove(Forwarded);
        var cause = http.Features.Get<IForwarderErrorFeature>()?.Exception;
        return cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }
            ? false
            : throw new UnavailableException(
                $"The coordinator at {holder.Url} broke off ({cause?.Message ?? $"{error}"}).");
    }
}
