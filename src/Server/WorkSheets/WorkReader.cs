using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;

namespace TungNgo.WorkSheets;

/// <summary>A team's sheets of a month with all that is known of them.</summary>
/// <param name="Row">As it stands, or as it would begin.</param>
/// <param name="Body">Frozen, or as the records have it now.</param>
/// <param name="After">By member, what has come since it was locked and is in no other sheet yet.</param>
/// <param name="SinceCheck">Visits that came after the leader had looked.</param>
/// <param name="IsTrue">Whether the frozen sheets are still those that were locked.</param>
internal sealed record TeamSheets(TeamFile File, WorkMonth Row, WorkBody Body, IReadOnlyDictionary<Guid, WorkCount> After, IReadOnlyList<WorkObjection> Objections, int SinceCheck, bool IsTrue)
{
    public Team Team => File.Team;

    public bool IsLocked => Row.State == WorkState.Locked;

    public IEnumerable<WorkObjection> Unanswered => Objections.Where(o => o.AnsweredAt is null);
}

/// <summary>Reckons sheets from the records; whoever asks has checked the scope.</summary>
internal sealed class WorkReader(AppDb db, TeamRegister teams, TeamGaps gaps, Territory territory, AreaTree areas, CampaignBook campaigns, IEnumerable<IWorkSource> sources)
{
    public async Task<IReadOnlyList<TeamSheets>> ReadAsync(IReadOnlyCollection<Guid> teamIds, DateOnly month, CancellationToken ct)
    {
        var files = teamIds.Select(teams.Find).OfType<TeamFile>().OrderBy(f => f.Team.Name, AreaNames.Order).ToList();
        if (files.Count == 0)
        {
            return [];
        }

        // Also those of other teams in which the members sit: a day is paid once.
        var kin = files.SelectMany(f => f.Sittings).Select(s => s.Person.Id).Distinct().SelectMany(teams.OfMember).Concat(files).Select(f => f.Team.Id).Distinct().ToList();
        var since = month.AddMonths(-WorkShelf.MostMonths);
        var rows = await db.WorkMonths.AsNoTracking().Where(w => kin.Contains(w.TeamId) && w.Month >= since).ToListAsync(ct);
        var shelf = new WorkShelf(rows.Where(r => r.Json is not null).Select(BodyOf));
        var (rates, limits) = (await db.WorkRates.AsNoTracking().ToListAsync(ct), await db.WorkLimits.AsNoTracking().SingleOrDefaultAsync(ct) ?? new WorkLimits());
        var ids = files.ConvertAll(f => f.Team.Id);
        var objections = (await db.WorkObjections.AsNoTracking().Where(o => ids.Contains(o.TeamId) && o.Month == month).OrderBy(o => o.At).ToListAsync(ct)).ToLookup(o => o.TeamId);
        var first = files.Min(f => shelf.Before(f.Team.Id, month) is [var earliest, ..] ? earliest : month);
        var facts = new List<WorkFact>();
        foreach (var source in sources)
        {
            facts.AddRange(await source.ReadAsync([.. files.Select(f => f.Team)], first, WorkMonth.LastDayOf(month), ct));
        }

        var byTeam = facts.ToLookup(f => f.TeamId);
        return files.ConvertAll(file =>
        {
            var row = rows.Find(r => r.TeamId == file.Team.Id && r.Month == month) ?? new WorkMonth { TeamId = file.Team.Id, Month = month };
            var work = byTeam[file.Team.Id].ToLookup(f => (f.MemberId, f.Month));
            var body = row.Json is null ? Reckon(file, month, work, shelf, rates, limits) : BodyOf(row);
            return new TeamSheets(
                file, row, body, row.Json is null ? new Dictionary<Guid, WorkCount>() : AfterLock(file.Team, month, work, shelf), [.. objections[file.Team.Id]],
                row is { CheckedAt: { } at, State: WorkState.Checked or WorkState.Confirmed } ? byTeam[file.Team.Id].Count(f => f.Month == month && f.ReceivedAt > at) : 0,
                row.Json is null || row.Hash == HashOf(row.Json));
        });
    }

