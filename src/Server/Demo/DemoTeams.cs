using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Phones;

namespace TungNgo.Demo;

/// <summary>A team as the visits need it: who walks, with which phone.</summary>
internal sealed record DemoTeam(Team Row, List<Member> Members, Device Device);

/// <summary>
/// The 775 teams and 5,045 members. The sum: 656 hamlet teams, 108 of communes, 11 of districts. Long Phú's published 73 are
/// 61 hamlet teams, 11 of communes and 1 of the district. Trường Khánh's published 7 are its hamlet teams, so it has no commune
/// team of its own; the eleventh is taken to be a second team in the district's seat, that of the Youth Union.
/// </summary>
internal sealed class DemoTeams(Random random, Func<Guid> newId, DateTime now)
{
    private static readonly DateOnly Founded = new(2022, 6, 1);
    private static readonly string[] Hats = ["Trưởng ấp", "Công an viên", "Bí thư chi đoàn", "Chi hội trưởng phụ nữ", "Chi hội nông dân", "Ban công tác Mặt trận", "Hội cựu chiến binh", "Giáo viên"];
    private static readonly string[] Purposes = ["households", "households", "households", "farmers", "women", "youth", "other"];
    private int serial = 900_000;

    public List<Team> Teams { get; } = [];
    public List<Member> Members { get; } = [];
    public List<Membership> Memberships { get; } = [];
    public List<ZaloGroup> Groups { get; } = [];
    public List<ZaloGroupCount> GroupCounts { get; } = [];
    public List<Device> Devices { get; } = [];
    public List<DeviceMember> DeviceMembers { get; } = [];
    /// <summary>Teams by the unit they serve; the commune's own where it has two.</summary>
    public Dictionary<Guid, DemoTeam> ByArea { get; } = [];

    public void Build(List<DemoCommune> communes, DayTree tree)
    {
        var plan = new List<(string Name, TeamLevel Level, Guid AreaId, DemoCommune? Commune, double Khmer)>();
        foreach (var district in tree.All.Where(a => a.Tier == AreaTier.District).OrderBy(a => a.Code, StringComparer.Ordinal))
        {
            plan.Add(($"Tổ CNSCĐ {Spoken(AreaNames.WithKind(district))}", TeamLevel.District, district.AreaId, null, 0.3));
        }

        foreach (var commune in communes)
        {
            var name = $"Tổ CNSCĐ {Spoken(AreaNames.WithKind(commune.Unit))}";
            if (commune.Code != KnownFigures.TruongKhanh)
            {
                plan.Add((name, TeamLevel.Commune, commune.Unit.AreaId, commune, commune.KhmerShare));
            }

            if (commune.Code == KnownFigures.LongPhuTown)
            {
                plan.Add(("Tổ CNSCĐ Đoàn thanh niên thị trấn Long Phú", TeamLevel.Commune, commune.Unit.AreaId, commune, commune.KhmerShare));
            }

            plan.AddRange(commune.Hamlets.Select(h => ($"Tổ CNSCĐ {Spoken(h.NameWithKind)}", TeamLevel.Hamlet, h.Id, (DemoCommune?)commune, h.KhmerShare)));
        }

        var sizes = Sizes(plan.Select(p => p.Commune?.Code == KnownFigures.TruongKhanh).ToList());
        for (var i = 0; i < plan.Count; i++)
        {
            var (name, level, areaId, commune, khmer) = plan[i];
            var team = Add(name, level, areaId, sizes[i], khmer);
            ByArea.TryAdd(areaId, team);
            if (commune is not null && commune.Code != KnownFigures.TruongKhanh)
            {
                foreach (var group in AddGroups(team, random.Next(0, 3), khmer))
                {
                    CountMembers(group, random.Next(8, 60));
                }
            }
        }

        AddTruongKhanhGroups(communes.Single(c => c.Code == KnownFigures.TruongKhanh));
    }

