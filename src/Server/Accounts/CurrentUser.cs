using Microsoft.AspNetCore.Authentication;
using TungNgo.Accounts.SigningIn;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts;

/// <summary>One role in one area, as the signed-in official or phone holds it now.</summary>
internal sealed record RoleInArea(Role Role, Guid AreaId);

/// <summary>
/// Who is calling and what they may touch. Scope is the tree of today: ancestors of a household are computed, never stored, so a
/// reorganisation moves everybody's scope with it.
/// </summary>
internal sealed class CurrentUser(AreaTree areas) : ICaller
{
    public const string UserIdClaim = "uid", DeviceIdClaim = "did", NameClaim = "name", SessionClaim = "sid";

    public Guid? UserId { get; private set; }

    /// <summary>The phone that calls; null for officials.</summary>
    public PhoneCaller? Phone { get; private set; }

    /// <summary>The program that calls with a key; null for people.</summary>
    public ProgramCaller? KeyHolder { get; private set; }

    public Guid? DeviceId => Phone?.DeviceId;

    public Guid? Id => UserId ?? DeviceId;

    /// <summary>The official's browser session; null for phones.</summary>
    public Guid? SessionId { get; private set; }
    public bool MustChangePassword { get; private set; }
    public bool HasSecondFactor { get; private set; }

    /// <summary>Whether the caller's roles ask for a second factor.</summary>
    public bool NeedsSecondFactor => Roles.Any(r => r.Role.NeedsSecondFactor());
    public string Name { get; private set; } = "";
    public string? Address { get; private set; }
    public IReadOnlyList<RoleInArea> Roles { get; private set; } = [];

    public bool IsSignedIn => Id is not null || KeyHolder is not null;

    public async Task RecogniseAsync(HttpContext request)
    {
        var address = request.Connection.RemoteIpAddress?.ToString();
        var result = await request.AuthenticateAsync(Gate.SchemeOf(request.Request));
        if (result.Principal is not { } principal)
        {
            return;
        }

        request.User = principal;
        if (request.Items[typeof(PhoneCaller)] is PhoneCaller phone)
        {
            SignIn(phone, address);
        }
        else if (request.Items[typeof(ProgramCaller)] is ProgramCaller program)
        {
            (KeyHolder, Name, Address) = (program, program.Name, address);
        }
        else if (request.Items[typeof(Account)] is Account account)
        {
            var session = Guid.TryParse(principal.FindFirst(SessionClaim)?.Value, out var id) ? id : (Guid?)null;
            SignIn(account, session, request.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, address);
        }
    }

    public void SignIn(Account account, Guid? sessionId, DateTime now, string? address)
    {
        UserId = account.Id;
        SessionId = sessionId;
        Name = account.DisplayName;
        MustChangePassword = account.MustChangePassword;
        HasSecondFactor = account.HasSecondFactor;
        // The authority of a unit ends with the unit: on the day of a reorganisation its officers are given roles in what follows it.
        Roles = [.. account.RolesAt(now).Where(r => areas.Today.Find(r.AreaId) is not null)];
        Address = address;
    }

    public void SignIn(PhoneCaller phone, string? address)
    {
        Phone = phone;
        Name = phone.Name;
        Roles = phone.Roles;
        Address = address;
    }

    /// <summary>The server itself, by a rule that somebody has signed; there is no account behind it, and the audit shows the name.</summary>
    public void ActByRule(string name, params RoleInArea[] roles)
    {
        Name = name;
        Roles = roles;
    }

    public void TakeOver(ICaller other)
    {
        var caller = (CurrentUser)other;
        (UserId, Phone, KeyHolder, SessionId, Name, Roles, Address) = (caller.UserId, caller.Phone, caller.KeyHolder, caller.SessionId, caller.Name, caller.Roles, caller.Address);
    }

    public Actor Actor => new(Name, UserId, null, DeviceId, Address);

    public bool Can(Permission permission) =>
        permission == Permission.OwnAccount ? UserId is not null : AreasWith(permission).Any();

    /// <summary>Units in which the caller holds the permission; everything below them is included. What holds for all of the province is held at its root only.</summary>
    public IEnumerable<Guid> AreasWith(Permission permission) => KeyHolder is { } program
        // The scope of a key ends with its unit, as that of people does.
        ? ProgramCaller.May(permission) && areas.Today.Find(program.AreaId) is not null ? [program.AreaId] : []
        : Roles.Where(r => r.Role.Allows(permission) && (!permission.IsProvinceWide() || areas.Today.Find(r.AreaId) is { ParentId: null })).Select(r => r.AreaId).Distinct();

    /// <summary>The unit that is asked for; without one, the caller's own.</summary>
    /// <exception cref="Refusal">It is not theirs to see.</exception>
    public Guid AreaOf(Guid? area, Permission permission)
    {
        var asked = area ?? AreasWith(permission).FirstOrDefault();
        Require(permission, asked);
        return asked;
    }

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
