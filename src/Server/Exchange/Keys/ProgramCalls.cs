using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Web;

namespace TungNgo.Exchange.Keys;

/// <summary>Holds each program to its pace and counts what it reads. It stands around the gate, so that what the gate refuses is counted as well.</summary>
internal sealed class ProgramCalls(RequestDelegate next, KeyPace pace, KeyUses uses)
{
    public async Task InvokeAsync(HttpContext context, CurrentUser user, ReadTrace trace)
    {
        if (KeySecret.Of(context.Request) is not null)
        {
            await user.RecogniseAsync(context);
        }

        if (user.KeyHolder is not { } program)
        {
            await next(context);
            return;
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimEnd('/') ?? KeyUses.OtherRoute;
        try
        {
            if (pace.Take(program.KeyId, program.PerMinute) is var wait && wait > TimeSpan.Zero)
            {
                throw new Refusal(Problems.TooManyRequests with { ComeBackAfter = (int)Math.Ceiling(wait.TotalSeconds) });
            }

            await next(context);
            uses.Count(program.KeyId, route, refused: context.Response.StatusCode >= StatusCodes.Status400BadRequest, trace.Count ?? 0);
        }
        catch
        {
            uses.Count(program.KeyId, route, refused: true, 0);
            throw;
        }
    }
}