    /// <summary>"Ấp Trường An" in the middle of a sentence.</summary>
    private static string Spoken(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private int[] Sizes(List<bool> inTruongKhanh)
    {
        var others = inTruongKhanh.Count(t => !t);
        var shares = Shares.Split(KnownFigures.Members - KnownFigures.TruongKhanhMembers, [.. Enumerable.Range(0, others).Select(_ => 0.75 + 0.5 * random.NextDouble())]);
        var next = 0;
        return [.. inTruongKhanh.Select(t => t ? KnownFigures.TruongKhanhMembers / KnownFigures.TruongKhanhTeams : shares[next++])];
    }

    private DemoTeam Add(string name, TeamLevel level, Guid areaId, int size, double khmer)
    {
        var founded = Founded.AddDays(random.Next(300));
        var decision = $"{random.Next(20, 300)}/QĐ-UBND";
        var team = new Team
        {
            Id = newId(), Name = name, NameKey = SearchKey.Fold(name), Level = level, AreaId = areaId,
            DecisionNumber = decision, DecisionDate = founded, TermFrom = founded,
        };
        Teams.Add(team);
        // What is missing must be seen: here and there no leader, or nobody who speaks Khmer where Khmer households live.
        var (leaderless, speaksKhmer) = (level == TeamLevel.Hamlet && random.Chance(0.01), !random.Chance(0.06));
        var members = new List<Member>();
        for (var i = 0; i < size; i++)
        {
            var role = i == 0 && !leaderless ? TeamRole.Leader : i == 1 ? TeamRole.Deputy : TeamRole.Member;
            members.Add(Join(team, role, i, founded, null, decision, speaksKhmer && random.Chance(khmer + 0.1)));
        }

        // A team that was re-formed keeps those who sat in it before.
        for (var i = random.Next(0, 3); i > 0; i--)
        {
            Join(team, TeamRole.Member, 7, founded, new DateOnly(2023, 12, 31), decision, false);
        }

        var device = new Device
        {
            Id = newId(), Name = $"Android {random.Next(8, 12)}", TokenHash = PhoneBook.Hash(newId().ToString()), EnrolledAt = now.AddDays(-random.Next(120, 200)),
            LastSeenAt = now.AddDays(-random.Next(1, 12)),
        };
        Devices.Add(device);
        DeviceMembers.AddRange(members.Take(2).Select(m => new DeviceMember { DeviceId = device.Id, MemberId = m.Id, AddedAt = device.EnrolledAt }));
        return new DemoTeam(team, members, device);
    }

    private Member Join(Team team, TeamRole role, int place, DateOnly from, DateOnly? to, string decision, bool speaksKhmer)
    {
        var (language, woman) = (speaksKhmer && random.Chance(0.8) ? "km" : "vi", random.Chance(0.42));
        var name = DemoNames.Full(random, DemoNames.Surname(random, language), language, woman);
        var member = new Member
        {
            Id = newId(), Name = name, NameKey = SearchKey.Fold(name), BirthYear = random.Next(1962, 2004), Phone = DemoNames.Phone(serial++),
            Languages = speaksKhmer ? "vi,km" : "vi",
        };
        Members.Add(member);
        Memberships.Add(new Membership
        {
            Id = newId(), TeamId = team.Id, MemberId = member.Id, Role = role, Hats = team.Level == TeamLevel.Hamlet ? Hats[place % Hats.Length] : null,
            From = from, To = to, DecisionNumber = decision, EndDecisionNumber = to is null ? null : "12/QĐ-UBND",
        });
        return member;
    }

    private void AddTruongKhanhGroups(DemoCommune commune)
    {
        var teams = commune.Hamlets.Select(h => ByArea[h.Id]).ToList();
        var perTeam = Shares.Split(KnownFigures.TruongKhanhGroups, [.. teams.Select(_ => 1d)]);
        var groups = teams.Zip(perTeam).SelectMany(t => AddGroups(t.First, t.Second, commune.KhmerShare)).ToList();
        var counts = Shares.Split(KnownFigures.TruongKhanhGroupMembers, [.. Enumerable.Range(0, KnownFigures.TruongKhanhGroups).Select(_ => 0.5 + random.NextDouble())]);
        for (var i = 0; i < counts.Length; i++)
        {
            CountMembers(groups[i], counts[i]);
        }
    }

    private List<ZaloGroup> AddGroups(DemoTeam team, int count, double khmer)
    {
        var groups = Enumerable.Range(1, count).Select(i => new ZaloGroup
        {
            Id = newId(), TeamId = team.Row.Id, Name = $"{team.Row.Name["Tổ CNSCĐ ".Length..]} – nhóm {i}", Purpose = Purposes[(i - 1) % Purposes.Length],
            Language = random.Chance(khmer * 0.6) ? "km" : "vi", OwnerMemberId = random.Pick(team.Members).Id,
        }).ToList();
        Groups.AddRange(groups);
        return groups;
    }

    /// <summary>Counts are typed in now and then; the newest is what counts.</summary>
    private void CountMembers(ZaloGroup group, int members)
    {
        GroupCounts.Add(new ZaloGroupCount { Id = newId(), GroupId = group.Id, Day = new DateOnly(2024, 5, 31), Members = Math.Max(1, members - random.Next(0, 6)) });
        GroupCounts.Add(new ZaloGroupCount { Id = newId(), GroupId = group.Id, Day = new DateOnly(2024, 9, 12), Members = members });
    }
}
