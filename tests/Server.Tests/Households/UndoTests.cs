using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households.Import.Desk;
using TungNgo.Households.Import.Undo;
using TungNgo.Sync;
using TungNgo.Tests.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Households;

/// <summary>Taking a list back: what only the list brought goes, what anybody has done since stays and is named.</summary>
public sealed class UndoTests
{
    /// <summary>Each of these alone is reason enough to keep the household.</summary>
    public static readonly string[] Deeds =
    [
        "visit", "household.edit", "person.add", "person.edit", "gone", "consent.give", "household.crops", "contact.optout", "contact.group", "help.add", "bulletin.told",
        "desk edit", "desk person", "desk consent", "desk move", "desk close", "resident",
    ];

    [Fact]
    public async Task Whatever_was_done_since_keeps_its_household_with_all_of_it_and_names_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var heads = Deeds.Append("nothing").Select((_, i) => $"Thạch Hộ {(char)('A' + i)}").ToList();
        var list = await TakeAsync(village, string.Concat(heads.Select((h, i) => $"{h},Trường Thành B,09123456{i:00}\n").Prepend("Họ tên chủ hộ,Ấp,SĐT\n")));
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var known = await server.WithDbAsync(db => db.Households.Where(h => h.ImportId == list.Id).ToDictionaryAsync(h => h.Head, h => h.Id));
        var people = await server.WithDbAsync(db => db.People.ToListAsync());
        for (var i = 0; i < Deeds.Length; i++)
        {
            var id = known[heads[i]];
            await DoAsync(Deeds[i], village, notice, phone, id, people.Find(p => p.HouseholdId == id)?.Id ?? Guid.Empty);
        }

        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var before = await RowsAsync(server);
        var undone = await UndoAsync(village, list);
        var left = await server.WithDbAsync(db => db.Households.Where(h => h.ImportId == list.Id).Select(h => h.Head).ToListAsync());
        Assert.Equal(heads[..Deeds.Length].Order(), left.Order());
        Assert.Equal(1, undone.Removed);
        Assert.Equal(heads[..Deeds.Length].Order(), undone.KeptHeads.Order());
        Assert.Equal(before, await RowsAsync(server));
        await AssertNoOrphansAsync(server);
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_person_of_a_second_list_who_has_left_since_is_no_person_less_when_it_is_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await TakeAsync(village, "Mã hộ,Họ và tên,Quan hệ,Ấp\nH1,Thạch Sơn,Chủ hộ,Trường Thành B\nH2,Thạch Sang,Chủ hộ,Trường Thành B\n");
        server.Clock.Advance(TimeSpan.FromDays(1));
        var list = await TakeAsync(village, "Mã hộ,Họ và tên,Quan hệ,Ấp\nH1,Thạch Sơn,Chủ hộ,Trường Thành B\nH1,Thạch Lan,Con,Trường Thành B\nH2,Thạch Sang,Chủ hộ,Trường Thành B\nH2,Thạch Mai,Con,Trường Thành B\n");
        var came = server.Clock.Today();
        var lan = await server.WithDbAsync(db => db.People.SingleAsync(p => p.Name == "Thạch Lan"));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await phone.PushAsync(village.Mutate("person.edit") with { Person = new PushPerson(lan.Id, lan.HouseholdId, Gone: true) });
        Assert.Equal((7, 6), (await server.CountAsync(village.HamletId, Indicators.People, came), await server.CountAsync(village.HamletId, Indicators.People, server.Clock.Today())));

