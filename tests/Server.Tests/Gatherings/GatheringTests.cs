using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Figures;
using TungNgo.Gatherings;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Gatherings;

/// <summary>People come to the team: from the desk or the phone that plans it to the figures, and back to the phones.</summary>
public sealed class GatheringTests
{
    private static readonly DateTime Morning = new(2024, 10, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Day = new(2024, 10, 1);

    [Fact]
    public async Task Who_comes_moves_standings_as_a_visit_does_and_is_no_visit()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 4);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await PlanAsync(village);
        var seen = Assert.Single((await PullAsync(phone)).Gatherings!);
        Assert.Equal((id, "Chùa Bãi Xàu", GatheringState.Planned), (seen.Id, seen.Place, seen.State));

        var came = Came(village, id, 0, 3, ("vneid2", Stage.Working), ("skill-safety", Stage.Working));
        Assert.All(await phone.PushAsync(came, Came(village, id, 1, null)), r => Assert.Equal("applied", r.Result));
        Assert.Equal("alreadyApplied", Assert.Single(await phone.PushAsync(came)).Result);

        Assert.Equal((0, 0), (await server.CountAsync(village.HamletId, Indicators.Visits, Day), await server.CountAsync(village.HamletId, Indicators.HouseholdsVisited, Day)));
        Assert.Equal((1, 4, 2), (await Of(server, village, Indicators.Gatherings), await Of(server, village, Indicators.GatheringPeople), await Of(server, village, Indicators.Activities)));
        var vneid = (await server.WithDbAsync(db => db.Services.SingleAsync(s => s.Code == "vneid2"))).Number;
        Assert.Equal(1, await Of(server, village, Indicators.StageOf(vneid, Stage.Working)));
        Assert.Equal(0, await server.CountAsync(village.TeamId, Indicators.TeamVisits, Day));
        var pulled = await PullAsync(phone);
        Assert.Equal((GatheringState.Held, 2), (pulled.Gatherings![0].State, pulled.Gatherings![0].Came.Length));
        Assert.All(pulled.Households, h => Assert.Empty(h.Visits));
        Assert.Equal(Stage.Working, pulled.Households.Single(h => h.Id == village.Households[0].Id).People[0].Standings.Single().Stage);

