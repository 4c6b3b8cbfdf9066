using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Providers;

namespace TungNgo.Sendings.Plan;

/// <summary>Browsers that chose a hamlet on its public page: each is told once of every bulletin that stands there.</summary>
internal static class Subscribers
{
    /// <param name="versionId">Browsers that have it already, perhaps while they had chosen another hamlet, are left out.</param>
    /// <returns>Nothing for an audience of teams: what speaks to members is on no public page.</returns>
    public static async Task<IReadOnlyList<(ContactPoint Browser, Channel Channel)>> ReadAsync(
        AppDb db, ChannelBook channels, Audience audience, Guid versionId, Guid hamletId, CancellationToken ct)
    {
        if (audience.TeamRoles is { Length: > 0 } || channels.Serving(hamletId, ChannelKind.WebPush) is not { } channel)
        {
            return [];
        }

        var browsers = await Of(db, hamletId)
            .Where(c => !db.Deliveries.Any(d => d.VersionId == versionId && d.RecipientId == c.Id && d.Kind == ChannelKind.WebPush)).AsNoTracking().ToListAsync(ct);
        return [.. browsers.Select(b => (b, channel))];
    }

    public static IQueryable<ContactPoint> Of(AppDb db, Guid hamletId) =>
        db.ContactPoints.Where(c => c.HamletId == hamletId && c.Kind == ContactKind.Push && c.HouseholdId == null && c.GoneAt == null && c.PublicKey != null);
}
