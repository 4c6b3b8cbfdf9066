using System.Linq.Expressions;
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

    public static IQueryable<Household> Households(AppDb db, Audience audience, Guid hamletId, DateOnly today) =>
        Narrowed(db, audience, db.Households.AsNoTracking().Where(h => h.HamletId == hamletId && h.ClosedDay == null), today);

    /// <summary>Of several hamlets at once, to be counted.</summary>
    public static IQueryable<Household> Households(AppDb db, Audience audience, IReadOnlyCollection<Guid> hamlets, DateOnly today) =>
        Narrowed(db, audience, db.Households.AsNoTracking().Where(h => hamlets.Contains(h.HamletId) && h.ClosedDay == null), today);

    private static IQueryable<Household> Narrowed(AppDb db, Audience audience, IQueryable<Household> found, DateOnly today)
    {
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

        if (audience.Growing is { Length: > 0 } growing && Array.TrueForAll(growing, g => g.Crop is not null))
        {
            found = found.Where(Grows(db, growing, today));
        }

        if (audience.WithConsent)
        {
            var agreed = ContactConsents.Standing(db);
            found = found.Where(h => agreed.Any(c => c.HouseholdId == h.Id));
        }

        if (audience.TouchedBy is { } bulletin)
        {
            // A warning, its updates and its all-clear are one matter: who had only the first is told of the last.
            var sendings = db.Sendings.Where(s => db.Bulletins.Any(b => b.Id == bulletin
                && db.Bulletins.Any(e => e.Id == s.BulletinId && (e.Id == b.Id || (e.RootId ?? e.Id) == (b.RootId ?? b.Id)))));
            found = found.Where(h => db.Deliveries.Any(d => d.RecipientId == h.Id && WentOut.Contains(d.State) && sendings.Any(s => s.Id == d.SendingId)));
        }

        return found;
    }

    /// <summary>One question for each crop and part of its life, any of which may be answered with yes.</summary>
    private static Expression<Func<Household, bool>> Grows(AppDb db, Growing[] growing, DateOnly today)
    {
        var household = Expression.Parameter(typeof(Household));
        Expression? any = null;
        foreach (var (crop, days, undated) in growing)
        {
            var (oldest, youngest) = days is [var from, var to] ? (today.AddDays(-to), today.AddDays(-from)) : (DateOnly.MinValue, DateOnly.MaxValue);
            var (code, anyDay) = (crop, days is null);
            Expression<Func<Household, bool>> one = h => db.HouseholdCrops.Any(c => c.HouseholdId == h.Id && c.Crop == code && (c.EndedOn == null || c.EndedOn >= today)
                && (anyDay || (undated && c.SownOn == null) || (c.SownOn != null && c.SownOn >= oldest && c.SownOn <= youngest)));
            var body = new Rename(one.Parameters[0], household).Visit(one.Body);
            any = any is null ? body : Expression.OrElse(any, body);
        }

        return Expression.Lambda<Func<Household, bool>>(any!, household);
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

    private sealed class Rename(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
