using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;

namespace TungNgo.Bulletins.Words;

/// <summary>What the audience needs that a version may lack.</summary>
/// <param name="Hamlets">Hamlets of the audience in which households speak Khmer, and how many of them do; the largest first.</param>
/// <param name="Met">The Khmer text or recording is there, or somebody has said why not.</param>
internal sealed record LanguageNeed(IReadOnlyList<(Guid HamletId, int Households)> Hamlets, bool Met)
{
    public int Households => Hamlets.Sum(h => h.Households);
}

/// <summary>
/// The gate before a bulletin is submitted: where Khmer is spoken it is there as text or to be heard, or somebody answers for
/// leaving it out. Many who speak Khmer do not read it, so a recording counts as much as the text.
/// </summary>
internal sealed class Completeness(AppDb db, AreaTree areas)
{
    public const int LeastReason = 10;

    public async Task<LanguageNeed> OfAsync(BulletinVersion version, IEnumerable<BulletinText> texts, CancellationToken ct)
    {
        var audience = Audience.Of(version.Audience);
        var khmer = texts.FirstOrDefault(t => t.Language == "km");
        var met = khmer is { Title.Length: > 0, Body.Length: > 0 } or { AudioId: not null } || version.Waivers.GetValueOrDefault("km") is { Length: >= LeastReason };
        // Teams read what the office writes; an audience that leaves the language out has nobody to miss it.
        if (audience.TeamRoles is { Length: > 0 } || (audience.Languages is { Length: > 0 } languages && !languages.Contains("km")))
        {
            return new([], true);
        }

        var hamlets = audience.Areas.SelectMany(areas.Today.HamletsOf).Distinct().ToList();
        var speakers = await db.Cells.Where(c => c.Indicator == Indicators.KhmerHouseholds && hamlets.Contains(c.HamletId))
            .GroupBy(c => c.HamletId).Select(g => new { HamletId = g.Key, Households = g.Sum(c => c.Value) }).Where(g => g.Households > 0).ToListAsync(ct);
        return new([.. speakers.OrderByDescending(s => s.Households).Select(s => (s.HamletId, s.Households))], met || speakers.Count == 0);
    }
}
