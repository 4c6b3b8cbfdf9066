using TungNgo.Feed;

namespace TungNgo.Accounts.Traces;

/// <summary>What a request has shown, as far as its route knows more than its address says.</summary>
internal sealed class ReadTrace
{
    /// <summary>Where what was read lies; without it the unit of the reader's role.</summary>
    public Guid? AreaId { get; set; }

    /// <summary>How many records were shown; null for the one that the address names.</summary>
    public int? Count { get; set; }

    /// <summary>Passes rows on and counts them.</summary>
    public async IAsyncEnumerable<T> Counted<T>(IAsyncEnumerable<T> rows)
    {
        Count = 0;
        await foreach (var row in rows)
        {
            Count++;
            yield return row;
        }
    }
}

/// <summary>Something was read. Written to the trail a moment later.</summary>
internal sealed record Trace(Actor Reader, string What, Guid EntityId, Guid? AreaId, object Seen);

/// <summary>Notes what the routes with <see cref="LeavesTraceAttribute"/> show, when they show it.</summary>
internal sealed class TraceReads(RequestDelegate next, TraceLoop traces)
{
    private const int DigitsOfPhone = 8;

    public async Task InvokeAsync(HttpContext context, CurrentUser user, ReadTrace trace)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<LeavesTraceAttribute>() is not { } leaves || user.UserId is null || !HttpMethods.IsGet(context.Request.Method))
        {
            await next(context);
            return;
        }

        await traces.RoomAsync(context.RequestAborted);
        // Before the first byte goes out: all that is to be shown is known by then, and nothing is read that was not noted.
        context.Response.OnStarting(() => context.Response.StatusCode == StatusCodes.Status200OK ? NoteAsync(context, leaves, user, trace) : Task.CompletedTask);
        await next(context);
    }

    private async Task NoteAsync(HttpContext context, LeavesTraceAttribute leaves, CurrentUser user, ReadTrace trace)
    {
        var named = context.Request.RouteValues.Where(v => string.Equals(v.Key, "id", StringComparison.OrdinalIgnoreCase)).Select(v => $"{v.Value}").FirstOrDefault();
        var filter = string.Join("; ", context.Request.Query.Where(q => $"{q.Value}".Length > 0).Select(q => $"{q.Key}: {Shown($"{q.Value}")}"));
        await traces.AddAsync(new Trace(
            user.Actor, leaves.What, Guid.TryParse(named, out var id) ? id : Guid.Empty, trace.AreaId ?? (user.Roles is [var first, ..] ? first.AreaId : null),
            new { route = context.Request.Path.Value, filter = filter.Length > 0 ? filter : null, trace.Count, byPhone = context.Request.Query.Any(q => IsPhone($"{q.Value}")) ? true : (bool?)null }));
    }

    /// <summary>What was typed may be somebody's name or number and is not kept; which unit, day or kind was chosen is.</summary>
    private static string Shown(string value) => Guid.TryParse(value, out _) || DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) ? value : "•••";

    private static bool IsPhone(string value) => value.Count(char.IsAsciiDigit) >= DigitsOfPhone && !Guid.TryParse(value, out _) && value.All(c => char.IsAsciiDigit(c) || " .-+()".Contains(c, StringComparison.Ordinal));
}
