using Microsoft.AspNetCore.Identity;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;

namespace TungNgo.Demo;

/// <summary>One account for each role, and codes with which any phone becomes a demo member's.</summary>
internal sealed class DemoAccounts(AppDb db, UserManager<User> users, AreaTree areas)
{
    public const string Password = "di-tung-ngo-2024";

    /// <summary>The leader's code, printed as a QR; and a plain member's.</summary>
    public const string LeaderCode = "TUNGNGO1", MemberCode = "TUNGNGO2";

    /// <summary>Hamlet whose team's phones a visitor gets.</summary>
    public const string Hamlet = "Trường Thành B";

    public static readonly (string Name, Role Role, string Display, bool InCommune)[] People =
    [
        ("can-bo-xa", Role.CommuneOfficer, "Nguyễn Thị Mai", true),
        ("lanh-dao-xa", Role.CommuneApprover, "Trần Quốc Bình", true),
        ("nong-nghiep", Role.AgricultureOfficer, "Huỳnh Văn Lợi", false),
        ("can-bo-tinh", Role.ProvinceOfficer, "Lâm Ngọc Hân", false),
        ("lanh-dao-tinh", Role.ProvinceApprover, "Phạm Thanh Tâm", false),
        ("kiem-tra", Role.Auditor, "Sơn Minh Hiền", false),
        ("quan-tri", Role.Administrator, "Võ Trung Khoa", false),
    ];

    public async Task AddAsync(DemoTeams teams, List<DemoCommune> communes, Write write, CancellationToken ct)
    {
        var commune = communes.Single(c => c.Code == KnownFigures.TruongKhanh);
        var province = areas.On(KnownFigures.Day).Roots.Single();
        foreach (var (name, role, display, inCommune) in People)
        {
            ct.ThrowIfCancellationRequested();
            var user = new User { Id = write.NewId(), UserName = name, DisplayName = display };
            var made = await users.CreateAsync(user, Password);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException(string.Join("; ", made.Errors.Select(e => e.Description)));
            }

            GrantThroughTime(user.Id, role, inCommune ? commune.Unit.AreaId : province.AreaId, write);
            write.Changed(ChangeKind.Account, user.Id);
        }

        var team = teams.ByArea[commune.Hamlets.Single(h => h.Name == Hamlet).Id];
        AddCode(LeaderCode, team.Members[0].Id, write);
        AddCode(MemberCode, team.Members[2].Id, write);
    }

    /// <summary>A role in a unit goes on in the unit that inherits it, so that one login works on both sides of 1 July 2025.</summary>
    private void GrantThroughTime(Guid userId, Role role, Guid areaId, Write write)
    {
        var from = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var unit = areas.VersionsOf(areaId)[^1]; ;)
        {
            // Legal days begin seven hours before the day in UTC.
            var end = unit.ValidTo?.AddDays(1).ToDateTime(new TimeOnly(0), DateTimeKind.Utc).AddHours(-7);
            db.Grants.Add(new Grant { Id = write.NewId(), UserId = userId, Role = role, AreaId = unit.AreaId, From = from, To = end });
            if (end is null)
            {
                return;
            }

            from = end.Value;
            unit = areas.VersionsOf(areas.Successions.Single(s => s.FromId == unit.AreaId && s.ToId != s.FromId).ToId)[^1];
        }
    }

    private void AddCode(string code, Guid memberId, Write write) => db.EnrolmentCodes.Add(new EnrolmentCode
    {
        Id = write.NewId(), CodeHash = PhoneBook.Hash(code), MemberId = memberId, IssuedBy = "demo", Reusable = true,
        ExpiresAt = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    });
}