        var undone = await UndoAsync(village, list);
        Assert.Equal((1, 1, "Thạch Sơn"), (undone.Restored, undone.Kept, undone.KeptHeads.Single()));
        var there = await server.WithDbAsync(db => db.People.CountAsync(p => p.GoneDay == null));
        Assert.Equal((6, 5, 5), (await server.CountAsync(village.HamletId, Indicators.People, came), await server.CountAsync(village.HamletId, Indicators.People, server.Clock.Today()), there));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task What_a_second_list_changed_is_put_back_and_an_edit_made_since_is_not()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await TakeAsync(village, "Mã hộ,Họ tên chủ hộ,Ấp,Tiếng,SĐT\nH1,Thạch Sơn,Trường Thành B,Khmer,0912345678\nH2,Thạch Sang,Trường Thành B,Khmer,0912345679\n");
        server.Clock.Advance(TimeSpan.FromDays(1));
        var list = await TakeAsync(village, "Mã hộ,Họ tên chủ hộ,Ấp,Tiếng,SĐT\nH1,Thạch Sơn,Trường Thành B,Kinh,0912345671\nH2,Thạch Sang,Trường Thành B,Kinh,0912345672\n");
        var sang = await server.WithDbAsync(db => db.Households.Where(h => h.Code == "H2").Select(h => h.Id).SingleAsync());
        server.Clock.Advance(TimeSpan.FromHours(1));
        await phone.PushAsync(village.Mutate("household.edit") with { Household = new PushHousehold(sang, Phone: "0987654321", Fields: ["phone"]) });
        var undone = await UndoAsync(village, list);
        Assert.Equal((1, 1, "Thạch Sang"), (undone.Restored, undone.Kept, undone.KeptHeads.Single()));
        Assert.Equal(
            [("H1", "km", "0912345678"), ("H2", "vi", "0987654321")],
            await server.WithDbAsync(async db => (await db.Households.Where(h => h.Code != null).OrderBy(h => h.Code).ToListAsync()).Select(h => (h.Code!, h.Language!, h.Phone!)).ToList()));
        await server.AssertRecountedAsync();
    }

    private static async Task DoAsync(string deed, Village village, Notice notice, HttpClient phone, Guid id, Guid person)
    {
        Mutation? pushed = deed switch
        {
            "visit" => village.Mutate("visit") with { Visit = new PushVisit(id, Outcome.Away, "vi", []) },
            "household.edit" => village.Mutate(deed) with { Household = new PushHousehold(id, Landmark: "gần chùa", Fields: ["landmark"]) },
            "person.add" => village.Mutate(deed) with { Person = new PushPerson(Guid.CreateVersion7(), id, "Thạch Lan") },
            "person.edit" => village.Mutate(deed) with { Person = new PushPerson(person, id, BirthYear: 1970, Fields: ["birthYear"]) },
            "gone" => village.Mutate("person.edit") with { Person = new PushPerson(person, id, Gone: true) },
            "consent.give" => village.Mutate(deed) with { Consent = new PushConsent(Guid.CreateVersion7(), id, "store", "spoken", "vi") },
            "household.crops" => village.Mutate(deed) with { Crop = new PushCrop(Guid.CreateVersion7(), id, "rice", 5000) },
            "contact.optout" => village.Mutate(deed) with { Contact = new PushContact(id, Channel: "sms") },
            "contact.group" => village.Mutate(deed) with { Contact = new PushContact(id, notice.GroupId) },
            "help.add" => village.Mutate(deed) with { Help = new PushHelp(Guid.CreateVersion7(), "Xin giúp", id) },
            "bulletin.told" => village.Mutate(deed) with { Telling = new PushTelling(id, notice.VersionId) },
            _ => null,
        };
        if (deed == "bulletin.told")
        {
            await village.Server.WriteAsync((db, write) => notice.Tell(db, write, id, village.HamletId));
        }

        if (pushed is not null)
        {
            Assert.Equal("applied", (await phone.PushAsync(pushed)).Single().Result);
            return;
        }

        await (deed switch
        {
            "desk edit" => village.SaveAsync($"/households/{id}/edit", "household", new() { ["landmark"] = "gần chợ", ["version"] = "999999" }),
            "desk person" => village.SaveAsync($"/households/{id}/edit", "person-", new() { ["name"] = "Thạch Mai" }),
            "desk consent" => village.SaveAsync($"/households/{id}", "give", new() { ["purpose"] = "contact", ["method"] = "spoken", ["language"] = "km" }),
            "desk move" => village.MoveAsync(id, village.OtherHamletId, village.Server.Clock.Today()),
            "desk close" => village.CloseAsync(id, village.Server.Clock.Today()),
            _ => FollowAsync(village, id),
        });
    }

    /// <summary>Somebody of the household writes to the official account and leaves their number.</summary>
    private static async Task FollowAsync(Village village, Guid id)
    {
        var number = await village.Server.WithDbAsync(db => db.Households.Where(h => h.Id == id).Select(h => h.Phone).SingleAsync());
        await using var scope = village.Server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var events = new ContactEvents(write.Db);
        await events.ApplyAsync(new PersonEvent.GaveInfo(ContactKind.Zalo, "u1", write.Now, number), write, CancellationToken.None);
        write.Audit("test.follow", id, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task<ImportAnswer> TakeAsync(Village village, string csv)
    {
        using var officer = await village.OfficerAsync();
        return await ImportTests.TakeAsync(officer, await ImportTests.UploadTextAsync(officer, village.CommuneId, csv));
    }

    private static async Task<UndoResult> UndoAsync(Village village, ImportAnswer list)
    {
        using var officer = await village.OfficerAsync();
        return (await officer.PostAsync($"/api/imports/{list.Id}/undo", new { }).ReadAsync<ImportAnswer>()).Undo!;
    }

    private static Task<(int, int, int, int, int, int)> RowsAsync(TestServer server) => server.WithDbAsync(async db => (
        await db.Visits.CountAsync(), await db.Consents.CountAsync(), await db.HouseholdCrops.CountAsync(), await db.ContactPoints.CountAsync(c => c.HouseholdId != null), await db.HelpRequests.CountAsync(), await db.Recipients.CountAsync()));

    /// <summary>Nothing speaks of a household that is no longer there.</summary>
    private static async Task AssertNoOrphansAsync(TestServer server) => Assert.Equal((0, 0, 0, 0, 0, 0, 0), await server.WithDbAsync(async db => (
        await db.People.CountAsync(p => !db.Households.Any(h => h.Id == p.HouseholdId)), await db.Visits.CountAsync(v => !db.Households.Any(h => h.Id == v.HouseholdId)),
        await db.Consents.CountAsync(c => !db.Households.Any(h => h.Id == c.HouseholdId)), await db.HouseholdCrops.CountAsync(c => !db.Households.Any(h => h.Id == c.HouseholdId)),
        await db.ContactPoints.CountAsync(c => c.HouseholdId != null && !db.Households.Any(h => h.Id == c.HouseholdId)),
        await db.HelpRequests.CountAsync(r => r.HouseholdId != null && !db.Households.Any(h => h.Id == r.HouseholdId)),
        await db.FieldEdits.CountAsync(e => !db.Households.Any(h => h.Id == e.HouseholdId)))));
}
