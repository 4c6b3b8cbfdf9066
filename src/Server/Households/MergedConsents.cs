using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;

namespace TungNgo.Households;

/// <summary>
/// Two households that are one have said one thing after the other: per purpose its last word stands. The duplicate's rows stay where they are,
/// as proof of what was asked at its door.
/// </summary>
internal sealed class MergedConsents : IFollowsHousehold
{
    public string What => "consents";

    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct)
    {
        var all = await write.Db.Consents.AsTracking().Where(c => c.HouseholdId == duplicate || c.HouseholdId == survivor).ToListAsync(ct);
        var made = new List<Guid>();
        foreach (var purpose in all.GroupBy(c => c.Purpose))
        {
            var last = purpose.MaxBy(c => c.WithdrawnAt ?? c.At)!;
            var valid = purpose.Where(c => c.HouseholdId == survivor && c.WithdrawnAt is null).ToList();
            if (last.WithdrawnAt is { } withdrawn)
            {
                valid.ForEach(c => (c.WithdrawnAt, c.WithdrawnBy) = (withdrawn, last.WithdrawnBy));
            }
            else if (valid.Count == 0)
            {
                var consent = new Consent
                {
                    Id = write.NewId(), HouseholdId = survivor, Purpose = last.Purpose, Method = last.Method, Language = last.Language, NoticeVersion = last.NoticeVersion,
                    At = last.At, MemberId = last.MemberId, UserId = last.UserId, By = last.By,
                };
                write.Db.Consents.Add(consent);
                made.Add(consent.Id);
            }
        }

        return made;
    }

    /// <summary>What was withdrawn meanwhile was withdrawn by the people of both: it stays so for both.</summary>
    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        foreach (var consent in await write.Db.Consents.AsTracking().Where(c => c.HouseholdId == survivor && ids.Contains(c.Id)).ToListAsync(ct))
        {
            if (consent.WithdrawnAt is null)
            {
                write.Db.Consents.Remove(consent);
                continue;
            }

            var own = write.Db.Consents.AsTracking().Where(c => c.HouseholdId == duplicate && c.Purpose == consent.Purpose && c.WithdrawnAt == null);
            await foreach (var same in own.AsAsyncEnumerable().WithCancellation(ct))
            {
                (same.WithdrawnAt, same.WithdrawnBy) = (consent.WithdrawnAt, consent.WithdrawnBy);
            }
        }
    }
}
