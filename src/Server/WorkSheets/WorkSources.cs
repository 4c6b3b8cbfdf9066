using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Gatherings;
using TungNgo.Households;
using TungNgo.Relays;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Training;
using TungNgo.Visits;

namespace TungNgo.WorkSheets;

/// <summary>A register that holds work of members. Group sessions and classes join here, each with a source of its own.</summary>
internal interface IWorkSource
{
    /// <param name="to">The last day.</param>
    Task<IReadOnlyList<WorkFact>> ReadAsync(IReadOnlyList<Team> teams, DateOnly from, DateOnly to, CancellationToken ct);
}

/// <summary>Visits, each once: what a correction replaced does not count, and the correction is the first visitor's still.</summary>
internal sealed class VisitWork(AppDb db, TeamGaps gaps, Territory territory) : IWorkSource
{
    public async Task<IReadOnlyList<WorkFact>> ReadAsync(IReadOnlyList<Team> teams, DateOnly from, DateOnly to, CancellationToken ct)
    {
        // As TeamWork: by the doors that are or were in the teams' hamlets, since the teams alone would mean a walk over all visits of the province.
        // A team whose hamlet has ended keeps walking, in what followed it.
        var hamlets = teams.SelectMany(t => gaps.HamletsServed(t.AreaId).Concat(territory.HamletsOf(t))).Distinct().ToList();
        var before = hamlets.ConvertAll(h => $"{h}");
        var (ids, first, last) = (teams.Select(t => t.Id).ToList(), from.Number(), to.Number());
        var doors = db.Households.Where(h => hamlets.Contains(h.HamletId)).Select(h => h.Id)
            .Union(db.FieldEdits.Where(f => f.Field == FieldCode.Hamlet && before.Contains(f.Before!)).Select(f => f.HouseholdId));
        // A door of theirs lives on in the household into which it was merged, wherever that lies.
        var survivors = await SurvivorsAsync(doors, ct);
        var all = doors.Union(db.Households.Where(h => survivors.Contains(h.Id)).Select(h => h.Id));
        var theirs = db.Visits.AtDoors().AsNoTracking().Where(v => v.TeamId != null && ids.Contains(v.TeamId.Value) && v.MemberId != null && v.SupersededById == null && v.Day >= first && v.Day <= last);
        var rows = await Facts(theirs.Where(v => all.Contains(v.HouseholdId))).ToListAsync(ct);
        // The figures know how many there are. Where some lie at doors that the map no longer tells of (a reorganisation that was taken back), all visits are walked over.
        var counted = await db.Cells.Where(c => ids.Contains(c.HamletId) && c.Indicator == Indicators.TeamVisits && c.Day >= first && c.Day <= last).SumAsync(c => c.Value, ct);
        if (counted != rows.Count)
        {
            rows = await Facts(theirs).ToListAsync(ct);
        }

        return rows;
    }

    private static IQueryable<WorkFact> Facts(IQueryable<Visit> visits) =>
        visits.Select(v => new WorkFact(v.TeamId!.Value, v.MemberId!.Value, WorkKind.Visit, v.At, v.HouseholdId, v.HamletId, v.Outcome == Outcome.Met, v.ReceivedAt));

    private async Task<List<Guid>> SurvivorsAsync(IQueryable<Guid> doors, CancellationToken ct)
    {
        var survivors = await Into(h => doors.Contains(h.Id)).ToListAsync(ct);
        for (var level = survivors; level.Count > 0;)
        {
            var above = level;
            level = [.. (await Into(h => above.Contains(h.Id)).ToListAsync(ct)).Except(survivors)];
            survivors = [.. survivors, .. level];
        }

        return survivors;
    }

    private IQueryable<Guid> Into(Expression<Func<Household, bool>> of) => db.Households.Where(of).Where(h => h.MergedIntoId != null).Select(h => h.MergedIntoId!.Value).Distinct();
}

/// <summary>Gatherings that were held: whoever was to be there, and whoever noted somebody there.</summary>
internal sealed class GatheringWork(AppDb db) : IWorkSource
{
    public async Task<IReadOnlyList<WorkFact>> ReadAsync(IReadOnlyList<Team> teams, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var ids = teams.Select(t => t.Id).ToList();
        var all = db.Gatherings.AsNoTracking().Where(g => g.State == GatheringState.Held && g.Day >= from && g.Day <= to);
        var own = await all.Where(g => ids.Contains(g.TeamId)).ToListAsync(ct);
        // Whoever helped at another team's gathering worked for the team that they sit in; who was to be there has the day already.
        var noted = await (
            from held in all
            join visit in db.Visits.Where(v => v.TeamId != null && ids.Contains(v.TeamId.Value) && v.MemberId != null && v.SupersededById == null && v.Came > 0) on held.Id equals visit.GatheringId
            select new { held, Team = visit.TeamId!.Value, Member = visit.MemberId!.Value }).ToListAsync(ct);
        return [.. own.SelectMany(g => g.Members.Select(m => (Held: g, Team: g.TeamId, Member: m))).Concat(noted.Where(n => !n.held.Members.Contains(n.Member)).Select(n => (Held: n.held, n.Team, n.Member)))
            .DistinctBy(w => (w.Held.Id, w.Team, w.Member)).Select(w => new WorkFact(w.Team, w.Member, WorkKind.Gathering, w.Held.Begins, HamletId: w.Held.HamletId))];
    }
}

/// <summary>Classes to which members came.</summary>
internal sealed class ClassWork(AppDb db) : IWorkSource
{
    public async Task<IReadOnlyList<WorkFact>> ReadAsync(IReadOnlyList<Team> teams, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (ids, first, last) = (teams.Select(t => t.Id).ToList(), from, to);
        var seats = await (
            from seat in db.ClassSeats.Where(s => ids.Contains(s.TeamId) && s.CameAt != null)
            join held in db.TrainingClasses.Where(c => c.Day >= first && c.Day <= last && c.State != ClassState.CalledOff) on seat.ClassId equals held.Id
            select new { seat, held }).AsNoTracking().ToListAsync(ct);
        return seats.ConvertAll(s => new WorkFact(s.seat.TeamId, s.seat.MemberId, WorkKind.Class, s.held.Begins));
    }
}

/// <summary>Notices that were passed on into groups in Zalo.</summary>
internal sealed class PostWork(AppDb db) : IWorkSource
{
    public async Task<IReadOnlyList<WorkFact>> ReadAsync(IReadOnlyList<Team> teams, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (ids, first, last) = (teams.Select(t => t.Id).ToList(), LegalDay.Start(from), LegalDay.Start(to.AddDays(1)));
        var rows = await db.Relays.AsNoTracking()
            .Where(r => ids.Contains(r.TeamId) && r.State == RelayState.Posted && r.PostedBy != null && r.PostedAt >= first && r.PostedAt < last)
            .Select(r => new { r.TeamId, r.PostedBy, r.PostedAt }).ToListAsync(ct);
        return rows.ConvertAll(r => new WorkFact(r.TeamId, r.PostedBy!.Value, WorkKind.Post, r.PostedAt!.Value));
    }
}