        // The next visit at the door is its first one, and stands over what was done there.
        server.Clock.Advance(TimeSpan.FromHours(5));
        Assert.All(await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Independent))), r => Assert.Equal("applied", r.Result));
        Assert.Equal((1, 1), (await Of(server, village, Indicators.HouseholdsVisited), await Of(server, village, Indicators.StageOf(vneid, Stage.Independent))));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_visit_that_is_told_after_a_gathering_and_was_before_it_leaves_what_was_learnt_there()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 2);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await PlanAsync(village);
        server.Clock.Advance(TimeSpan.FromHours(4));
        Assert.All(await phone.PushAsync(Came(village, id, 0, null, ("vneid2", Stage.Working))), r => Assert.Equal("applied", r.Result));
        Assert.All(await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Introduced)) with { At = Morning.AddHours(1) }), r => Assert.Equal("applied", r.Result));
        Assert.Equal(Stage.Working, await server.WithDbAsync(db => db.Standings.Where(s => s.HouseholdId == village.Households[0].Id).Select(s => s.Stage).SingleAsync()));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task Who_was_not_there_is_taken_out_with_what_they_were_said_to_have_done()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 3);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await PlanAsync(village);
        Mutation first = Came(village, id, 0, 2, ("vneid2", Stage.Working)), second = Came(village, id, 1, null, ("vneid2", Stage.Working));
        await phone.PushAsync(first, second);
        var undo = village.Mutate("visit") with
        {
            Visit = new PushVisit(village.Households[0].Id, Outcome.Away, "", [], Supersedes: first.Id, Fields: ["outcome", "activities", "came"], GatheringId: id, Came: 0),
        };
        Assert.Equal("applied", Assert.Single(await phone.PushAsync(undo)).Result);
        Assert.Equal(1, await Of(server, village, Indicators.GatheringPeople));
        Assert.Single((await PullAsync(phone)).Gatherings![0].Came);
        // The office takes out the other one.
        await village.SaveAsync($"/gatherings/{id}", $"out-{second.Id}");
        Assert.Equal((0, 0), (await Of(server, village, Indicators.GatheringPeople), await server.WithDbAsync(db => db.Standings.CountAsync())));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task People_without_a_name_are_counted_and_the_newest_counting_stands_in_whatever_order_it_comes()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await PlanAsync(village);
        Mutation Count(int hours, params int[] heads) => village.Mutate("gathering.count") with { At = Morning.AddHours(hours), Gathering = new(id, Heads: heads) };
        server.Clock.Advance(TimeSpan.FromHours(6));
        await phone.PushAsync(Count(2, 1, 2, 3, 4, 0, 0, 0, 0), Count(1, 9, 9, 9, 9, 9, 9, 9, 9));
        Assert.Equal((1, 10), (await Of(server, village, Indicators.Gatherings), await Of(server, village, Indicators.GatheringPeople)));
        Assert.Equal("gathering.heads", Assert.Single(await phone.PushAsync(Count(3, 1, 2))).Code);
        await village.SaveAsync($"/gatherings/{id}", "heads", new() { ["edition"] = $"{await EditionAsync(server, id)}", ["h0"] = "7" });
        Assert.Equal(7, await Of(server, village, Indicators.GatheringPeople));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_leader_plans_on_the_phone_and_what_cannot_be_is_refused_with_its_reason()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        using var member = await village.EnrolAsync(village.MemberId);
        var (id, vneid) = (Guid.CreateVersion7(), village.ServiceIds["vneid2"]);
        var whole = new PushGathering(id, village.TeamId, village.HamletId, GatheringPlace.Market, "Chợ", Day.AddDays(1), new(8, 0), 120, [vneid], [village.MemberId]);
        async Task<string?> Sent(HttpClient phone, Guid by, string kind, PushGathering push) => Assert.Single(await phone.PushAsync(village.Mutate(kind, by) with { Gathering = push })).Code;
        Assert.Equal("gathering.unknown", await Sent(member, village.MemberId, "gathering.plan", whole));
        Assert.Equal("gathering.when", await Sent(leader, village.LeaderId, "gathering.plan", whole with { Minutes = 5 }));
        Assert.Equal("gathering.when", await Sent(leader, village.LeaderId, "gathering.plan", whole with { Starts = new(23, 0) }));
        Assert.Equal("gathering.place", await Sent(leader, village.LeaderId, "gathering.plan", whole with { Place = " " }));
        Assert.Equal("gathering.place", await Sent(leader, village.LeaderId, "gathering.plan", whole with { HamletId = village.OtherHamletId }));
        Assert.Equal("gathering.services", await Sent(leader, village.LeaderId, "gathering.plan", whole with { Services = [Guid.CreateVersion7()] }));
        Assert.Equal("gathering.slots", await Sent(leader, village.LeaderId, "gathering.plan", whole with { SlotMinutes = 1, SlotSeats = 2 }));
        Assert.Equal("sync.member-not-in-team", await Sent(leader, village.LeaderId, "gathering.plan", whole with { Members = [Guid.CreateVersion7()] }));
        Assert.Null(await Sent(leader, village.LeaderId, "gathering.plan", whole));
        Assert.Equal("sync.id-taken", await Sent(leader, village.LeaderId, "gathering.plan", whole));
        Assert.Null(await Sent(leader, village.LeaderId, "gathering.edit", whole with { Place = "Chợ Trường Khánh" }));
        Assert.Equal("gathering.unknown", await Sent(member, village.MemberId, "gathering.edit", whole));
        Assert.Equal("Chợ Trường Khánh", (await PullAsync(member)).Gatherings!.Single().Place);

        // Its day has not come.
        Assert.Equal("gathering.not-yet", Assert.Single(await member.PushAsync(Came(village, id, 0, null))).Code);
        Assert.Equal("gathering.not-yet", await Sent(member, village.MemberId, "gathering.count", new(id, Heads: [1, 0, 0, 0, 0, 0, 0, 0])));
        Assert.Null(await Sent(leader, village.LeaderId, "gathering.off", new(id)));
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("gathering.off", Assert.Single(await member.PushAsync(Came(village, id, 0, null))).Code);
        Assert.Equal("gathering.unknown", Assert.Single(await member.PushAsync(Came(village, Guid.CreateVersion7(), 0, null))).Code);
        Assert.Empty((await PullAsync(member)).Gatherings!);
        Assert.Equal(0, await Of(server, village, Indicators.Gatherings));
    }

    [Fact]
    public async Task Two_who_note_the_same_household_are_both_kept_and_the_later_hears_of_it()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var member = await village.EnrolAsync(village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var id = await PlanAsync(village);
        Assert.Equal("applied", Assert.Single(await member.PushAsync(Came(village, id, 0, null))).Result);
        var late = Assert.Single(await leader.PushAsync(Came(village, id, 0, null) with { MemberId = village.LeaderId }));
        Assert.Equal(("superseded", "gathering.noted-before"), (late.Result, late.Code));
        Assert.Equal(2, await Of(server, village, Indicators.GatheringPeople));
    }

    [Fact]
    public async Task The_office_notes_who_came_from_a_list_of_paper_and_only_of_its_own_units()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 2);
        var id = await PlanAsync(village);
        using var officer = await village.OfficerAsync();
        var (home, person) = (village.Households[1].Id, village.People[1].Id);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/gatherings/{id}/enter?q=ly%20den%201"));
        Assert.Contains("Lý Dên 1", page, StringComparison.Ordinal);
        var fields = new Dictionary<string, string> { ["id"] = $"{Guid.CreateVersion7()}", ["came"] = "2", [$"r-{village.ServiceIds["vneid2"]}-{person}"] = "1" };
        for (var i = 0; i < 2; i++)
        {
            using var answer = await officer.SubmitAsync($"/gatherings/{id}/enter?q=ly%20den%201", $"came-{home}", new(fields));
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }

        Assert.Equal(2, await Of(server, village, Indicators.GatheringPeople));
        Assert.Equal("Lý Dên 1", (await server.WithDbAsync(db => db.People.SingleAsync(p => p.Id == person))).Name);
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/gatherings/{id}")).StatusCode is var s && s is HttpStatusCode.Forbidden ? HttpStatusCode.NotFound : s);
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_gathering_is_a_day_of_work_for_those_who_were_there()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await PlanAsync(village);
        await phone.PushAsync(Came(village, id, 0, null));
        server.Clock.Advance(TimeSpan.FromDays(31));
        using var officer = await village.OfficerAsync();
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/work/teams/{village.TeamId}?month=2024-10"));
        Assert.Contains("Buổi tập trung", page, StringComparison.Ordinal);
    }

    private static Task<int> Of(TestServer server, Village village, int indicator) => server.CountAsync(village.HamletId, indicator, Day);

    private static Mutation Came(Village village, Guid gathering, int door, int? people, params (string Service, Stage Stage)[] reached)
    {
        var visit = village.Visit(door, reached);
        return visit with { Visit = visit.Visit! with { GatheringId = gathering, Came = people } };
    }

    internal static async Task<Guid> PlanAsync(Village village, int slot = 0, DateOnly? day = null)
    {
        await village.SaveAsync("/gatherings/new", "gathering", new()
        {
            ["where"] = $"{village.TeamId}|{village.HamletId}", ["kind"] = "1", ["place"] = "Chùa Bãi Xàu", ["day"] = $"{day ?? Day:yyyy-MM-dd}", ["starts"] = "07:30", ["minutes"] = "240",
            ["service"] = $"{village.ServiceIds["vneid2"]}", ["slot"] = $"{slot}", ["seats"] = "2",
        });
        return await village.Server.WithDbAsync(db => db.Gatherings.Select(g => g.Id).SingleAsync());
    }

    private static Task<int> EditionAsync(TestServer server, Guid id) => server.WithDbAsync(db => db.Gatherings.Where(g => g.Id == id).Select(g => g.Edition).SingleAsync());

    internal static Task<PullResponse> PullAsync(HttpClient phone) => phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
}
