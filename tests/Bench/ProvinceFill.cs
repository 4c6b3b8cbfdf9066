using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Teams;

namespace TungNgo.Bench;

/// <summary>A whole province at reference size: 775 hamlets with a team each, 330,000 households, 1.2 million people, and some of its work done.</summary>
internal static class ProvinceFill
{
    public const int Hamlets = 775, Households = 330_000, People = 1_200_000;
    private const int MembersOfTeam = 6;

    /// <summary>Hamlet after hamlet, as offices' lists bring them: a household's neighbours lie on the same pages of the file.</summary>
    private const int PerHamlet = (Households + Hamlets - 1) / Hamlets;

    public static async Task RunAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var clock = services.GetRequiredService<TimeProvider>();
        var today = clock.Today().Number();
        var hamlets = await HamletsAsync(scope.ServiceProvider, services.GetRequiredService<AreaTree>());
        var services12 = await db.Services.AsNoTracking().OrderBy(s => s.Number).ToListAsync();
        var ids = new IdSequence(clock.GetUtcNow().UtcDateTime);
        var names = new BenchNames();
        var cells = new CellDeltas();
        var counter = await db.FeedCounters.AsNoTracking().SingleAsync();
        var number = counter.Value;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var people = new List<object?[]>();
        var standings = new List<object?[]>();
        await db.InsertRowsAsync("Households",
            ["Id", "Number", "HamletId", "Head", "Phone", "Language", "Size", "Order", "SearchText", "AddedDay", "FirstVisitDay", "FirstMetDay", "LastVisitAt", "Version", "ByHand"],
            Enumerable.Range(0, Households).Select(i =>
            {
                var (id, hamlet, head) = (ids.Next(), hamlets[i / PerHamlet], names.Next());
                var phone = $"09{10000000 + (long)i * 7919 % 89999999}";
                var day = today - 1 - i % 200;
                var size = i % 3 == 0 ? 3 : 4;
                for (var n = 0; n < size && people.Count < People; n++)
                {
                    var person = ids.Next();
                    var added = new Person { Id = person, HouseholdId = id, Name = head, BirthYear = 1950 + (i + n * 17) % 70 };
                    people.Add([person, id, n == 0 ? head : names.Next(), added.BirthYear, n % 2 == 0 ? "m" : "f", n, today - 210]);
                    HouseholdStocks.CountNew(added, hamlet, today - 210, cells);
                    if (n == 0 && i % 2 == 0)
                    {
                        var service = services12[i / 2 % 12];
                        var key = service.Subject == TungNgo.Services.ServiceSubject.Person ? person : Guid.Empty;
                        var stage = (Stage)(1 + i % 4);
                        standings.Add([id, key, service.Id, (int)stage, day, DateTime.UnixEpoch.AddDays(day), id]);
                        cells.Add(hamlet, Indicators.StageOf(service.Number, stage), Math.Max(day, service.FromAge is { } age && key == person ? added.DayOfAge(age) : day), 1);
                        cells.Add(hamlet, Indicators.HouseholdsVisited, day, 1);
                        cells.Add(hamlet, Indicators.Visits, day, 1);
                    }
                }

                cells.Add(hamlet, Indicators.Households, today - 210, 1);
                cells.Add(hamlet, Indicators.PeopleCounted, today - 210, size);
                return (object?[])[id, ++number, hamlet, head, phone, i % 3 == 0 ? "km" : "vi", size, i % PerHamlet, SearchKey.Fold($"{head} {phone}"), today - 210,
                    i % 2 == 0 ? day : null, i % 2 == 0 ? day : null, i % 2 == 0 ? DateTime.UnixEpoch.AddDays(day) : null, number, number];
            }), CancellationToken.None);
        await db.InsertRowsAsync("People", ["Id", "HouseholdId", "Name", "BirthYear", "Sex", "Order", "AddedDay"], people, CancellationToken.None);
        await db.InsertRowsAsync("Standings", ["HouseholdId", "PersonId", "ServiceId", "Stage", "Day", "At", "VisitId"], standings, CancellationToken.None);
        await db.InsertRowsAsync("Cells", ["HamletId", "Indicator", "Day", "Value"],
            cells.ByHamlet().SelectMany(h => h.Cells.Select(c => (object?[])[h.HamletId, c.Indicator, c.Day, c.Delta])), CancellationToken.None);
        await db.InsertRowsAsync("Changes", ["Number", "Kind", "EntityId", "At"],
            Enumerable.Range(1, Households).Select(i => (object?[])[counter.Value + i, (int)ChangeKind.Household, Guid.Empty, DateTime.UnixEpoch]), CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"UPDATE \"FeedCounters\" SET \"Value\" = {number} WHERE \"Id\" = 1");
        await transaction.CommitAsync();
    }

    private static async Task<List<Guid>> HamletsAsync(IServiceProvider scoped, AreaTree areas)
    {
        var communes = areas.Today.All.Where(a => a.Tier == AreaTier.Commune).Select(a => a.AreaId).Order().ToList();
        var db = scoped.GetRequiredService<AppDb>();
        await using var write = await scoped.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        List<Guid> hamlets = [];
        var names = new BenchNames();
        for (var i = 0; i < Hamlets; i++)
        {
            var area = new Area { Id = write.NewId() };
            area.Versions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = area.Id, Name = $"{i + 1}", NameKey = $"ap {i + 1}", Kind = AreaKind.Hamlet, ParentId = communes[i % communes.Count], RecordedAt = write.Now,
            });
            db.Areas.Add(area);
            write.Changed(ChangeKind.Area, area.Id);
            hamlets.Add(area.Id);
            AddTeam(db, write, area.Id, i, names);
        }

        write.Audit("bench.fill", hamlets[0], null, null, null);
        await write.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        return hamlets;
    }

    private static void AddTeam(AppDb db, Write write, Guid hamletId, int number, BenchNames names)
    {
        var team = new Team { Id = write.NewId(), Name = $"Tổ CNSCĐ ấp {number + 1}", NameKey = $"to cnscd ap {number + 1}", Level = TeamLevel.Hamlet, AreaId = hamletId };
        db.Teams.Add(team);
        write.Changed(ChangeKind.Team, team.Id);
        for (var i = 0; i < MembersOfTeam; i++)
        {
            var member = new Member { Id = write.NewId(), Name = names.Next(), NameKey = "" };
            member.NameKey = SearchKey.Fold(member.Name);
            db.Members.Add(member);
            db.Memberships.Add(new Membership
            {
                Id = write.NewId(), TeamId = team.Id, MemberId = member.Id, From = new DateOnly(2024, 1, 1), Role = i == 0 ? TeamRole.Leader : TeamRole.Member,
            });
        }
    }
}
