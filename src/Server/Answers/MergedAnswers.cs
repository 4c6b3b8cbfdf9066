using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Answers;

/// <summary>What a duplicate said is what the household said: where both did, the surviving one's word stands.</summary>
internal sealed class MergedAnswers : IFollowsHousehold
{
    public string What => "answers";

    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct)
    {
        var all = await write.Db.NoticeAnswers.Where(a => a.HouseholdId == duplicate || a.HouseholdId == survivor).ToListAsync(ct);
        var made = new List<Guid>();
        foreach (var answer in all.Where(a => a.HouseholdId == duplicate && !all.Exists(o => o.HouseholdId == survivor && o.MatterId == a.MatterId)))
        {
            write.Db.NoticeAnswers.Add(new NoticeAnswer
            {
                MatterId = answer.MatterId, HouseholdId = survivor, BulletinId = answer.BulletinId, Acted = answer.Acted, Way = answer.Way, At = answer.At, MemberId = answer.MemberId, By = answer.By,
            });
            made.Add(answer.MatterId);
        }

        return made;
    }

    /// <summary>An answer that somebody has given since is the survivor's own by now.</summary>
    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var originals = await write.Db.NoticeAnswers.Where(a => a.HouseholdId == duplicate).ToListAsync(ct);
        var copies = await write.Db.NoticeAnswers.AsTracking().Where(a => a.HouseholdId == survivor && ids.Contains(a.MatterId)).ToListAsync(ct);
        write.Db.NoticeAnswers.RemoveRange(copies.Where(c => originals.Exists(o => o.MatterId == c.MatterId && o.At == c.At)));
    }
}
