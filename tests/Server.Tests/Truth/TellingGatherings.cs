using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Gatherings;
using TungNgo.Sync;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Tests.Truth;

/// <summary>Deeds where people gather: planned at the desk, noted and counted on phones that send it with all else, called off, taken out again.</summary>
internal sealed partial class Telling
{
    private const int GatherHour = 7, GatherMinutes = 120;

    private List<Gathered> Gatherings => land.Expected.Gatherings;

    private async Task<int> GatherAsync(Act act)
    {
        var phone = PhoneOf(act);
        var own = Gatherings.Where(g => g.Team == phone.Team).ToList();
        if (own.Count == 0 || act.C % 6 == 0)
        {
            return await PlanAsync(phone, act);
        }

        var held = own[act.B % own.Count];
        switch (act.C % 6)
        {
            case 4:
                phone.Unsent.Add(New(phone, "gathering.count") with { Gathering = new PushGathering(held.Id, Heads: [act.A % 5, act.B % 7, 0, 1, 0, 0, act.C % 3, 0]) });
                return int.MaxValue;
            case 5:
                return act.A % 3 == 0 ? await CallOffAsync(held) : await TakeOutAsync(held);
            default:
                return AtDoor(act, (_, home, _) => New(phone, "visit") with
                {
                    Visit = new PushVisit(home.Id, Outcome.Met, "vi", act.A % 4 == 0 ? [] : Activities(phone, home, act), GatheringId: held.Id, Came: act.B % 4),
                });
        }
    }

    private async Task<int> PlanAsync(DoorPhone phone, Act act)
    {
        var day = land.Today - (act.A % 3 == 0 ? 1 : 0);
        var hamlet = land.DoorsOf(phone.Hamlet, day);
        var id = await AsOfficerAsync(s => s.GetRequiredService<GatheringDesk>().AddAsync(phone.Team, new(
            hamlet, GatheringPlace.Pagoda, "Chùa", LegalDay.FromNumber(day), new TimeOnly(GatherHour, 0), GatherMinutes, [land.ServiceIds[0], land.ServiceIds[3]], []), CancellationToken.None));
        Gatherings.Add(new(id, phone.Team, hamlet, day, LegalDay.Start(LegalDay.FromNumber(day)).AddHours(GatherHour).AddMinutes(GatherMinutes)));
        return int.MaxValue;
    }

    private async Task<int> CallOffAsync(Gathered held)
    {
        var refused = await Record.ExceptionAsync(() => AsOfficerAsync(async s =>
        {
            await s.GetRequiredService<GatheringDesk>().CallOffAsync(held.Id, null, CancellationToken.None);
            return 0;
        }));
        Assert.Equal(IsHeld(held), refused is Refusal { Problem.Code: "gathering.held" });
        held.Off |= !IsHeld(held);
        return int.MaxValue;
    }

    private async Task<int> TakeOutAsync(Gathered held)
    {
        var came = Homes.SelectMany(h => h.Visits.Select(v => (Home: h, Visit: v))).Where(v => v.Visit.Gathering == held.Id && v.Visit is { Superseded: false, Came: > 0 }).OrderBy(v => v.Visit.Id).ToList();
        if (came.Count == 0)
        {
            return int.MaxValue;
        }

        var (home, visit) = came[0];
        await AsOfficerAsync(async s =>
        {
            await s.GetRequiredService<EnterAttendance>().TakeOutAsync(held.Id, visit.Id, CancellationToken.None);
            return 0;
        });
        visit.Superseded = true;
        home.Visits.Add(new Seen(Guid.CreateVersion7(), visit.At, Outcome.Away, visit.Team, []) { Hamlet = visit.Hamlet, Gathering = held.Id });
        home.Living.ByHand = ++order;
        held.Held = IsHeld(held);
        return visit.Day;
    }

    /// <summary>Somebody is named or counted there.</summary>
    private bool IsHeld(Gathered held) => held.Heads > 0 || Homes.Exists(h => h.Visits.Exists(v => v.Gathering == held.Id && v is { Superseded: false, Came: > 0 }));

    private async Task<T> AsOfficerAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = land.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.CommuneOfficer, land.Commune));
        return await work(scope.ServiceProvider);
    }

    /// <summary>What the server makes of people who are told to have been there.</summary>
    private int? Attend(DoorPhone phone, Home about, Mutation mutation, Guid gathering)
    {
        var held = Gatherings.Single(g => g.Id == gathering);
        var told = LegalDay.Of(mutation.At).Number();
        if (held.Off || told < held.Day)
        {
            return null;
        }

        var push = mutation.Visit!;
        var at = told == held.Day ? mutation.At : held.Ends < land.Now ? held.Ends : land.Now;
        var before = about.Visits.Concat(Tree(about.Living).SelectMany(h => h.Visits)).ToHashSet();
        if (Visit(phone, about, mutation with { At = at }, held.Day) is not { } day)
        {
            return null;
        }

        var home = Tree(about.Living).Single(h => h.Visits.Exists(v => v.Id == mutation.Id && !before.Contains(v)));
        var seen = home.Visits[^1];
        home.Visits[^1] = seen with { Gathering = held.Id, Came = CameOf(push.Outcome, push.Came, push.Activities) };
        held.Held = IsHeld(held);
        return day;
    }

    private int? Count(Mutation mutation)
    {
        var held = Gatherings.Single(g => g.Id == mutation.Gathering!.Id);
        if (held.Off)
        {
            return null;
        }

        if (!(mutation.At < held.HeadsAt))
        {
            (held.Heads, held.HeadsAt) = (mutation.Gathering!.Heads!.Sum(), mutation.At);
        }

        held.Held = IsHeld(held);
        return held.Day;
    }

    private static int CameOf(Outcome outcome, int? told, PushActivity[] activities) =>
        outcome == Outcome.Met ? Math.Max(told ?? 1, Math.Max(1, activities.Select(a => a.PersonId).OfType<Guid>().Distinct().Count())) : 0;
}
