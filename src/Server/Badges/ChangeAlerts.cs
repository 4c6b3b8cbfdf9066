using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Badges;

/// <summary>"This is wrong": said by a resident, settled by the commune.</summary>
internal sealed class ChangeAlerts(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    /// <param name="hamletId">Of whoever says it.</param>
    /// <param name="who">What stands in the trail for a resident; from where they said it stands nowhere.</param>
    public async Task RaiseAsync(BadgeFinding finding, Guid hamletId, string? note, string who, CancellationToken ct)
    {
        if (areas.Today.Find(hamletId) is not { Tier: AreaTier.Hamlet })
        {
            throw new Refusal(Problems.HelpWhere);
        }

        await using var write = await writer.BeginAsync(new Actor(who), ct);
        var (member, words) = (finding.Member?.Id, FreeText.CleanCovered(note, BadgeAlert.LongestNote));
        var alert = await db.BadgeAlerts.FirstOrDefaultAsync(
            a => a.HamletId == hamletId && a.ClosedAt == null && a.MemberId == member && a.State == finding.State && a.IsCard == finding.IsCard, ct);
        if (alert is null)
        {
            alert = db.BadgeAlerts.Add(new BadgeAlert
            {
                Id = write.NewId(), HamletId = hamletId, At = write.Now, LastAt = write.Now, MemberId = member, State = finding.State, IsCard = finding.IsCard, Note = words,
            }).Entity;
        }
        else
        {
            (alert.Times, alert.LastAt, alert.Version) = (alert.Times + 1, write.Now, alert.Version + 1);
            alert.Note = words is null ? alert.Note : FreeText.CleanCovered($"{words} · {alert.Note}".TrimEnd(' ', '·'), BadgeAlert.LongestNote);
        }

        write.Changed(ChangeKind.Badge, alert.Id);
        write.Audit("badge.alert", alert.Id, hamletId, null, new { alert.State, alert.IsCard, alert.Times });
        await write.CommitAsync(ct);
    }

    /// <param name="word">What came out; it stays with the alert.</param>
    public async Task CloseAsync(Guid id, int version, string? word, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var alert = await db.BadgeAlerts.SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTeams, alert.HamletId);
        if (alert.Version != version || alert.ClosedAt is not null)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        alert.ClosedWord = FreeText.Line(word, BadgeAlert.LongestWord, "badges.word") ?? throw new Refusal(Problems.BadgeWord);
        (alert.ClosedAt, alert.ClosedBy, alert.Version) = (write.Now, user.Name, alert.Version + 1);
        write.Changed(ChangeKind.Badge, alert.Id);
        write.Audit("badge.alert-close", alert.Id, alert.HamletId, null, new { alert.ClosedWord });
        await write.CommitAsync(ct);
    }
}
