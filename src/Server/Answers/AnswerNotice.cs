using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Answers;

/// <summary>The one home of answers: which bulletins ask for one, and how one is kept.</summary>
internal static class AnswerNotice
{
    /// <summary>Kinds whose warnings tell people to close gates and to store water.</summary>
    private static readonly string[] Kinds = ["salt"];

    /// <summary>What can be answered, as phones and the public page name it.</summary>
    public static readonly IReadOnlyDictionary<string, Acted> Words = new Dictionary<string, Acted>
    {
        ["closed"] = Acted.Closed, ["stored"] = Acted.Stored, ["both"] = Acted.Closed | Acted.Stored, ["notYet"] = Acted.NotYet,
    };

    /// <summary>A warning asks what was done about it; that it is over asks nothing.</summary>
    public static bool Asks(Bulletin bulletin, BulletinVersion version) => Kinds.Contains(bulletin.Kind) && version.Relation is BulletinRelation.None or BulletinRelation.Supersedes
        && version.State == BulletinState.Approved;

    public static Guid MatterOf(Bulletin bulletin) => bulletin.RootId ?? bulletin.Id;

    /// <param name="write">The write that commits it.</param>
    /// <param name="bulletin">One that asks.</param>
    /// <param name="householdId">Within the reach of whoever says so, and one of its recipients.</param>
    /// <param name="hamletId">Where it lives.</param>
    /// <param name="acted">What was done.</param>
    /// <param name="way">How it was heard.</param>
    /// <param name="at">When; what was said earlier than what is known changes nothing.</param>
    /// <param name="ct">Stops the write.</param>
    public static async Task SayAsync(Write write, Bulletin bulletin, Guid householdId, Guid hamletId, Acted acted, AnswerWay way, DateTime at, CancellationToken ct)
    {
        var matter = MatterOf(bulletin);
        var known = write.Db.NoticeAnswers.Local.FirstOrDefault(a => a.MatterId == matter && a.HouseholdId == householdId)
            ?? await write.Db.NoticeAnswers.SingleOrDefaultAsync(a => a.MatterId == matter && a.HouseholdId == householdId, ct);
        if (known?.At > at)
        {
            return;
        }

        var before = known is null ? null : new { known.Acted };
        known ??= write.Db.NoticeAnswers.Add(new NoticeAnswer { MatterId = matter, HouseholdId = householdId, By = write.Actor.Name }).Entity;
        (known.BulletinId, known.Acted, known.Way, known.At, known.MemberId, known.By) = (bulletin.Id, acted, way, at, write.Actor.MemberId, write.Actor.Name);
        write.Changed(ChangeKind.Telling, householdId, hamletId);
        write.Audit("bulletin.answer", householdId, hamletId, before, new { bulletin.Id, Acted = acted, Way = way });
    }

    /// <summary>One more on the public page, in a hamlet of its audience.</summary>
    public static async Task CountAsync(Write write, Bulletin bulletin, Guid hamletId, Acted acted, CancellationToken ct)
    {
        var matter = MatterOf(bulletin);
        var count = await write.Db.PageAnswerCounts.SingleOrDefaultAsync(c => c.MatterId == matter && c.HamletId == hamletId && c.Acted == acted, ct)
            ?? write.Db.PageAnswerCounts.Add(new PageAnswerCount { MatterId = matter, HamletId = hamletId, Acted = acted }).Entity;
        count.Count++;
        write.Changed(ChangeKind.Telling, bulletin.Id, hamletId);
        write.Audit("bulletin.answer-page", bulletin.Id, hamletId, null, new { Acted = acted });
    }
}
