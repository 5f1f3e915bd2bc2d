namespace Seedbed.Coordinator.Http;

/// <summary>The HTTP API: what there is, by path.</summary>
internal static class Api
{
    internal const string Root = "/api/v1";

    internal static IServiceCollection AddApi(this IServiceCollection services) =>
        services.AddProblemDetails().AddExceptionHandler<Failures>().AddHttpForwarder();

    /// <param name="hasPeers">Whether there are other coordinators, one of which may act in place of this one.</param>
    internal static void MapApi(this WebApplication application, bool hasPeers)
    {
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        if (hasPeers)
            application.UseWhen(http => http.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal), api =>
                api.UseMiddleware<ForwardToActive>());
        application.MapGet("/health", HealthEndpoint.Get);

        var api = application.MapGroup(Root);
        api.MapMethods("/store/{hash}", ["GET", "HEAD"], StoreEndpoints.Get);
        api.MapPut("/store/{hash}", StoreEndpoints.Put);
        api.MapMethods("/store/checkpoints/{study}/{job}/{file}", ["GET", "HEAD"], CheckpointEndpoints.Get);
        api.MapPut("/store/checkpoints/{study}/{job}/{file}", CheckpointEndpoints.Put);
        api.MapPost("/studies", SubmissionEndpoint.Post);
        api.MapGet("/studies", StudyEndpoints.GetAll);
        api.MapGet("/studies/{study}", StudyEndpoints.Get);
        api.MapGet("/studies/{study}/source", StudyEndpoints.GetSource);
        api.MapGet("/studies/{study}/live", LiveEndpoint.Get);
        api.MapGet("/studies/{study}/jobs", ExportEndpoints.GetJobs);
        api.MapGet("/studies/{study}/curves", ExportEndpoints.GetCurves);
        api.MapPost("/studies/{study}/pause", ControlEndpoints.Pause);
        api.MapPost("/studies/{study}/resume", ControlEndpoints.Resume);
        api.MapPost("/studies/{study}/cancel", ControlEndpoints.Cancel);
        api.MapPost("/studies/{study}/retry", ControlEndpoints.Retry);
        api.MapGet("/programs", ClusterEndpoints.GetPrograms);
        api.MapGet("/nodes", ClusterEndpoints.GetNodes);
    }
}