    public static WorkBody BodyOf(WorkMonth row) => JsonSerializer.Deserialize<WorkBody>(row.Json!, JsonShape.Stored)!;

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private WorkBody Reckon(TeamFile file, DateOnly month, ILookup<(Guid, DateOnly), WorkFact> work, WorkShelf shelf, List<WorkRate> rates, WorkLimits limits)
    {
        var (team, last, earlier) = (file.Team, WorkMonth.LastDayOf(month), shelf.Before(file.Team.Id, month));
        var served = gaps.HamletsServed(team.AreaId).Concat(territory.HamletsOf(team)).ToHashSet();
        WorkRate? RateIn(RateKind kind, DateOnly of) => Rate(rates, team, kind, of);
        var seated = file.Sittings.Where(s => s.Seat.From <= last && (s.Seat.To is null || s.Seat.To >= month)).Select(s => s.Person.Id);
        var members = seated.Concat(work.Select(w => w.Key.Item1)).Concat(earlier.SelectMany(m => shelf.MembersOf(team.Id, m))).Distinct().ToList();
        var lines = members.ConvertAll(member =>
        {
            var facts = work[(member, month)].ToList();
            var count = Count(team, member, month, facts, shelf);
            IReadOnlyList<WorkLate> late = [.. earlier.Select(m => new WorkLate(m, Pending(team, member, m, work, shelf))).Where(l => !l.Change.IsNothing)];
            var seat = file.Sittings.Where(s => s.Person.Id == member).OrderBy(s => s.Seat.From).LastOrDefault(s => s.Seat.From <= last) ?? file.Sittings.FirstOrDefault(s => s.Person.Id == member);
            return new SheetLine(member, seat?.Person.Name ?? "—", seat?.Seat.Role ?? TeamRole.Member, count, late, OddWork.In(facts, limits, served), PayWork.Of(month, count, late, RateIn));
        });
        var kept = lines.Where(l => seated.Contains(l.MemberId) || !l.Work.IsNothing || l.Late.Count > 0).OrderByDescending(l => l.Role).ThenBy(l => l.Name, PersonNames.Order).ToList();
        var worked = earlier.Where(m => !shelf.IsTeamPaid(team.Id, m) && kept.Exists(l => l.Late.Any(c => c.Month == m && c.Change.Days.Count > 0))).ToList();
        if (kept.Exists(l => l.Work.Days.Count > 0))
        {
            worked.Add(month);
        }

        return new(team.Id, team.Name, month, kept, PayWork.OfTeam(worked, RateIn));
    }

    private Dictionary<Guid, WorkCount> AfterLock(Team team, DateOnly month, ILookup<(Guid, DateOnly), WorkFact> work, WorkShelf shelf) =>
        work.Where(w => w.Key.Item2 == month).Select(w => w.Key.Item1).Concat(shelf.MembersOf(team.Id, month)).Distinct()
            .Select(m => (Member: m, Change: Pending(team, m, month, work, shelf))).Where(c => !c.Change.IsNothing).ToDictionary(c => c.Member, c => c.Change);

    /// <summary>What the records say now of a locked month, beyond all that has been told of it.</summary>
    private WorkCount Pending(Team team, Guid member, DateOnly month, ILookup<(Guid, DateOnly), WorkFact> work, WorkShelf shelf) =>
        Count(team, member, month, [.. work[(member, month)]], shelf).Since(shelf.Told(team.Id, member, month));

    private WorkCount Count(Team team, Guid member, DateOnly month, IReadOnlyCollection<WorkFact> facts, WorkShelf shelf) =>
        facts.Count == 0 ? WorkCount.None : WorkCount.From(facts, day => IsPlanned(team, day), shelf.CarriedElsewhere(team.Id, member, month));

    /// <summary>A campaign that was signed, in whose unit the team lay on that day.</summary>
    private bool IsPlanned(Team team, DateOnly day) => campaigns.All.Select(f => f.Campaign)
        .Any(c => c.State is CampaignState.Approved or CampaignState.Closed && c.From <= day && day <= c.To && IsWithin(team, day, c.AreaId));

    /// <summary>The province whose team it was at the end of the month pays.</summary>
    private WorkRate? Rate(List<WorkRate> rates, Team team, RateKind kind, DateOnly month) =>
        rates.Find(r => r.Kind == kind && r.HoldsIn(month) && IsWithin(team, WorkMonth.LastDayOf(month), r.AreaId));

    private bool IsWithin(Team team, DateOnly day, Guid areaId) => areas.HeirOn(team.AreaId, day) is { } place && areas.On(day).IsWithin(place, areaId);
}
