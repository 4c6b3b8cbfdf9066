using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Answers;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Sendings;
using TungNgo.Water.Events;

namespace TungNgo.Water.Review;

/// <summary>Looks back at events. Counts are of the hamlets that the caller may see; times are the same for everybody.</summary>
internal sealed class EventReviews(AppDb db, CurrentUser user)
{
    public async Task<EventReview> ReadAsync(WaterEvent known, CancellationToken ct)
    {
        var ids = known.FollowsId is { } before ? new[] { known.Id, before } : [known.Id];
        var steps = await db.WaterSteps.AsNoTracking().Where(s => ids.Contains(s.EventId)).OrderBy(s => s.SeenAt).ThenBy(s => s.Number).ToListAsync(ct);
        var foreseenAt = known.FollowsId is { } follows ? await db.WaterEvents.Where(e => e.Id == follows).Select(e => (DateTime?)e.OpenedAt).SingleOrDefaultAsync(ct) : null;
        var notices = steps.Where(s => s is { Notice: NoticeState.Written, BulletinId: not null }).Select(s => s.BulletinId!.Value).Distinct().ToList();
        var own = steps.FindAll(s => s.EventId == known.Id);
        var approved = await db.BulletinVersions.Where(v => notices.Contains(v.BulletinId) && v.State == BulletinState.Approved).MinAsync(v => v.DecidedAt, ct);
        var (planned, reached) = await CountAsync(notices, ct);
        return new(
            VerdictOf(known, own, approved), known.OpenedAt, own.Count == 0 ? known.OpenedAt : own[0].SeenAt, approved, await FirstPhoneAsync(notices, ct), foreseenAt, known.ClosedAt,
            notices.Count, planned, reached, await AnswersAsync(notices, ct));
    }

    /// <summary>What was known then decides: a notice that came only after the end did not warn anybody.</summary>
    private static Verdict VerdictOf(WaterEvent known, List<WaterStep> steps, DateTime? approved) => known switch
    {
        { IsRetracted: true } => Verdict.FalseAlarm,
        { ForeseenBy: not null } when steps.Exists(s => s.Kind == StepKind.Came) => Verdict.Right,
        { ForeseenBy: not null } when steps.Exists(s => s.Kind == StepKind.Passed) => Verdict.FalseAlarm,
        { ForeseenBy: not null, ClosedAt: not null } or { IsStale: true } => Verdict.Unknown,
        { ForeseenBy: not null } => Verdict.Open,
        _ when approved is null && steps.Exists(s => s.Notice == NoticeState.Nobody) => Verdict.Nobody,
        { ClosedAt: null } when approved is null => Verdict.Open,
        { ClosedAt: { } closed } when approved is null || approved > closed => Verdict.Missed,
        _ => Verdict.Right,
    };

    private async Task<DateTime?> FirstPhoneAsync(List<Guid> notices, CancellationToken ct)
    {
        var sent = await db.Deliveries.Where(d => d.Kind >= ChannelKind.ZaloCs && d.SentAt != null && db.Sendings.Any(s => s.Id == d.SendingId && notices.Contains(s.BulletinId))).MinAsync(d => d.SentAt, ct);
        var posted = await db.Relays.Where(r => notices.Contains(r.BulletinId)).MinAsync(r => r.PostedAt, ct);
        return sent is null || posted < sent ? posted ?? sent : sent;
    }

    private async Task<(int Planned, int Reached)> CountAsync(List<Guid> notices, CancellationToken ct)
    {
        var hamlets = user.Hamlets(Permission.ViewWater);
        var rows = await db.Recipients.Where(r => !r.IsMember && db.Sendings.Any(s => s.Id == r.SendingId && notices.Contains(s.BulletinId)))
            .GroupBy(r => r.HamletId).Select(g => new
            {
                Hamlet = g.Key, Planned = g.Select(r => r.RecipientId).Distinct().Count(),
                Reached = g.Where(r => r.State == RecipientState.Reached).Select(r => r.RecipientId).Distinct().Count(),
            }).ToListAsync(ct);
        var mine = rows.FindAll(r => hamlets.Contains(r.Hamlet));
        return (mine.Sum(r => r.Planned), mine.Sum(r => r.Reached));
    }

    private async Task<AnswerSums?> AnswersAsync(List<Guid> notices, CancellationToken ct) =>
        await db.Bulletins.AsNoTracking().Where(b => notices.Contains(b.Id)).OrderBy(b => b.CreatedAt).FirstOrDefaultAsync(ct) is { } first
            ? await AnswerSums.ReadAsync(db, first, user.Hamlets(Permission.ViewWater).ToHashSet(), ct)
            : null;
}
