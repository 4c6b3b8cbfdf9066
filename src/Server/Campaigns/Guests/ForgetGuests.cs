using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Campaigns.Guests;

/// <summary>Takes the names of guests away once nobody needs them any more; from which body somebody came, and when, stays.</summary>
internal sealed class ForgetGuests(AppDb db, Writer writer, TimeProvider clock)
{
    public const int Months = 12;
    private const int AtOnce = 200;

    /// <returns>How many were forgotten; less than asked for means that no more are due.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var before = clock.Today().AddMonths(-Months);
        var due = db.CampaignGuests.Where(g => g.ForgottenAt == null && db.Campaigns.Any(c => c.Id == g.CampaignId && c.To < before));
        if (!await due.AnyAsync(ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var guests = await due.OrderBy(g => g.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var guest in guests)
        {
            (guest.Name, guest.Phone, guest.ForgottenAt) = ("", null, write.Now);
            guest.Edition++;
            write.Audit("campaign.guest-forget", guest.Id, guest.AreaId, null, new { guest.CampaignId });
        }

        foreach (var campaign in guests.Select(g => g.CampaignId).Distinct())
        {
            write.Changed(ChangeKind.CampaignPart, campaign);
        }

        await write.CommitAsync(ct);
        return guests.Count;
    }
}

/// <summary>Nobody waits for it: an hour is soon enough.</summary>
internal sealed class ForgetGuestsLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<ForgetGuestsLoop> log)
    : IntervalLoop(TimeSpan.FromHours(1), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetGuests>().StepAsync(ct);
    }
}
