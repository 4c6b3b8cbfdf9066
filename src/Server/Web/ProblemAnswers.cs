using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Web;

/// <summary>Maps every failure once to ProblemDetails (or to the error page for a browser), in the reader's language.</summary>
internal sealed class ProblemAnswers(ILogger<ProblemAnswers> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var (problem, values) = exception switch
        {
            Refusal refusal => (refusal.Problem, refusal.Values),
            BadHttpRequestException { StatusCode: 413 } => (Problems.TooLarge, []),
            BadHttpRequestException bad => (Problems.Invalid, [bad.Message]),
            DbUpdateConcurrencyException => (Problems.ChangedMeanwhile, []),
            _ when DatabaseTrouble.Of(exception) is { } trouble => (trouble == Trouble.Full ? Problems.StorageFull : Problems.Busy, []),
            // The framework's own words for a value of an address that is no number, id or truth.
            InvalidOperationException { Message: var said } when said.StartsWith("Cannot parse the value", StringComparison.Ordinal) => (Problems.Invalid, [said.Split('\'')[1]]),
            _ when HoldsNul(exception) => (Problems.Invalid, ["U+0000"]),
            _ => (Problems.Unexpected, [Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier]),
        };
        if (problem.Status >= 500)
        {
            log.LogError(exception, "{Method} {Route} failed", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        }

        await AnswerAsync(context, problem, values, ct);
        return true;
    }

    public static async Task AnswerAsync(HttpContext context, Problem problem, object?[] values, CancellationToken ct)
    {
        var texts = context.Texts();
        context.Response.StatusCode = problem.Status;
        if (problem.ComeBackAfter > 0)
        {
            context.Response.Headers.RetryAfter = problem.ComeBackAfter.ToString(CultureInfo.InvariantCulture);
        }

        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Headers.Authorization.Count > 0)
        {
            var details = new ProblemDetails { Status = problem.Status, Type = $"urn:tungngo:{problem.Code}", Title = texts[$"error.{problem.Code}", values] };
            details.Extensions["code"] = problem.Code;
            details.Extensions["next"] = texts[$"error.{problem.Code}.next", values];
            await context.Response.WriteAsJsonAsync(details, (System.Text.Json.JsonSerializerOptions?)null, "application/problem+json", ct);
            return;
        }

        // A page that failed half-way has used up its scope's renderer, so the problem page gets one of its own.
        var failed = context.RequestServices;
        await using var scope = failed.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ICaller>().TakeOver(failed.GetRequiredService<ICaller>());
        context.RequestServices = scope.ServiceProvider;
        // After a failure the endpoint is remembered by the handler of exceptions alone.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var page = endpoint?.Metadata.GetMetadata<ProblemPageIs>()?.Page ?? typeof(Pages.ProblemPage);
        await new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult(page, new { ProblemValue = problem, Values = values }) { StatusCode = problem.Status }.ExecuteAsync(context);
        context.RequestServices = failed;
    }

    /// <summary>No text of ours holds the character zero; PostgreSQL is the one who notices.</summary>
    private static bool HoldsNul(Exception exception) => exception is Npgsql.PostgresException { SqlState: "22021" } || (exception.InnerException is { } inner && HoldsNul(inner));
}

/// <summary>The page on which a route tells of a problem, where it is not the console's.</summary>
internal sealed record ProblemPageIs(Type Page);
