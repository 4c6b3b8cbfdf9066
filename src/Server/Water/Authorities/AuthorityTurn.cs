using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Water.Authorities;

/// <summary>
/// Looks at the sources that are due. A node that begins a look moves the source's next one behind its lease: no other node looks meanwhile, and when this
/// one dies, another does after it. How a look went stands in the source's row; no source holds up another for long.
/// </summary>
internal sealed class AuthorityTurn(IServiceScopeFactory scopes, IOptions<AuthorityTimes> times, TimeProvider clock, ILogger<AuthorityTurn> log)
{
    private const int AtOnce = 4;

    /// <summary>Until the next look at a source of which one look did not take all.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var now = Now;
            due = await scope.ServiceProvider.GetRequiredService<AppDb>().AuthoritySources.Where(s => s.Active && s.DueAt <= now).OrderBy(s => s.DueAt).Select(s => s.Id).ToListAsync(ct);
        }

        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (id, stop) => await OneAsync(id, stop));
    }

    private DateTime Now => Instants.AsStored(clock.GetUtcNow().UtcDateTime);

    private async Task OneAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (!await ClaimAsync(db, id, ct))
        {
            return;
        }

        var source = await db.AuthoritySources.AsNoTracking().SingleAsync(s => s.Id == id, ct);
        var (look, taken) = (new Look(new Fetched(null, new Uri(source.Address), SourceTrouble.Unexpected), []), new Taken(0, false, null));
        try
        {
            if (scope.ServiceProvider.GetRequiredService<AreaTree>().Today.Find(source.AreaId) is null)
            {
                look = look with { Feed = look.Feed with { Trouble = SourceTrouble.UnitGone } };
            }
            else
            {
                look = await LookAsync(scope.ServiceProvider, db, source, ct);
                taken = await scope.ServiceProvider.GetRequiredService<TakeAlerts>().TakeAsync(source, look, Now, ct);
            }
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "The look at source {Source} failed", id);
            look = look with { Feed = look.Feed with { Body = null, Trouble = SourceTrouble.Unexpected, Detail = error.GetType().Name } };
        }

        await SettleAsync(db, source, look, taken, ct);
    }

    private async Task<Look> LookAsync(IServiceProvider services, AppDb db, AuthoritySource source, CancellationToken ct)
    {
        var seen = (await db.SeenEntries.Where(e => e.SourceId == source.Id).Select(e => e.Key).ToListAsync(ct)).ToHashSet();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(times.Value.LookSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var address = new Uri(source.Address);
        try
        {
            return await services.GetRequiredService<AuthorityLook>().LookAsync(address, source.ETag, source.LastModified, seen.Contains, AuthorityLook.MostNew, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(new Fetched(null, address, SourceTrouble.Slow), []);
        }
    }

    private async Task<bool> ClaimAsync(AppDb db, Guid id, CancellationToken ct)
    {
        var now = Now;
        await using var write = await db.BeginPlainWriteAsync(ct);
        var claimed = await db.AuthoritySources.Where(s => s.Id == id && s.Active && s.DueAt <= now).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAt, now + times.Value.Lease), ct);
        await write.CommitAsync(ct);
        return claimed == 1;
    }

    private async Task SettleAsync(AppDb db, AuthoritySource source, Look look, Taken taken, CancellationToken ct)
    {
        var now = Now;
        var (trouble, detail) = look.Feed.Trouble != SourceTrouble.None ? (look.Feed.Trouble, look.Feed.Detail)
            : taken.Refused is { } refused ? (SourceTrouble.Draft, refused)
            : look.Missing > 0 ? (SourceTrouble.Alerts, $"{look.Missing}")
            : (SourceTrouble.None, null);
        var (good, left) = (trouble == SourceTrouble.None, look.More || taken.Left || look.Missing > 0);
        // What it calls its state is kept only when nothing of that state is left to be asked for.
        var (etag, modified) = left ? (null, null) : look.Feed.IsUnchanged || !good ? (source.ETag, source.LastModified) : (look.Feed.ETag, look.Feed.LastModified);
        var next = now + (look.More || taken is { Left: true, Refused: null } ? Soon : TimeSpan.FromMinutes(source.Minutes));
        await using var write = await db.BeginPlainWriteAsync(ct);
        await db.AuthoritySources.Where(s => s.Id == source.Id && s.Address == source.Address).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.DueAt, next).SetProperty(x => x.LookedAt, now).SetProperty(x => x.GoodAt, x => good ? now : x.GoodAt).SetProperty(x => x.Trouble, trouble)
                .SetProperty(x => x.TroubleDetail, detail).SetProperty(x => x.Failures, x => good ? 0 : x.Failures + 1).SetProperty(x => x.ETag, etag).SetProperty(x => x.LastModified, modified), ct);
        await write.CommitAsync(ct);
    }
}
