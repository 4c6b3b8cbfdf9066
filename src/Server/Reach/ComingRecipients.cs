using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Sendings;
using TungNgo.Sendings.Plan;

namespace TungNgo.Reach;

/// <summary>
/// Households that a sending is for and that are not in its ledger yet: planning goes from hamlet to hamlet, and the whole is known from the audience before
/// the first of them.
/// </summary>
internal sealed class ComingRecipients(AppDb db, AreaTree areas, TimeProvider clock)
{
    /// <summary>Languages are chosen when a household is planned.</summary>
    public const string Unknown = "";

    /// <param name="counts">What is in the ledger.</param>
    /// <param name="within">Units that are looked at.</param>
    /// <param name="ct">Stops the counting.</param>
    /// <returns>Open recipients by hamlet.</returns>
    public async Task<IReadOnlyList<RecipientCount>> OfAsync(ReachCounts counts, IReadOnlySet<Guid> within, CancellationToken ct)
    {
        var planned = counts.Planned.Select(p => p.HamletId).ToHashSet();
        var coming = new List<RecipientCount>();
        foreach (var sending in counts.Sendings.Where(s => s.State == SendingState.Planning))
        {
            var audience = Audience.Of(sending.Audience);
            var left = audience.TeamRoles is { Length: > 0 } ? [] : audience.HamletsOf(areas.Today).Hamlets.Where(h => within.Contains(h) && planned.Add(h)).ToList();
            if (left.Count > 0)
            {
                var households = await AudienceQuery.Households(db, audience, left, clock.Today()).GroupBy(h => h.HamletId)
                    .Select(g => new { HamletId = g.Key, Count = g.Count() }).ToListAsync(ct);
                coming.AddRange(households.Select(h => new RecipientCount(h.HamletId, false, Unknown, RecipientState.Open, null, h.Count)));
            }
        }

        return coming;
    }
}
