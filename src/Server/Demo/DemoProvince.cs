using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Demo;

/// <summary>
/// Fills an empty database with a synthetic province in one transaction: it is all there or, when interrupted, nothing is. The
/// same seed gives the same people and visits; only ids differ.
/// </summary>
internal sealed class DemoProvince(AppDb db, Writer writer, AreaTree areas, ServiceCatalogue catalogue, DemoAccounts accounts, DemoChannels channels, DemoBulletins bulletins, DemoHelp help, DemoWater water,
    DemoSeasons seasons, DemoReports reports, DemoCampaigns campaigns, DemoOctober october, DemoWork work)
{
    /// <param name="wholeProvince">All 330,000 households; otherwise only Long Phú in full and 25 households for each other hamlet.</param>
    /// <returns>False when the database holds data already; nothing is touched then.</returns>
    public async Task<bool> FillAsync(bool wholeProvince, int seed, Action<string> tell, CancellationToken ct)
    {
        if (await db.Teams.AnyAsync(ct) || await db.Households.AnyAsync(ct) || await db.Users.AnyAsync(ct))
        {
            return false;
        }

        await areas.LoadAsync(ct);
        await catalogue.LoadAsync(ct);
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var random = new Random(seed);
        var tree = areas.On(KnownFigures.Day);
        var units = new DemoUnits(random, tree, areas, write.NewId, write.Now);
        var communes = units.Build(wholeProvince);
        var teams = new DemoTeams(random, write.NewId, KnownFigures.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        teams.Build(communes, tree);
        await WriteUnitsAsync(units, communes, write, ct);
        new DemoBoundaries(db).Add(areas, write);
        await WriteTeamsAsync(teams, write, ct);
        tell($"{communes.Sum(c => c.Hamlets.Count)} hamlets, {teams.Teams.Count} teams, {teams.Members.Count} members past and present");

        var contacts = new DemoContacts(seed, write, teams.Groups.ToLookup(g => g.TeamId), teams.GroupCounts.GroupBy(c => c.GroupId).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Day)!.Members));
        var register = new DemoRegister(random, write);
        var (households, people, visits) = (0, 0, 0);
        var counted = new Dictionary<Guid, int>();
        foreach (var district in communes.GroupBy(c => c.District).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var filled = district.ToDictionary(c => c, c => c.Hamlets.Select(h => (Hamlet: h, Households: register.Fill(h))).ToList());
            new DemoReach(random).Plan(filled.ToDictionary(f => f.Key, f => f.Value.SelectMany(h => h.Households).ToList()));
            foreach (var (commune, hamlet, doors) in filled.SelectMany(f => f.Value.Select(h => (f.Key, h.Hamlet, h.Households))))
            {
                var walkers = new DemoWalkers(teams.ByArea[hamlet.Id], teams.ByArea.GetValueOrDefault(commune.Unit.AreaId));
                visits += await WriteHamletAsync(hamlet, doors, walkers, random, commune.InLongPhu ? contacts : null, write, ct);
                households += doors.Count;
                counted[hamlet.Id] = doors.Count;
                people += doors.Sum(d => d.People.Count);
            }

            tell($"{AreaNames.WithKind(tree.All.First(a => a.Code == district.Key))}: {households:N0} households, {people:N0} people, {visits:N0} visits so far");
        }

        await accounts.AddAsync(teams, communes, write, ct);
        channels.Add(write);
        await bulletins.AddAsync(seed, write, ct);
        help.Add(teams, communes.Single(c => c.Code == KnownFigures.TruongKhanh), write);
        await seasons.AddAsync(communes.Single(c => c.Code == KnownFigures.TruongKhanh), write, ct);
        tell($"{await water.FillAsync(write, tree.Roots.Single().AreaId, communes, ct):N0} readings of past seasons");
        await reports.AddAsync(communes, counted, tree.Roots.Single().AreaId, write, ct);
        await campaigns.AddAsync(communes, counted, tree.Roots.Single().AreaId, write, ct);
        await october.AddAsync(teams, communes.Single(c => c.Code == KnownFigures.TruongKhanh), write, ct);
        work.Add(tree.Roots.Single().AreaId, write);
        write.Audit("demo.fill", Guid.Empty, null, null, new { seed, households, people, visits, synthetic = true });
        tell("committing");
        await write.CommitAsync(ct);
        return true;
    }

    private async Task WriteUnitsAsync(DemoUnits units, List<DemoCommune> communes, Write write, CancellationToken ct)
    {
        await db.InsertAsync(communes.SelectMany(c => c.Hamlets).Select(h => new Area { Id = h.Id }), ct);
        await db.InsertAsync(units.Versions, ct);
        await db.InsertAsync(units.Successions, ct);
        await db.InsertAsync(units.Lanes, ct);
        await db.InsertAsync(units.Statistics, ct);
        foreach (var hamlet in communes.SelectMany(c => c.Hamlets))
        {
            write.Changed(ChangeKind.Area, hamlet.Id, hamlet.Id);
            foreach (var lane in hamlet.Lanes)
            {
                write.Changed(ChangeKind.Lane, lane.Id, hamlet.Id);
            }
        }

        foreach (var statistics in units.Statistics)
        {
            write.Changed(ChangeKind.Statistics, statistics.AreaId);
        }
    }

    private async Task WriteTeamsAsync(DemoTeams teams, Write write, CancellationToken ct)
    {
        await db.InsertAsync(teams.Teams, ct);
        await db.InsertAsync(teams.Members, ct);
        await db.InsertAsync(teams.Memberships, ct);
        await db.InsertAsync(teams.Groups, ct);
        await db.InsertAsync(teams.GroupCounts, ct);
        await db.InsertAsync(teams.Devices, ct);
        await db.InsertAsync(teams.DeviceMembers, ct);
        foreach (var team in teams.Teams)
        {
            write.Changed(ChangeKind.Team, team.Id);
        }

        foreach (var group in teams.Groups)
        {
            write.Changed(ChangeKind.ZaloGroup, group.Id);
        }
    }

    private async Task<int> WriteHamletAsync(DemoHamlet hamlet, List<DemoHousehold> doors, DemoWalkers walkers, Random random, DemoContacts? contacts, Write write, CancellationToken ct)
    {
        var visits = new DemoVisits(random, catalogue.All, write);
        var rows = new List<Household>(doors.Count);
        for (var i = 0; i < doors.Count; i++)
        {
            visits.Walk(doors[i], walkers, (double)i / doors.Count);
            rows.Add(doors[i].Row);
        }

        var standings = new List<Standing>();
        var works = new HouseholdWorks(db, catalogue.All);
        foreach (var door in doors)
        {
            var work = new HouseholdWork(door.Row) { IsNew = true, IsWhole = true, HasEdits = true };
            work.People.AddRange(door.People);
            work.Visits.AddRange(door.Visits);
            RecordVisit.Refold(works, work);
            standings.AddRange(work.Standings.Values);
            HouseholdStocks.Count(work, catalogue.All, write.Cells, 1);
        }

        await db.InsertAsync(rows, ct);
        await db.InsertAsync(doors.SelectMany(d => d.People), ct);
        await db.InsertAsync(visits.Visits, ct);
        await db.InsertAsync(visits.Activities, ct);
        await db.InsertAsync(standings, ct);
        await db.InsertAsync(visits.Consents, ct);
        if (contacts is not null)
        {
            contacts.Add(walkers.Hamlet, doors, visits.Consents);
            await db.InsertAsync(contacts.Points, ct);
            await db.InsertAsync(contacts.Consents, ct);
            contacts.Points.Clear();
            contacts.Consents.Clear();
        }

        return visits.Visits.Count;
    }
}
