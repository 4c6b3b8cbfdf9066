using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Bulletins.Approval;

/// <summary>Why somebody may not decide on a version; <see cref="None"/> when they may.</summary>
internal enum Hindrance
{
    None,

    /// <summary>Nothing waits for a decision.</summary>
    NotSubmitted,

    /// <summary>Whoever wrote any part of it does not approve it.</summary>
    OwnText,

    /// <summary>Not the approver's role here, or the deputy before the deadline.</summary>
    NotYourTurn,
}

/// <summary>Who may approve what: the province's rules, read anew for each decision.</summary>
internal sealed class ApprovalRules(AppDb db, AreaTree areas, TimeProvider clock)
{
    private List<ApprovalRule>? rules;

    /// <summary>The first rule that fits, or null when none does.</summary>
    public async Task<ApprovalRule?> FindAsync(Bulletin bulletin, BulletinVersion version, CancellationToken ct)
    {
        rules ??= await db.ApprovalRules.AsNoTracking().OrderBy(r => r.Order).ThenBy(r => r.Id).ToListAsync(ct);
        var tier = TierOf(bulletin.AreaId);
        return rules.FirstOrDefault(r => (r.Kind is null || r.Kind == bulletin.Kind) && r.Urgency == version.Urgency && r.Tier == tier);
    }

    public async Task<Hindrance> HinderedAsync(Bulletin bulletin, BulletinVersion version, CurrentUser user, CancellationToken ct)
    {
        if (version.State != BulletinState.Submitted)
        {
            return Hindrance.NotSubmitted;
        }

        if (user.UserId is { } me && WritersOf(version).Contains(me))
        {
            return Hindrance.OwnText;
        }

        var late = version.DecisionDueAt is { } due && clock.GetUtcNow().UtcDateTime >= due;
        return await FindAsync(bulletin, version, ct) is { } rule && (Holds(user, rule.Approver, bulletin.AreaId) || (late && rule.Deputy is { } deputy && Holds(user, deputy, bulletin.AreaId)))
            ? Hindrance.None
            : Hindrance.NotYourTurn;
    }

    public static IReadOnlyList<Guid> WritersOf(BulletinVersion version) => IdList.Of(version.Writers);

    /// <summary>A role in the issuing unit or above it.</summary>
    private bool Holds(CurrentUser user, Role role, Guid areaId) => user.Roles.Any(r => r.Role == role && areas.Today.IsWithin(areaId, r.AreaId));

    private AreaTier TierOf(Guid areaId) => areas.Today.Find(areaId)?.Tier ?? areas.VersionsOf(areaId)[^1].Tier;
}

/// <summary>Ids kept in one column, joined by commas.</summary>
internal static class IdList
{
    public static IReadOnlyList<Guid> Of(string joined) => [.. joined.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    public static string Join(IEnumerable<Guid> ids) => string.Join(',', ids.Distinct());
}
