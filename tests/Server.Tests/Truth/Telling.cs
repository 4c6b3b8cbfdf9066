using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Truth;

/// <summary>Deeds at doors: phones keep them until they are sent, late, in another order and more than once.</summary>
internal sealed partial class Telling(Land land) : IDisposable
{
    private static readonly string?[] Languages = [null, "vi", "km", "vi+km"];
    private int order;
    private int names;

    /// <summary>Households that were added on a phone and have not reached the server.</summary>
    private readonly Dictionary<Guid, (DoorPhone Phone, Home Home)> unsent = [];

    private List<Home> Homes => land.Expected.Homes;

    /// <summary>Does it on the server and in the expectation.</summary>
    /// <returns>The first day that it is about; nothing before may change.</returns>
    public async Task<int> DoAsync(Act act)
    {
        // Two deeds never happen in the same instant.
        land.Server.Clock.Advance(TimeSpan.FromSeconds(7));
        return act.Deed switch
        {
            Deed.Visit => AtDoor(act, Visit),
            Deed.Correct => Correct(act),
            Deed.AddAtDoor => AddAtDoor(act),
            Deed.AddPerson => AtDoor(act, AddPerson),
            Deed.LeaveAtDoor => AtDoor(act, Leave),
            Deed.EditAtDoor => AtDoor(act, Edit),
            Deed.Measure => Measure(act),
            Deed.Sync => await SyncAsync(act),
            Deed.Restore => await RestoreAsync(act),
            Deed.EditAtDesk => await EditAtDeskAsync(act),
            Deed.PersonAtDesk => await PersonAtDeskAsync(act),
            Deed.LeaveAtDesk => await LeaveAtDeskAsync(act),
            Deed.Move => await MoveAsync(act),
            Deed.PutRight => await PutRightAsync(act),
            Deed.Close => await CloseAsync(act),
            Deed.Reopen => await ReopenAsync(act),
            Deed.Merge => await MergeAsync(act),
            Deed.Unmerge => await UnmergeAsync(act),
            Deed.TakeList => await TakeListAsync(),
            Deed.TakePeople => await TakePeopleAsync(act),
            Deed.RepeatList => await RepeatListAsync(act),
            Deed.UndoList => await UndoListAsync(act),
            Deed.EndHamlet => await EndHamletAsync(act, bySet: false),
            Deed.EndBySet => await EndHamletAsync(act, bySet: true),
            Deed.UndoSet => await UndoSetAsync(),
            Deed.Report => await ReportAsync(act),
            Deed.Target => await TargetAsync(act),
            Deed.Package => await PackageAsync(act),
            Deed.Walk => await WalkAsync(act),
            Deed.Campaign => await CampaignAsync(act),
            Deed.Work => await WorkAsync(act),
            Deed.Gather => await GatherAsync(act),
            Deed.AddAtDesk => await AddAtDeskAsync(act),
            Deed.Assign => await AssignAsync(act),
            Deed.ReadListAgain => await ReadListAgainAsync(act),
            Deed.DiscardList => await DiscardListAsync(),
            _ => Wait(act),
        };
    }

    private int Wait(Act act)
    {
        land.Server.Clock.Advance(TimeSpan.FromHours(1 + act.A % 60));
        return int.MaxValue;
    }

    private DoorPhone PhoneOf(Act act) => land.Phones[act.A % land.Phones.Length];

    /// <summary>Doors that the phone may still show: the household lives there, or has left them lately.</summary>
    private List<Home> DoorsOf(DoorPhone phone) =>
        [.. Homes.Where(h => Reaches(phone, h, land.Now)), .. unsent.Values.Where(u => u.Phone == phone).Select(u => u.Home)];

    private bool Reaches(DoorPhone phone, Home home, DateTime at)
    {
        var (doors, since) = (land.DoorsOf(phone.Hamlet, LegalDay.Of(at).Number()), at.AddDays(-30));
        return home.Hamlet.Between(since, at).Concat(home.Living.Hamlet.Between(since, at)).Contains(doors);
    }

    private int AtDoor(Act act, Func<DoorPhone, Home, Act, Mutation?> make)
    {
        var phone = PhoneOf(act);
        var doors = DoorsOf(phone);
        if (doors.Count > 0 && make(phone, doors[act.B % doors.Count], act) is { } mutation)
        {
            phone.Unsent.Add(mutation);
        }

        return int.MaxValue;
    }

    private Mutation New(DoorPhone phone, string kind) => new(Guid.CreateVersion7(), kind, phone.Member, land.Now);

    private Mutation Visit(DoorPhone phone, Home home, Act act)
    {
        var outcome = (Outcome)(act.C % 5) is var o && act.C % 3 > 0 ? Outcome.Met : (Outcome)(act.C % 5);
        return New(phone, "visit") with { Visit = new PushVisit(home.Id, outcome, "vi", outcome == Outcome.Met ? Activities(phone, home, act) : []) };
    }

