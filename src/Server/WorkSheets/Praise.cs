using TungNgo.Teams.Members;

namespace TungNgo.WorkSheets;

/// <summary>A member's locked months together.</summary>
/// <param name="Months">In which there was work.</param>
/// <param name="Marks">What was pointed out in them, for whoever decides to look at.</param>
internal sealed record PraisedMember(string Name, string Team, int Months, int Days, int Visits, int Posts, int Marks, int Place);

/// <param name="Share">Days of work for each member and month.</param>
internal sealed record PraisedTeam(string Name, int Members, int Months, int Days, double Share, int Place);

/// <summary>
/// Who may be commended. By constancy: months with work, then days of work. Doors are told and not ranked by, since a hamlet with near doors makes many, and haste more.
/// Of teams it is the days for each member, so that a small one is not behind a large one.
/// </summary>
internal static class Praise
{
    public static IReadOnlyList<PraisedMember> Members(IReadOnlyCollection<WorkBody> locked)
    {
        var found = locked.SelectMany(b => b.Lines.Select(l => (Body: b, Line: l))).GroupBy(x => (x.Line.MemberId, x.Body.TeamId)).Select(g =>
        {
            var work = g.SelectMany(x => x.Line.Late.Select(c => (c.Month, Count: c.Change)).Append((x.Body.Month, Count: x.Line.Work))).ToList();
            var days = work.Sum(w => w.Count.Days.Count - w.Count.Gone.Count);
            return new PraisedMember(g.First().Line.Name, g.First().Body.Team, work.Where(w => w.Count.Days.Count > 0).Select(w => w.Item1).Distinct().Count(), days,
                work.Sum(w => w.Count.Of(WorkKind.Visit)), work.Sum(w => w.Count.Of(WorkKind.Post)), g.Sum(x => x.Line.Odd.Count), 0);
        }).Where(m => m.Days > 0).OrderByDescending(m => m.Months).ThenByDescending(m => m.Days).ThenBy(m => m.Name, PersonNames.Order).ToList();
        // Equal work has equal places.
        return found.ConvertAll(m => m with { Place = 1 + found.Count(o => o.Months > m.Months || (o.Months == m.Months && o.Days > m.Days)) });
    }

    public static IReadOnlyList<PraisedTeam> Teams(IReadOnlyCollection<WorkBody> locked)
    {
        var found = locked.GroupBy(b => b.TeamId).Select(g =>
        {
            var days = g.SelectMany(b => b.Lines).Sum(l => l.Work.Days.Count + l.Late.Sum(c => c.Change.Days.Count - c.Change.Gone.Count));
            var seats = g.Sum(b => b.Lines.Count);
            return new PraisedTeam(g.First().Team, g.SelectMany(b => b.Lines).Select(l => l.MemberId).Distinct().Count(), g.Count(), days, seats == 0 ? 0 : (double)days / seats, 0);
        }).Where(t => t.Days > 0).OrderByDescending(t => t.Share).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        return found.ConvertAll(t => t with { Place = 1 + found.Count(o => o.Share > t.Share) });
    }
}
