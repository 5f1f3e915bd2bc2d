namespace Seedbed.Coordinator.Http;

using Akka.Actor;
using Microsoft.AspNetCore.Diagnostics;
using Seedbed.Coordinator.Store;

/// <summary>Turns what a request failed of into problem details that say whose move it is.</summary>
internal sealed partial class Failures(IProblemDetailsService problems, ILogger<Failures> log) : IExceptionHandler
{
    private const string Safe = "Nothing that was acknowledged is lost; asking again is safe.";
    private const string RetryAfter = "5";               // seconds

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, detail) = exception switch
        {
            ContentRefusedException refused => (StatusCodes.Status422UnprocessableEntity, refused.Message),
            BadHttpRequestException malformed => (malformed.StatusCode, malformed.Message),
            UnavailableException unavailable => (
                StatusCodes.Status503ServiceUnavailable, $"{unavailable.Message} {Safe}"),
            StoreUnavailableException unavailable => (
                StatusCodes.Status503ServiceUnavailable, $"{unavailable.Message} {Safe}"),
            StoreFullException full => (StatusCodes.Status507InsufficientStorage, full.Message),
            AskTimeoutException => (
                StatusCodes.Status503ServiceUnavailable,
                $"The coordinator does not answer: it is recovering. Its log says more. {Safe}"),
            IOException failed =>
                (StatusCodes.Status507InsufficientStorage, $"The coordinator's disk failed: {failed.Message}"),
            _ => (StatusCodes.Status500InternalServerError, "The coordinator failed; its log says how."),
        };
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = RetryAfter;
        var isKnown = exception is UnavailableException or StoreUnavailableException;
        if (status >= StatusCodes.Status500InternalServerError && !isKnown)
            LogFailure(exception, httpContext.Request.Method, httpContext.Request.Path.Value ?? "");
        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Detail = detail },
            Exception = exception,
        });
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed.")]
    private partial void LogFailure(Exception exception, string method, string path);
}
