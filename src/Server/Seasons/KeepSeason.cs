using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Seasons;

/// <summary>The one home of writing accounts, for every door.</summary>
internal static class KeepSeason
{
    private const int MostArea = 10_000_000, MostCost = 2_000_000_000, MostHarvest = 10_000_000, YearsBack = 10;

    /// <param name="at">When it was said: of two words on the same season the later one stands, whichever came first.</param>
    /// <exception cref="Refusal">The household does not agree to it, or no such crop, year or amount can be.</exception>
    public static async Task KeepAsync(
        HouseholdWork work, string crop, int year, GrowingSeason season, SeasonSaid said, DateTime at, Write write, CancellationToken ct)
    {
        var household = work.Living.Household;
        if (!ChangeCrop.IsCrop(crop) || !Enum.IsDefined(season) || !IsSound(said, year - at.Year))
        {
            throw new Refusal(Problems.Invalid, "season");
        }

        var db = write.Db;
        if (!await SeasonConsents.StandsAsync(db, household.Id, ct))
        {
            throw new Refusal(Problems.SeasonConsent);
        }

        Expression<Func<SeasonAccount, bool>> isIt = a => a.HouseholdId == household.Id && a.Crop == crop && a.Year == year && a.Season == season;
        var known = db.SeasonAccounts.Local.AsQueryable().FirstOrDefault(isIt) ?? await db.SeasonAccounts.AsTracking().SingleOrDefaultAsync(isIt, ct);
        // Taken away earlier in this same write, by a withdrawal: it is begun anew.
        var isGone = known is not null && db.Entry(known).State == EntityState.Deleted;
        if (known is not null && isGone)
        {
            db.Entry(known).State = EntityState.Modified;
        }
        else if (known?.At > at)
        {
            return;
        }

        var before = known is null || isGone ? new SeasonSaid() : known.Said;
        known ??= db.SeasonAccounts.Add(new SeasonAccount
        {
            Id = write.NewId(), HouseholdId = household.Id, Crop = crop, Year = year, Season = season, By = write.Actor.Name,
        }).Entity;
        known.Take(said);
        (known.At, known.MemberId, known.By) = (at, write.Actor.MemberId, write.Actor.Name);
        ChangeHousehold.Touch(work, write, ChangeKind.Household);
        // The trail says that something was told, and of what; the household's own figures are nobody else's to keep.
        write.Audit("season.keep", household.Id, household.HamletId, null, new { crop, year, season, field = Changed(before, said) });
    }

    private static bool IsSound(SeasonSaid said, int ahead) =>
        ahead is >= -YearsBack and <= 1
        && said.Area is null or (> 0 and <= MostArea) && said.Harvest is null or (>= 0 and <= MostHarvest) && said.Damage is null or (>= 0 and <= 100)
        && (said.Cause is null || Enum.IsDefined(said.Cause.Value))
        && Array.TrueForAll(
            [said.Seed, said.Fertiliser, said.Pesticide, said.Water, said.Labour, said.Machines, said.Other], c => c is null or (>= 0 and <= MostCost));

    private static string[] Changed(SeasonSaid before, SeasonSaid after) =>
        [.. typeof(SeasonSaid).GetProperties().Where(p => !Equals(p.GetValue(before), p.GetValue(after)))
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
}
