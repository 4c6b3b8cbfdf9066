using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways;
using TungNgo.Providers;

namespace TungNgo.Sendings.Dispatch;

/// <summary>
/// Looks into attempts whose answer never came, before anything is sent again. Found is sent; surely absent goes back into the queue.
/// Where the provider cannot tell: emergency prefers a duplicate to a loss and is sent again once, with an audit entry that explains
/// it; routine waits for a receipt and is then given up.
/// </summary>
internal sealed class Unknowns(
    IDbContextFactory<AppDb> databases, IServiceScopeFactory scopes, GatewayBook gateways, ChannelBook channels, ProviderBook providers, MessageWriter messages, TimeProvider clock, ILogger<Unknowns> log)
{
    private const int Most = 64;

    /// <summary>Replaces what stands on the phone already: that needs no explanation.</summary>
    private const string Repeatable = "repeatable";

    /// <summary>Providers repeat their receipts for almost two hours: what has not come by then will not come.</summary>
    private static readonly TimeSpan ReceiptsEnd = TimeSpan.FromHours(2);

    /// <summary>A provider that could not be asked is asked again soon; one that cannot tell will hardly learn it later.</summary>
    private static readonly TimeSpan LookSoon = TimeSpan.FromMinutes(1), LookAgain = TimeSpan.FromMinutes(10);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var ledger = new Ledger(db);
        var rows = await ledger.ClaimUnknownAsync(Guid.CreateVersion7(clock.GetUtcNow()), Most, clock.GetUtcNow().UtcDateTime, ct);
        if (rows.Count == 0)
        {
            return 0;
        }

        List<Result> results = [];
        foreach (var group in rows.GroupBy(d => d.ChannelId!.Value))
        {
            if (channels.Find(group.Key) is { } channel)
            {
                List<Delivery> unknown = [.. group];
                var outgoing = await messages.WriteAsync(channel, unknown, clock.GetUtcNow().UtcDateTime, ct);
                var findings = await Task.WhenAll(unknown.Zip(outgoing, (d, m) => FindAsync(channel, d, m, ct)));
                results.AddRange(unknown.Zip(findings, (d, f) => Judge(d, providers.Of(channel).RefusesRepetition, f, clock.GetUtcNow().UtcDateTime)));
            }
        }

        // Said before it is done: a duplicate must never stand without its reason.
        await ExplainAsync([.. results.Where(r => r.SentBlind && !r.Delivery.SentBlind)], ct);
        await using var write = await db.BeginPlainWriteAsync(CancellationToken.None);
        await ledger.WriteAsync(results, clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return rows.Count;
    }

    /// <param name="refusesRepetition">See <see cref="Provider.RefusesRepetition"/>.</param>
    internal static Result Judge(Delivery d, bool refusesRepetition, Finding finding, DateTime now) => finding switch
    {
        Finding.Found found => new Result(d, DeliveryState.Sent, null, found.MessageId, ReceiptDueAt: now.AddHours(24), Attempts: d.Attempts, SentBlind: d.SentBlind),
        Finding.Absent => Queue(d, "absent", now, d.SentBlind),
        _ when refusesRepetition => Queue(d, Repeatable, now, blind: true),
        _ when d.Emergency && !d.SentBlind => Queue(d, "unknown-emergency", now, blind: true),
        _ when now - d.StartedAt < ReceiptsEnd => new Result(d, DeliveryState.Unknown, d.Code, LeaseUntil: now + (now - d.StartedAt < LookAgain ? LookSoon : LookAgain), Attempts: d.Attempts, SentBlind: d.SentBlind),
        _ => new Result(d, DeliveryState.GivenUp, d.Code, Attempts: d.Attempts, SentBlind: d.SentBlind),
    };

    private static Result Queue(Delivery d, string code, DateTime now, bool blind) => new(d, DeliveryState.Queued, code, DueAt: now, Attempts: d.Attempts, SentBlind: blind);

    private async Task<Finding> FindAsync(Channel channel, Delivery d, Outgoing message, CancellationToken ct)
    {
        try
        {
            return await gateways.Of(channel.Id).FindAsync(message, d.StartedAt ?? clock.GetUtcNow().UtcDateTime, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning(error, "Channel {Channel} could not be asked about an unknown attempt", channel.Id);
            return new Finding.CannotTell();
        }
    }

    private async Task ExplainAsync(List<Result> blind, CancellationToken ct)
    {
        blind.RemoveAll(r => r.Code == Repeatable);
        if (blind.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        foreach (var result in blind)
        {
            write.Audit("delivery.send-again", result.Delivery.Id, result.Delivery.HamletId, new { result.Delivery.Code, result.Delivery.StartedAt, result.Delivery.Attempts }, new { why = result.Code });
        }

        await write.CommitAsync(ct);
    }
}
