using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Households.Pages;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;
using TungNgo.Walks;
using TungNgo.Web;

namespace TungNgo.Tests.Truth;

/// <summary>Deeds with walks: only a sheet of paper that is typed in moves a figure, as the visits of a phone do.</summary>
internal sealed partial class Telling
{
    private async Task<int> WalkAsync(Act act)
    {
        var about = int.MaxValue;
        await using var scope = land.Server.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.CommuneOfficer, land.Commune));
        var walks = await land.Server.WithDbAsync(db => db.Walks.AsNoTracking().OrderBy(w => w.Id).ToListAsync());
        var desk = services.GetRequiredService<WalkDesk>();
        switch (walks.Count == 0 ? 0 : act.C % 5)
        {
            case 0:
                await CutAsync(services.GetRequiredService<CutWalks>(), act);
                break;
            case 1 or 2:
                about = await SheetAsync(services.GetRequiredService<EnterSheet>(), walks[act.A % walks.Count], act);
                break;
            case 3:
                await TryAsync(walks[act.A % walks.Count], () => desk.PostponeAsync(walks[act.A % walks.Count].Id, LegalDay.FromNumber(land.Today + (act.B % 3)), CancellationToken.None));
                break;
            case 4 when act.B % 2 == 0:
                await CloseSeveralAsync(desk, walks, act);
                break;
            default:
                await TryAsync(walks[act.A % walks.Count], () => desk.CloseAsync(walks[act.A % walks.Count].Id, CancellationToken.None));
                break;
        }

        await OnceAsync();
        return about;
    }

    private async Task CutAsync(CutWalks cuts, Act act)
    {
        try
        {
            await cuts.CutAsync(
                new RegisterFilter(land.Commune, null, null, null, null, null, null, act.B % 3 == 0 ? "unmet" : null), new(LegalDay.FromNumber(land.Today), 20 + (act.A % 100), act.B % 2 == 0, [], null, []), CancellationToken.None);
        }
        catch (Refusal refusal) when (refusal.Problem == Problems.WalkNoDoors || refusal.Problem == Problems.WalkNobody)
        {
            return;
        }

        if (act.B % 3 == 0)
        {
            return;
        }

        // Every door of a hamlet with a team is on a walk now.
        var held = await HeldAsync();
        var living = land.Living.ToHashSet();
        var homes = await land.Server.WithDbAsync(db => db.Households.AsNoTracking().Where(h => h.ClosedDay == null && living.Contains(h.HamletId)).Select(h => h.Id).ToListAsync());
        Assert.Empty(homes.Except(held));
    }

    /// <summary>Every third walk, one of them named twice: who is closed already is passed over, and the doors of all are free.</summary>
    private async Task CloseSeveralAsync(WalkDesk desk, List<Walk> walks, Act act)
    {
        var marked = walks.Where((_, i) => (i + act.A) % 3 == 0).Append(walks[act.A % walks.Count]).ToList();
        var closed = await desk.CloseAsync(marked.ConvertAll(w => w.Id), CancellationToken.None);
        Assert.Equal(marked.DistinctBy(w => w.Id).Count(w => w.State == WalkState.Open), closed);
        var ids = marked.ConvertAll(w => w.Id);
        Assert.False(await land.Server.WithDbAsync(db => db.WalkDoors.AnyAsync(d => ids.Contains(d.WalkId) && d.IsHeld)));
    }

    private static async Task TryAsync(Walk walk, Func<Task> work)
    {
        var refused = await Record.ExceptionAsync(work);
        Assert.Equal(walk.State == WalkState.Open, refused is null);
        Assert.True(refused is null or Refusal { Problem.Code: "walk.over" }, $"{refused}");
    }

    /// <summary>A door is on one open walk at most, also when it is two households that were merged.</summary>
    private async Task OnceAsync()
    {
        var held = await HeldAsync();
        Assert.Equal(held.Count, held.Distinct().Count());
    }

    private Task<List<Guid>> HeldAsync() => land.Server.WithDbAsync(async db =>
    {
        var open = await db.Walks.Where(w => w.State == WalkState.Open).Select(w => w.Id).ToListAsync();
        return (await DoorsOfWalks.ReadAsync(db, open, CancellationToken.None)).SelectMany(w => w).Where(d => d.Door.IsHeld).Select(d => d.Household.Id).ToList();
    });

    /// <summary>A sheet of this or of an earlier day, of one door; sent twice.</summary>
    private async Task<int> SheetAsync(EnterSheet entry, Walk walk, Act act)
    {
        var doors = await land.Server.WithDbAsync(db => db.WalkDoors.AsNoTracking().Where(d => d.WalkId == walk.Id).OrderBy(d => d.Order).ToListAsync());
        // A list that was taken back took households away, from walks as well.
        doors.RemoveAll(d => !Homes.Exists(h => h.Id == d.HouseholdId));
        if (doors.Count == 0)
        {
            return int.MaxValue;
        }

        var door = doors[act.B % doors.Count];
        var home = Homes.Single(h => h.Id == door.HouseholdId);
        var phone = land.Phones.Single(p => p.Team == walk.TeamId);
        var day = LegalDay.FromNumber(land.Today - (act.A % 4 == 0 ? 1 : 0));
        var at = Instants.AsStored(LegalDay.Start(day).AddHours(6).AddMinutes(act.C % 600).AddMinutes(door.Minutes));
        var met = act.B % 3 > 0;
        var (service, people) = (act.C % 2, home.People.Select(p => p.Id).ToList());
        List<(Guid, Guid?)> reached = !met ? [] : act.A % 3 == 0 ? [(land.ServiceIds[3], null)] : people.Count > 0 ? [(land.ServiceIds[service], people[act.A % people.Count])] : [];
        var sheet = new FilledSheet(Guid.CreateVersion7(), phone.Member, day, TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(360 + (act.C % 600))), [new(door.HouseholdId, met ? Outcome.Met : Outcome.Away, reached, null, null)]);
        Assert.Equal(1, await entry.EnterAsync(walk.Id, sheet, CancellationToken.None));
        Assert.Equal(0, await entry.EnterAsync(walk.Id, sheet, CancellationToken.None));
        var visit = new Mutation(NamedIds.Of(sheet.Id, $"{door.HouseholdId}"), "visit", phone.Member, at > land.Now ? land.Now : at)
        {
            Visit = new PushVisit(door.HouseholdId, met ? Outcome.Met : Outcome.Away, "vi", [.. reached.Select(r => new PushActivity(r.Item1, Stage.Working, r.Item2))]),
        };
        return Visit(phone, home, visit, LegalDay.Of(visit.At).Number()) ?? throw new InvalidOperationException("The sheet was taken, and should not have been.");
    }
}
