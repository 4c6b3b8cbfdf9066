using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Households;

/// <summary>One household that was entered twice: said at the door, found at the desk, merged with a preview and taken apart again without a loss.</summary>
public sealed class TwinTests
{
    [Fact]
    public async Task The_same_new_household_from_two_phones_is_kept_and_said_to_the_second_and_found_at_the_desk()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var first = await village.EnrolAsync(village.MemberId);
        using var second = await village.EnrolAsync(village.LeaderId);
        var (one, two, third) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Mutation Add(Guid id, string head, string? phone, Guid member) =>
            village.Mutate("household.add", member) with { Household = new PushHousehold(id, village.HamletId, village.LaneId, head, Language: "km", Phone: phone) };

        Assert.Equal("applied", (await first.PushAsync(Add(one, "Sơn Thị Kim", null, village.MemberId))).Single().Result);
        var twin = Add(two, "SON THI KIM", null, village.LeaderId);
        var answers = await second.PushAsync(twin, Add(third, "Sơn Thị Kiêm", null, village.LeaderId));
        Assert.Equal([("superseded", "household.twin"), ("applied", null)], answers.Select(a => (a.Result, a.Code)));
        Assert.Contains("Sơn Thị Kim", answers[0].Reason, StringComparison.Ordinal);
        Assert.Equal(("superseded", "household.twin"), (await second.PushAsync(twin)).Select(a => (a.Result, a.Code)).Single());
        // In one batch, and by the phone number alone, all the same.
        var batch = await first.PushAsync(Add(Guid.CreateVersion7(), "Lâm Văn Sang", "0912345678", village.MemberId), Add(Guid.CreateVersion7(), "Lâm Văn Sang", null, village.MemberId), Add(Guid.CreateVersion7(), "Ông Sang", "+84 912 345 678", village.MemberId));
        Assert.Equal([null, "household.twin", "household.twin"], batch.Select(a => a.Code));

