using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Documents.Writing;

/// <summary>What documents say of teams, out of the register, as it was on the document's day.</summary>
internal sealed class TeamData(TeamView teams, AreaTree areas)
{
    private static Texts Vietnamese => Texts.In("vi");

    /// <summary>The unit whose office decides on a team: the commune of a hamlet's team, its own unit of another one.</summary>
    public Guid IssuerOf(Team team, DateOnly day)
    {
        var line = areas.On(day).LineOf(team.AreaId).ToList();
        return line.Find(u => u.Tier != AreaTier.Hamlet)?.AreaId ?? throw new Refusal(Problems.AreaNotOnDay, Formats.Day(day));
    }

    /// <param name="phones">The template asks for members' numbers.</param>
    public DocumentData Of(TeamFile file, DateOnly day, bool phones)
    {
        var (tree, seats) = (areas.On(day), file.On(day).OrderByDescending(s => s.Seat.Role).ToList());
        var data = new DocumentData()
            .With("ten_to", file.Team.Name).With("dia_ban", tree.Find(file.Team.AreaId) is { } unit ? DocumentHeading.InText(unit) : "")
            .With("dia_ban_day_du", DocumentHeading.FullName(tree, file.Team.AreaId))
            .With("to_truong", file.LeaderOn(day)?.Person.Name);
        Count(data, seats);
        data.Tables["thanh_vien"] = [];
        foreach (var (seat, i) in seats.Select((s, i) => (s, i + 1)))
        {
            data.Row("thanh_vien", ("stt", Formats.Number(i)), ("ho_ten", seat.Person.Name), ("nam_sinh", $"{seat.Person.BirthYear}"),
                ("chuc_vu", seat.Seat.Hats),
                ("vai_tro", TeamWords.Role(seat.Seat.Role, Vietnamese)), ("ngon_ngu", TeamWords.Languages(seat.Person.Languages, Vietnamese)),
                ("dien_thoai", phones ? teams.PhoneOf(seat.Person, file.Team.AreaId) : ""), ("ghi_chu", ""));
        }

        return data;
    }

    /// <summary>All living teams of a unit.</summary>
    public DocumentData Of(Guid areaId, DateOnly day)
    {
        var tree = areas.On(day);
        var files = teams.Mine(areaId).Where(f => f.Team.DissolvedOn is not { } end || end > day).Where(f => f.Team.DecisionDate is not { } from || from <= day)
            .OrderBy(f => f.Team.Level).ThenBy(f => f.Team.Name, PersonNames.Vietnamese).ToList();
        var data = new DocumentData().With("so_to", Formats.Number(files.Count));
        Count(data, [.. files.SelectMany(f => f.On(day)).DistinctBy(s => s.Person.Id)]);
        data.Tables["cac_to"] = [];
        foreach (var (file, i) in files.Select((f, i) => (f, i + 1)))
        {
            data.Row("cac_to", ("stt", Formats.Number(i)), ("ten", file.Team.Name),
                ("dia_ban", tree.Find(file.Team.AreaId) is { } unit ? DocumentHeading.InText(unit) : ""),
                ("to_truong", file.LeaderOn(day)?.Person.Name), ("so_thanh_vien", Formats.Number(file.On(day).Count())));
        }

        return data;
    }

    /// <summary>The few figures that the register itself knows, for a report written by hand; reports with all indicators bring their own table.</summary>
    public static DocumentData Figures(DocumentData unit, IEnumerable<KeptGroup> groups)
    {
        var open = groups.ToList();
        var counted = open.Where(g => g.Members is not null).ToList();
        return new DocumentData()
            .Row("chi_tieu", ("stt", "1"), ("ten", "Tổ công nghệ số cộng đồng"), ("don_vi_tinh", "tổ"), ("gia_tri", unit.Fields["so_to"]), ("ghi_chu", ""))
            .Row("chi_tieu", ("stt", "2"), ("ten", "Thành viên các tổ"), ("don_vi_tinh", "người"), ("gia_tri", unit.Fields["so_thanh_vien"]), ("ghi_chu", ""))
            .Row("chi_tieu", ("stt", "3"), ("ten", "Thành viên nói được tiếng Khmer"), ("don_vi_tinh", "người"), ("gia_tri", unit.Fields["so_noi_khmer"]),
                ("ghi_chu", ""))
            .Row("chi_tieu", ("stt", "4"), ("ten", "Nhóm Zalo cộng đồng"), ("don_vi_tinh", "nhóm"), ("gia_tri", Formats.Number(open.Count)), ("ghi_chu", ""))
            .Row("chi_tieu", ("stt", "5"), ("ten", "Thành viên các nhóm Zalo"), ("don_vi_tinh", "người"),
                ("gia_tri", Formats.Number(counted.Count > 0 ? counted.Sum(g => g.Members) : null)), ("ghi_chu", ""));
    }

    private static void Count(DocumentData data, List<Sitting> seats)
    {
        var khmer = seats.Count(s => s.SpeaksKhmer);
        data.With("so_thanh_vien", Formats.Number(seats.Count)).With("so_noi_khmer", Formats.Number(khmer)).Flag("co_khmer", khmer > 0);
    }
}
