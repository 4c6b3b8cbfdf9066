using TungNgo.Accounts.SigningIn;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Accounts;

/// <summary>One role in one area, as the signed-in official or phone holds it now.</summary>
internal sealed record RoleInArea(Role Role, Guid AreaId);

/// <summary>
/// Who is calling and what they may touch. Scope is the tree of today: ancestors of a household are computed, never stored, so a
/// reorganisation moves everybody's scope with it.
/// </summary>
internal sealed class CurrentUser(AreaTree areas)
{
    public const string UserIdClaim = "uid", DeviceIdClaim = "did", NameClaim = "name", SessionClaim = "sid";

    public Guid? UserId { get; private set; }
    public Guid? DeviceId { get; private set; }

    /// <summary>The official's browser session; null for phones.</summary>
    public Guid? SessionId { get; private set; }
    public bool MustChangePassword { get; private set; }
    public string Name { get; private set; } = "";
    public string? Address { get; private set; }
    public IReadOnlyList<RoleInArea> Roles { get; private set; } = [];

    /// <summary>Members who share the calling phone, with their strongest role and teams; empty for officials.</summary>
    public IReadOnlyList<PhoneMember> Members { get; private set; } = [];

    public bool IsSignedIn => UserId is not null || DeviceId is not null;

    public void SignIn(Account account, Guid? sessionId, DateTime now, string? address)
    {
        UserId = account.Id;
        SessionId = sessionId;
        Name = account.DisplayName;
        MustChangePassword = account.MustChangePassword;
        // The authority of a unit ends with the unit: on the day of a reorganisation its officers are given roles in what follows it.
        Roles = [.. account.RolesAt(now).Where(r => areas.Today.Find(r.AreaId) is not null)];
        Address = address;
    }

    public void SignIn(Phone phone, string? address)
    {
        DeviceId = phone.DeviceId;
        Name = string.Join(", ", phone.Members.Select(m => m.Name));
        Roles = phone.Roles;
        Members = phone.Members;
        Address = address;
    }

    /// <summary>The same caller in another scope of the same request.</summary>
    public void TakeOver(CurrentUser other) =>
        (UserId, DeviceId, SessionId, Name, Roles, Members, Address) = (other.UserId, other.DeviceId, other.SessionId, other.Name, other.Roles, other.Members, other.Address);

    public Actor Actor => new(Name, UserId, null, DeviceId, Address);

    public Actor ActorFor(PhoneMember member) => new(member.Name, null, member.Id, DeviceId, Address);

    public bool Can(Permission permission) =>
        permission == Permission.OwnAccount ? UserId is not null : Roles.Any(r => r.Role.Allows(permission));

    /// <summary>Units in which the caller holds the permission; everything below them is included.</summary>
    public IEnumerable<Guid> AreasWith(Permission permission) => Roles.Where(r => r.Role.Allows(permission)).Select(r => r.AreaId).Distinct();

    public bool Can(Permission permission, Guid areaId) =>
        AreasWith(permission).Any(root => areas.Today.IsWithin(areaId, root) || WasWithin(areaId, root));

    /// <summary>Refuses when the caller may not do this in the unit. What is out of scope is simply not found.</summary>
    public void Require(Permission permission, Guid areaId)
    {
        if (!Can(permission, areaId))
        {
            throw new Refusal(Problems.NotFound);
        }
    }

    /// <summary>Hamlets in which the caller holds the permission: the set that every scoped query filters by.</summary>
    public IReadOnlyCollection<Guid> Hamlets(Permission permission)
    {
        var roots = AreasWith(permission).ToList();
        return roots.Count == 1 ? areas.Today.HamletsOf(roots[0]) : [.. roots.SelectMany(areas.Today.HamletsOf).Distinct()];
    }

    /// <summary>
    /// A unit that does not exist today is in scope when all that followed it is: the officer of the new commune reads the figures of
    /// the communes that were merged into it, and the city those of the abolished districts whose hamlets it now holds. A unit that is
    /// decided but not yet there is in scope when all that it will come from is.
    /// </summary>
    private bool WasWithin(Guid areaId, Guid root)
    {
        if (areas.Today.Find(areaId) is not null || areas.VersionsOf(areaId) is not [.., var last])
        {
            return false;
        }

        var hamlets = last.ValidTo is { } end ? areas.On(end).HamletsOf(areaId) : [];
        if (hamlets.Count > 0 && hamlets.All(h => areas.Today.IsWithin(h, root)))
        {
            return true;
        }

        var kin = last.ValidTo < areas.Today.Day
            ? areas.Successions.Where(s => s.FromId == areaId && s.ToId != areaId).Select(s => s.ToId).ToList()
            : areas.Successions.Where(s => s.ToId == areaId && s.FromId != areaId).Select(s => s.FromId).ToList();
        if (kin.Count == 0 && areas.VersionsOf(areaId)[0] is { ParentId: { } parent } first && first.ValidFrom > areas.Today.Day)
        {
            kin.Add(parent);
        }

        return kin.Count > 0 && kin.All(k => areas.Today.IsWithin(k, root) || WasWithin(k, root));
    }
}

/// <summary>A member on a phone: who they are and in which teams they sit today.</summary>
internal sealed record PhoneMember(Guid Id, string Name, Teams.TeamRole Role, IReadOnlyList<Guid> TeamIds, IReadOnlyList<Guid> LeaderOf);