        using var officer = await village.OfficerAsync();
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/households/twins"));
        Assert.Contains($"/households/{one}", page, StringComparison.Ordinal);
        Assert.Contains($"/households/{two}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/households/{third}", page, StringComparison.Ordinal);
        Assert.Contains($"with={two}", WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/{one}/merge")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merging_shows_first_what_becomes_of_it_and_taking_it_back_keeps_every_visit()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var (stays, goes) = (village.Households[0].Id, village.Households[1].Id);
        var (here, same, child) = (village.People[0].Id, village.People[1].Id, Guid.CreateVersion7());
        var first = server.Clock.Today();
        var working = Indicators.StageOf(1, Stage.Working);
        var introduced = Indicators.StageOf(1, Stage.Introduced);
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        await phone.PushAsync(
            village.Visit(0, ("vneid2", Stage.Introduced)),
            village.Mutate("person.add") with { Person = new PushPerson(child, goes, "Lý Thị Út") },
            village.Mutate("household.edit") with { Household = new PushHousehold(goes, Phone: "0912345678", Fields: ["phone"]) });
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        await phone.PushAsync(village.Visit(1, ("vneid2", Stage.Working)));
        server.Clock.Advance(TimeSpan.FromDays(3));
        var offline = village.Visit(1, ("vneid2", Stage.Working)) with { MemberId = village.LeaderId };
        server.Clock.Advance(TimeSpan.FromDays(1));

        using var officer = await village.OfficerAsync();
        var preview = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/{stays}/merge?with={goes}"));
        Assert.All(["Lý Dên 0", "Lý Dên 1", "Lý Thị Út", "0912345678"], shown => Assert.Contains(shown, preview, StringComparison.Ordinal));
        Assert.Equal(0, await server.WithDbAsync(db => db.HouseholdMergings.CountAsync()));
        var before = await VisitsAsync(server);
        var merged = server.Clock.Today();
        await village.SaveAsync($"/households/{stays}/merge?with={goes}", "merge", new() { [$"person-{same:n}"] = $"{here}", [$"person-{child:n}"] = "" });

        // One household from that day on, with what both sets of visits made of it; the past stays.
        Assert.Equal((3, 2), (await server.CountAsync(village.HamletId, Indicators.Households, merged.AddDays(-1)), await server.CountAsync(village.HamletId, Indicators.Households, merged)));
        Assert.Equal((4, 3), (await server.CountAsync(village.HamletId, Indicators.People, merged.AddDays(-1)), await server.CountAsync(village.HamletId, Indicators.People, merged)));
        Assert.Equal((1, 1), (await server.CountAsync(village.HamletId, introduced, first), await server.CountAsync(village.HamletId, working, first)));
        Assert.Equal((0, 1), (await server.CountAsync(village.HamletId, introduced, merged), await server.CountAsync(village.HamletId, working, merged)));
        var after = await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Equal([goes], after.Left);
        var door = after.Households.Single(h => h.Id == stays);
        Assert.Equal(("0912345678", 2, 2), (door.Phone, door.People.Length, door.Visits.Length));

        // A phone that did not know of it: its visit to the duplicate is kept, where it was, and one after the merging lies with the household.
        Assert.Equal("applied", (await other.PushAsync(offline)).Single().Result);
        var later = village.Visit(1, ("vneid2", Stage.Independent)) with { MemberId = village.LeaderId };
        Assert.Equal("applied", (await other.PushAsync(later)).Single().Result);
        Assert.Equal(4, (await VisitsAsync(server)).Count);
        var independent = Indicators.StageOf(1, Stage.Independent);
        Assert.Equal(1, await server.CountAsync(village.HamletId, independent, merged));
        await server.AssertRecountedAsync();

        var merging = await server.WithDbAsync(db => db.HouseholdMergings.Select(m => m.Id).SingleAsync());
        await village.SaveAsync($"/households/{stays}", $"unmerge-{merging:n}");
        Assert.Equal(3, await server.CountAsync(village.HamletId, Indicators.Households, merged));
        Assert.Equal(4, await server.CountAsync(village.HamletId, Indicators.People, merged));
        var visits = await VisitsAsync(server);
        Assert.All(before, b => Assert.Contains(b, visits));
        Assert.Equal([(offline.Id, goes), (later.Id, stays)], visits.Where(v => !before.Contains(v)));
        Assert.Null(await server.WithDbAsync(db => db.Households.Where(h => h.Id == stays).Select(h => h.Phone).SingleAsync()));
        await server.AssertRecountedAsync();

        // Merged once more: the visit that stayed names somebody of the other household, who is one with theirs from this day on and not before.
        server.Clock.Advance(TimeSpan.FromDays(2));
        var again = server.Clock.Today();
        await village.SaveAsync($"/households/{stays}/merge?with={goes}", "merge", new() { [$"person-{same:n}"] = $"{here}", [$"person-{child:n}"] = "" });
        Assert.Equal((0, 1), (await server.CountAsync(village.HamletId, independent, again.AddDays(-1)), await server.CountAsync(village.HamletId, independent, again)));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_household_is_closed_for_a_reason_from_a_day_on_and_opened_again()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = village.Households[0].Id;
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)));
        server.Clock.Advance(TimeSpan.FromDays(5));
        var day = server.Clock.Today();
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        await village.CloseAsync(id, day.AddDays(-2));
        Assert.Equal((3, 2), (await server.CountAsync(village.HamletId, Indicators.Households, day.AddDays(-3)), await server.CountAsync(village.HamletId, Indicators.Households, day)));
        Assert.Equal((1, 0), (await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day.AddDays(-3)), await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day)));
        Assert.Equal([id], (await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>()).Left);

        await village.SaveAsync($"/households/{id}", "reopen");
        Assert.Equal((3, 1), (await server.CountAsync(village.HamletId, Indicators.Households, day), await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day)));
        Assert.Contains((await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>()).Households, h => h.Id == id);
        await server.AssertRecountedAsync();
    }

    private static Task<List<(Guid Id, Guid Household)>> VisitsAsync(TestServer server) =>
        server.WithDbAsync(async db => (await db.Visits.OrderBy(v => v.At).ToListAsync()).ConvertAll(v => (v.Id, v.HouseholdId)));
}
