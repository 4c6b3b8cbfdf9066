using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Seasons;

/// <summary>
/// Accounts are there only while their household agrees. Whoever reads them goes through <see cref="Standing"/>, so nothing is shown or counted in between;
/// and when the household takes its consent back they are deleted and not hidden: it lent them for this one purpose, nothing else needs them, and a consent
/// given anew another year must not bring back what was taken away. That it had consented and withdrew stays in the consents.
/// </summary>
internal sealed class SeasonConsents : IEndsWithConsent
{
    public string Purpose => ChangeConsent.Season;

    public static IQueryable<SeasonAccount> Standing(AppDb db) => db.SeasonAccounts
        .Where(a => db.Consents.Any(c => c.HouseholdId == a.HouseholdId && c.Purpose == ChangeConsent.Season && c.WithdrawnAt == null));

    /// <summary>Whether the household agrees, as far as this write knows already.</summary>
    public static async Task<bool> StandsAsync(AppDb db, Guid householdId, CancellationToken ct) =>
        db.Consents.Local.Any(c => c.HouseholdId == householdId && c.Purpose == ChangeConsent.Season && c.WithdrawnAt is null)
        || (await db.Consents.AsTracking()
            .Where(c => c.HouseholdId == householdId && c.Purpose == ChangeConsent.Season && c.WithdrawnAt == null).ToListAsync(ct))
            .Exists(c => c.WithdrawnAt is null);

    public async Task ForgetAsync(Write write, Guid householdId, CancellationToken ct)
    {
        if (await StandsAsync(write.Db, householdId, ct))
        {
            return;
        }

        // What was told at a duplicate's door is this household's as well.
        List<Guid> ids = [householdId];
        for (var found = ids; found.Count > 0; ids.AddRange(found))
        {
            var above = found.ToList();
            found = await write.Db.Households.Where(h => h.MergedIntoId != null && above.Contains(h.MergedIntoId.Value) && !ids.Contains(h.Id))
                .Select(h => h.Id).ToListAsync(ct);
        }

        await write.Db.SeasonAccounts.AsTracking().Where(a => ids.Contains(a.HouseholdId)).LoadAsync(ct);
        write.Db.SeasonAccounts.RemoveRange(write.Db.SeasonAccounts.Local.Where(a => ids.Contains(a.HouseholdId)).ToList());
    }
}
