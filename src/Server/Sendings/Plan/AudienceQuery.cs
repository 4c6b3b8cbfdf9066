using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Services;

namespace TungNgo.Sendings.Plan;

/// <summary>An audience as a query over the register of today.</summary>
internal static class AudienceQuery
{
    /// <summary>States that mean "it went out to them, or may have".</summary>
    private static readonly DeliveryState[] WentOut =
        [DeliveryState.Started, DeliveryState.Unknown, DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Seen, DeliveryState.Done, DeliveryState.NoReceipt, DeliveryState.GivenUp];

    public static IQueryable<Household> Households(AppDb db, Audience audience, Guid hamletId, DateOnly today)
    {
        var found = db.Households.AsNoTracking().Where(h => h.HamletId == hamletId && h.ClosedDay == null);
        if (audience.Languages is { Length: > 0 } languages)
        {
            found = BySpoken(found, languages);
        }

        foreach (var condition in audience.Services ?? [])
        {
            var (service, from, to) = (condition.ServiceId, condition.From, condition.To);
            found = from == Stage.None
                ? found.Where(h => !db.Standings.Any(s => s.HouseholdId == h.Id && s.ServiceId == service && s.Stage > to))
                : found.Where(h => db.Standings.Any(s => s.HouseholdId == h.Id && s.ServiceId == service && s.Stage >= from && s.Stage <= to));
        }

        if (audience.Crops is { Length: > 0 } crops)
        {
            var (oldest, youngest) = audience.CropDays is [var from, var to] ? (today.AddDays(-to), today.AddDays(-from)) : (DateOnly.MinValue, DateOnly.MaxValue);
            var anyDay = audience.CropDays is null;
            found = found.Where(h => db.HouseholdCrops.Any(c => c.HouseholdId == h.Id && crops.Contains(c.Crop) && (c.EndedOn == null || c.EndedOn >= today)
                && (anyDay || (c.SownOn != null && c.SownOn >= oldest && c.SownOn <= youngest))));
        }

        if (audience.WithConsent)
        {
            var agreed = ContactConsents.Standing(db);
            found = found.Where(h => agreed.Any(c => c.HouseholdId == h.Id));
        }

        if (audience.TouchedBy is { } bulletin)
        {
            found = found.Where(h => db.Deliveries.Any(d => d.RecipientId == h.Id && WentOut.Contains(d.State) && db.Sendings.Any(s => s.Id == d.SendingId && s.BulletinId == bulletin)));
        }

        return found;
    }

    /// <summary>A household whose language nobody has written down is taken to speak Vietnamese.</summary>
    private static IQueryable<Household> BySpoken(IQueryable<Household> households, string[] languages)
    {
        var (vi, km, hoa) = (languages.Contains("vi"), languages.Contains("km"), languages.Contains("hoa"));
        return households.Where(h =>
            (vi && (h.Language == null || ("+" + h.Language + "+").Contains("+vi+")))
            || (km && h.Language != null && ("+" + h.Language + "+").Contains("+km+"))
            || (hoa && h.Language != null && ("+" + h.Language + "+").Contains("+hoa+")));
    }
}
