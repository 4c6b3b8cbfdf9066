using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Teams.Lists;

/// <summary>Finds the unit of any tier that a list means. One unit without doubt, or those to choose from; it never guesses.</summary>
internal sealed class UnitMatcher
{
    private const int Offered = 8;
    private readonly List<(Guid Id, AreaTier Tier, string Code, string Name, string Bare, string Parent, string Under)> units;
    private readonly HamletMatcher hamlets;

    /// <param name="units">Units with the name of the one above, as of the day they last were.</param>
    public UnitMatcher(IEnumerable<(AreaVersion Unit, AreaVersion? Parent)> units)
    {
        this.units = [.. units.Select(u => (u.Unit.AreaId, u.Unit.Tier, u.Unit.Code ?? "", SearchKey.Fold(AreaNames.WithKind(u.Unit)), SearchKey.Fold(u.Unit.Name),
            SearchKey.Fold(u.Parent is null ? "" : AreaNames.WithKind(u.Parent)), SearchKey.Fold(u.Parent?.Name)))];
        hamlets = new HamletMatcher(units.Where(u => u.Unit.Tier == AreaTier.Hamlet).Select(u => new HamletName(u.Unit.AreaId, u.Unit.Name, u.Parent?.Name ?? "")));
    }

    public (Guid? Sure, IReadOnlyList<Guid> Candidates) Find(string text, string? under, TeamLevel? level)
    {
        var (key, above) = (SearchKey.Fold(text), SearchKey.Fold(under));
        var tier = units.Where(u => level is null or TeamLevel.Other || (int)u.Tier == (int)level).ToList();
        var within = above.Length == 0 ? tier : tier.Where(u => u.Parent == above || u.Under == above).ToList();
        foreach (var among in new[] { within, tier })
        {
            var named = among.Where(u => u.Name == key || (u.Code.Length > 0 && u.Code == text.Trim())).Select(u => u.Id).ToList();
            if (named.Count == 1)
            {
                return (named[0], named);
            }

            var bare = named.Count > 0 ? named : [.. among.Where(u => u.Bare == key).Select(u => u.Id)];
            if (bare.Count > 0)
            {
                // "Long Phú" is a town and a commune: asked, not guessed; so is a name found outside the commune that was written.
                return (bare.Count == 1 && among == within ? bare[0] : null, [.. bare.Take(Offered)]);
            }
        }

        if (level is null or TeamLevel.Hamlet or TeamLevel.Other)
        {
            var match = hamlets.Match(text, under);
            return (match.Sure, [.. match.Candidates.Select(c => c.Id)]);
        }

        return (null, [.. tier.Where(u => HamletMatcher.Distance(u.Name, key) <= 2 || HamletMatcher.Distance(u.Bare, key) <= 2).Select(u => u.Id).Take(Offered)]);
    }
}
