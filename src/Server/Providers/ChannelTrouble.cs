using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways;

namespace TungNgo.Providers;

/// <summary>Pauses or stops a channel for all nodes when the provider says so.</summary>
internal sealed class ChannelTrouble(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ChannelTrouble> log)
{
    private static readonly TimeSpan RatePause = TimeSpan.FromSeconds(10);

    /// <summary>When a day's quota is there again.</summary>
    public static DateTime Tomorrow(DateTime now) => LegalDay.Start(LegalDay.Of(now).AddDays(1)).AddMinutes(5);

    public async Task TakeAsync(Channel channel, IReadOnlyCollection<Outcome> outcomes, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var stop = outcomes.OfType<Outcome.Failed>().FirstOrDefault(f => f.Scope == FailureScope.Channel);
        var retry = outcomes.OfType<Outcome.RetryAfter>().Where(r => r.Reason is RetryReason.RateLimited or RetryReason.QuotaTomorrow)
            .MaxBy(r => r.Reason == RetryReason.QuotaTomorrow);
        DateTime? until = retry is null ? null : retry.Reason == RetryReason.QuotaTomorrow ? Tomorrow(now) : now + (retry.After ?? RatePause);

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        var row = await db.Channels.SingleAsync(c => c.Id == channel.Id, ct);
        if ((stop is not null && row.StoppedAt is not null) || (stop is null && row.PausedUntil >= until))
        {
            return;
        }

        var before = new { row.PausedUntil, row.StoppedAt, row.StoppedBecause };
        if (stop is not null)
        {
            (row.StoppedAt, row.StoppedBecause) = (now, stop.Code);
            log.LogError("Channel {Channel} is stopped until somebody has mended it: {Code}", row.Name, stop.Code);
        }
        else
        {
            row.PausedUntil = until;
        }

        write.Changed(ChangeKind.Channel, row.Id);
        write.Audit(stop is not null ? "channel.stop" : "channel.pause", row.Id, row.AreaId, before, new { row.PausedUntil, row.StoppedAt, row.StoppedBecause });
        await write.CommitAsync(ct);
    }
}
