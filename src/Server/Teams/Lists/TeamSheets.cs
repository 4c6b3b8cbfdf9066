using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams.Lists;

/// <summary>The tables of teams and of members: one definition for page, download and import, so that they cannot differ.</summary>
internal static class TeamSheets
{
    /// <summary>Columns of the list in and out, one row for each member. The keys are the headings' text keys after "teams.sheet.".</summary>
    public static readonly string[] ListFields =
        ["team", "level", "area", "under", "decision", "decision-day", "member", "birth", "role", "hats", "languages", "phone", "from", "to"];

    public static string[] Columns(Texts t) =>
    [
        t["teams.team"], t["teams.level"], t["teams.area"], t["teams.decision"], t["teams.decision-day"], t["teams.leader"], t["teams.phone"], t["teams.members"],
        t["teams.khmer-speakers"], t["teams.groups"], t["teams.group-members"], t["teams.last-visit"], t["teams.missing"],
    ];

    public static object?[] Cells(TeamRow r, Texts t) =>
    [
        r.Name, TeamWords.Level(r.Level, t), r.Area, r.DecisionNumber, r.DecisionDate, r.Leader, r.LeaderPhone, r.Members, r.KhmerSpeakers, r.ZaloGroups, r.ZaloMembers, r.LastVisit,
        r.Gaps.Length == 0 ? null : string.Join("; ", r.Gaps.Select(g => TeamWords.Gap(g, t))),
    ];

    public static object?[] Totals(IReadOnlyList<TeamRow> rows, Texts t) =>
    [
        t["teams.total", rows.Count], null, null, null, null, null, null, rows.Sum(r => r.Members), rows.Sum(r => r.KhmerSpeakers), rows.Sum(r => r.ZaloGroups),
        rows.Sum(r => r.ZaloMembers), null, null,
    ];

    public static string[] ListColumns(Texts t) => [.. ListFields.Select(f => t[$"teams.sheet.{f}"])];

    /// <summary>Rows of a team in the list: its members of the day, or one row without a member.</summary>
    public static IEnumerable<object?[]> ListRows(TeamFile file, DateOnly day, Func<Guid, (string Unit, string? Under)> unitOf, Func<Member, string?> phoneOf, Texts t)
    {
        var (unit, under) = unitOf(file.Team.AreaId);
        object?[] head = [file.Team.Name, TeamWords.Level(file.Team.Level, t), unit, under, file.Team.DecisionNumber, file.Team.DecisionDate];
        var sittings = file.On(day).OrderByDescending(s => s.Seat.Role).ThenBy(s => s.Person.Name, PersonNames.Order).ToList();
        return sittings.Count == 0 ? [[.. head, .. new object?[8]]] : sittings.Select(s => (object?[])
        [
            // A year is no quantity: written without the point between the thousands.
            .. head, s.Person.Name, (decimal?)s.Person.BirthYear, TeamWords.Role(s.Seat.Role, t), s.Seat.Hats, TeamWords.Languages(s.Person.Languages, t), phoneOf(s.Person), s.Seat.From, s.Seat.To,
        ]);
    }
}
