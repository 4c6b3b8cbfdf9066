using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>Who may change which tier.</summary>
internal static class AreaAuthority
{
    /// <summary>A commune's officer types hamlets; communes and above move only by those whose area is the whole tree.</summary>
    public static void RefuseAboveHamlets(AreaTree areas, CurrentUser user, IEnumerable<Guid> subjects, AreaKind? kind)
    {
        var above = (kind is { } k && AreaVersion.TierOf(k) < AreaTier.Hamlet) || subjects.Any(s => areas.VersionsOf(s).Any(v => v.Tier < AreaTier.Hamlet));
        if (above && !HoldsAll(areas, user))
        {
            throw new Refusal(Problems.Forbidden);
        }
    }

    public static bool HoldsAll(AreaTree areas, CurrentUser user) => areas.Today.Roots.Any(r => user.Can(Permission.ManageAreas, r.AreaId));
}