    private PushActivity[] Activities(DoorPhone phone, Home home, Act act)
    {
        var people = KnownPeople(phone, home).ToList();
        var done = new List<PushActivity>();
        for (var service = 0; service < land.ServiceIds.Length; service++)
        {
            // A visit in four teaches all skills; else each second service is spoken of.
            if (act.C % 4 != 0 && (act.B + service) % 2 == 0)
            {
                continue;
            }

            var stage = (Stage)((act.C + service * 3) % 5);
            if (service >= 2)
            {
                done.Add(new PushActivity(land.ServiceIds[service], act.C % 4 == 0 ? (Stage)(3 + act.B % 2) : stage));
            }
            else if (people.Count > 0)
            {
                done.Add(new PushActivity(land.ServiceIds[service], stage, people[(act.B + service) % people.Count]));
            }
        }

        return [.. done];
    }

    /// <summary>People whom a phone may show: also those of whom it has not heard that they left, and those it has added itself.</summary>
    private static IEnumerable<Guid> KnownPeople(DoorPhone phone, Home home) =>
        home.People.Select(p => p.Id).Concat(phone.Unsent.Where(m => m.Kind == "person.add" && m.Person!.HouseholdId == home.Id).Select(m => m.Person!.Id));

    /// <summary>Water is no household's: it goes with the work at doors, and no figure moves.</summary>
    private int Measure(Act act)
    {
        var phone = PhoneOf(act);
        phone.Unsent.Add(New(phone, "water.reading") with { Reading = new PushReading(land.StationId, act.B / 40.0, act.C % 2 == 0 ? "g/l" : "‰") });
        return int.MaxValue;
    }

    private int AddAtDoor(Act act)
    {
        var phone = PhoneOf(act);
        var hamlet = land.DoorsOf(phone.Hamlet, land.Today);
        var language = Languages[act.B % Languages.Length];
        var smart = act.C % 3;
        var id = Guid.CreateVersion7();
        var mutation = New(phone, "household.add") with { Household = new PushHousehold(id, hamlet, Head: $"Hộ {++names}", Language: language, Smartphones: smart) };
        phone.Unsent.Add(mutation);
        unsent[id] = (phone, new Home(id, $"Hộ {names}", LegalDay.Of(mutation.At).Number(), hamlet, language, smart));
        return int.MaxValue;
    }

    private Mutation AddPerson(DoorPhone phone, Home home, Act act) =>
        New(phone, "person.add") with { Person = new PushPerson(Guid.CreateVersion7(), home.Id, $"Người {++names}", Births[act.C % Births.Length]) };

    /// <summary>Unknown, grown up, a child, one who comes of an age on the next New Year's Day.</summary>
    private static int?[] Births => [null, 1980, 2015, 2011];


    private Mutation? Leave(DoorPhone phone, Home home, Act act)
    {
        var people = KnownPeople(phone, home).ToList();
        return people.Count == 0 ? null
            : New(phone, "person.edit") with { Person = new PushPerson(people[act.C % people.Count], home.Id, Gone: act.C % 3 > 0, Back: act.C % 3 == 0, Fields: []) };
    }

    private Mutation Edit(DoorPhone phone, Home home, Act act) => act.C % 5 == 0 && KnownPeople(phone, home).ToList() is { Count: > 0 } people
        ? New(phone, "person.edit") with { Person = new PushPerson(people[act.B % people.Count], home.Id, BirthYear: Births[act.B % Births.Length], Fields: ["birthYear"]) }
        : New(phone, "household.edit") with
    {
        Household = act.C % 5 == 1
            ? new PushHousehold(home.Id, Size: act.B % 6, Fields: ["size"])
            : act.C % 2 == 0
            ? new PushHousehold(home.Id, Language: Languages[act.C / 2 % Languages.Length], Fields: ["language"])
            : new PushHousehold(home.Id, Smartphones: act.C / 2 % 3, Fields: ["smartphones"]),
    };

    private int Correct(Act act)
    {
        var phone = PhoneOf(act);
        var visits = DoorsOf(phone).SelectMany(h => h.Visits.Select(v => (Home: h, Visit: v))).Where(v => !v.Visit.Superseded).OrderBy(v => v.Visit.Id).ToList();
        if (visits.Count == 0)
        {
            return int.MaxValue;
        }

        var (home, visit) = visits[act.B % visits.Count];
        var push = new PushVisit(home.Id, act.C % 2 == 0 ? Outcome.Met : Outcome.Away, "vi", Activities(phone, home, act), Note: "sửa", Supersedes: visit.Id,
            Fields: (act.C % 4) switch { 0 => ["note"], 1 => ["outcome"], 2 => ["activities"], _ => null });
        phone.Unsent.Add(New(phone, "visit") with { Visit = push with { Activities = push.Fields is null && push.Outcome != Outcome.Met ? [] : push.Activities } });
        return int.MaxValue;
    }
}
