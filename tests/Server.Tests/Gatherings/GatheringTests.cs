using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Figures;
using TungNgo.Gatherings;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;
using TungNgo.WorkSheets;

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
        // Who looks for it that day sees that it is off, and not that it is gone.
        Assert.Equal(GatheringState.CalledOff, Assert.Single((await PullAsync(member)).Gatherings!).State);
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await PullAsync(member)).Gatherings!);
        Assert.Equal(0, await Of(server, village, Indicators.Gatherings));
    }

    [Fact]
    public async Task A_correction_reaches_the_other_phones_and_with_the_last_who_is_taken_out_it_was_none()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var member = await village.EnrolAsync(village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var id = await PlanAsync(village);
        Mutation wrong = Came(village, id, 0, 2, ("vneid2", Stage.Working)), other = Came(village, id, 1, null) with { MemberId = village.LeaderId };
        await member.PushAsync(wrong);
        await leader.PushAsync(other);
        Assert.Equal(1, await Of(server, village, Indicators.Gatherings));
        Assert.Equal(new HashSet<Guid> { village.LeaderId, village.MemberId }, (await WorkedAsync(server, village)).ToHashSet());
        var before = await PullAsync(leader);
        var undo = village.Mutate("visit") with
        {
            Visit = new PushVisit(village.Households[0].Id, Outcome.Away, "", [], Supersedes: wrong.Id, Fields: ["outcome", "activities", "came"], GatheringId: id, Came: 0),
        };
        Assert.Equal("applied", Assert.Single(await member.PushAsync(undo)).Result);
        var news = await leader.GetAsync($"/api/sync/pull?after={before.UpTo}&have={string.Join(',', before.Hamlets!.Select(h => h.Id))}").ReadAsync<PullResponse>();
        Assert.Equal([other.Id], Assert.Single(news.Gatherings!).Came.Select(c => c.VisitId));
        // Whoever only noted what was none has no day of work from it.
        Assert.Equal([village.LeaderId], await WorkedAsync(server, village));

        await village.SaveAsync($"/gatherings/{id}", $"out-{other.Id}");
        Assert.Equal((0, 0), (await Of(server, village, Indicators.Gatherings), await Of(server, village, Indicators.GatheringPeople)));
        Assert.Empty(await WorkedAsync(server, village));
        Assert.Equal(GatheringState.Planned, (await PullAsync(leader)).Gatherings!.Single().State);
        await server.AssertRecountedAsync();

        // Put right once more it is held again; called off, nobody can have come.
        var again = undo with { Id = Guid.CreateVersion7(), Visit = undo.Visit! with { Outcome = Outcome.Met, Supersedes = undo.Id, Came = 3 } };
        Assert.Equal("applied", Assert.Single(await member.PushAsync(again)).Result);
        Assert.Equal((1, 3), (await Of(server, village, Indicators.Gatherings), await Of(server, village, Indicators.GatheringPeople)));
        await village.SaveAsync($"/gatherings/{id}", $"out-{again.Id}");
        await village.SaveAsync($"/gatherings/{id}", "off", new() { ["edition"] = $"{await EditionAsync(server, id)}" });
        var away = await server.WithDbAsync(db => db.Visits.Where(v => v.SupersedesId == again.Id).Select(v => v.Id).SingleAsync());
        var late = again with { Id = Guid.CreateVersion7(), Visit = again.Visit! with { Supersedes = away } };
        Assert.Equal("gathering.off", Assert.Single(await member.PushAsync(late)).Code);
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_counting_of_nobody_takes_a_gathering_back_that_was_counted_by_mistake()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        var id = await PlanAsync(village);
        foreach (var (heads, gatherings) in new[] { ("7", 1), ("0", 0) })
        {
            await village.SaveAsync($"/gatherings/{id}", "heads", new() { ["edition"] = $"{await EditionAsync(server, id)}", ["h0"] = heads });
            Assert.Equal(gatherings, await Of(server, village, Indicators.Gatherings));
        }

        await village.SaveAsync($"/gatherings/{id}", "off", new() { ["edition"] = $"{await EditionAsync(server, id)}" });
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task An_edit_of_a_phone_does_not_write_over_what_the_office_has_changed_since()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var id = await PlanAsync(village, day: Day.AddDays(2));
        var seen = PlanOf((await PullAsync(leader)).Gatherings!.Single());
        await village.SaveAsync($"/gatherings/{id}/edit", "gathering", Form(village, Day.AddDays(2), await EditionAsync(server, id), new() { ["place"] = "Chùa Mới" }));
        Assert.Equal("gathering.changed", Assert.Single(await leader.PushAsync(Edit(village, id, seen with { Minutes = 60 }, seen))).Code);
        var kept = await server.WithDbAsync(db => db.Gatherings.AsNoTracking().SingleAsync());
        Assert.Equal(("Chùa Mới", 240), (kept.Place, kept.Minutes));

        // Two in a row, without a pull in between: the second stands on the first.
        var now = PlanOf((await PullAsync(leader)).Gatherings!.Single());
        var first = now with { Place = "  Chùa  Mới 2 ", Minutes = 120 };
        var second = first with { Minutes = 180, Services = [village.ServiceIds["vneid2"], village.ServiceIds["payment"]] };
        Assert.All(await leader.PushAsync(Edit(village, id, first, now), Edit(village, id, second, first)), r => Assert.Null(r.Code));
        Assert.Equal(180, await server.WithDbAsync(db => db.Gatherings.Select(g => g.Minutes).SingleAsync()));

        // Its own plan, which nobody else has seen; and an older phone that does not say what it saw.
        var own = Guid.CreateVersion7();
        var planned = village.Mutate("gathering.plan", village.LeaderId) with { Gathering = Edit(village, own, now, null).Gathering! with { TeamId = village.TeamId } };
        Assert.All(await leader.PushAsync(planned, Edit(village, own, now with { Minutes = 60 }, now), Edit(village, own, now with { Minutes = 90 }, null)), r => Assert.Null(r.Code));
    }

    [Fact]
    public async Task A_gathering_moves_only_when_those_who_have_taken_a_time_were_told_and_takes_no_time_from_them()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var day = Day.AddDays(1);
        var id = await PlanAsync(village, slot: 60, day: day);
        foreach (var name in new[] { "Kim Lan", "Lâm Văn Ba" })
        {
            var booking = new PushBooking(Guid.CreateVersion7(), id, new(8, 30), name, "0912345678");
            Assert.Null(Assert.Single(await leader.PushAsync(village.Mutate("gathering.book", village.LeaderId) with { Booking = booking })).Code);
        }

        using var officer = await village.OfficerAsync();
        async Task<string> Said(Dictionary<string, string> change)
        {
            var form = Form(village, day, await EditionAsync(server, id), new(change.Prepend(new("slot", "60")).DistinctBy(c => c.Key)));
            using var answer = await officer.SubmitAsync($"/gatherings/{id}/edit", "gathering", form);
            return answer.StatusCode == HttpStatusCode.Found ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        var asked = await Said(new() { ["day"] = $"{day.AddDays(1):yyyy-MM-dd}" });
        Assert.Contains("Đã có 2 người hẹn giờ ở buổi này.", asked, StringComparison.Ordinal);
        Assert.Contains("08:30 · Kim Lan · 0912345678", asked, StringComparison.Ordinal);
        Assert.Contains("Giờ 08:30 đã có 2 người hẹn.", await Said(new() { ["starts"] = "08:00", ["told"] = "2" }), StringComparison.Ordinal);
        Assert.Contains("Giờ 08:30 đã có 2 người hẹn.", await Said(new() { ["seats"] = "1", ["told"] = "2" }), StringComparison.Ordinal);
        Assert.Equal("", await Said(new() { ["place"] = "Chùa Khác" }));
        Assert.Equal("", await Said(new() { ["minutes"] = "120", ["told"] = "2" }));

        var seen = PlanOf((await PullAsync(leader)).Gatherings!.Single());
        var move = Edit(village, id, seen with { Day = day.AddDays(1) }, seen);
        Assert.Equal("gathering.untold", Assert.Single(await leader.PushAsync(move)).Code);
        var lost = Edit(village, id, seen with { SlotMinutes = 50 }, seen);
        Assert.Equal("gathering.times-lost", Assert.Single(await leader.PushAsync(lost with { Gathering = lost.Gathering! with { Told = 2 } })).Code);
        Assert.Null(Assert.Single(await leader.PushAsync(move with { Id = Guid.CreateVersion7(), Gathering = move.Gathering! with { Told = 2 } })).Code);
        Assert.Equal(day.AddDays(1), await server.WithDbAsync(db => db.Gatherings.Select(g => g.Day).SingleAsync()));
    }

    [Fact]
    public async Task Its_numbers_are_the_same_wherever_they_stand_and_the_one_who_has_its_doors_now_sees_it()
    {
        var start = new DateTime(2026, 3, 1, 1, 0, 0, DateTimeKind.Utc);
        await using var server = await TestServer.StartAsync(start);
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = await PlanAsync(village, day: new(2026, 3, 1));
        Assert.All(await phone.PushAsync(Came(village, id, 0, 3), Came(village, id, 1, 2)), r => Assert.Equal("applied", r.Result));
        // Somebody lives in another commune by now: counted, and not called by name here.
        var (moved, elsewhere) = (village.Households[0].Id, Guid.CreateVersion7());
        await server.WithDbAsync(db => db.Households.Where(h => h.Id == moved).ExecuteUpdateAsync(h => h.SetProperty(x => x.HamletId, elsewhere)));
        using (var officer = await village.OfficerAsync())
        {
            var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/gatherings/{id}"));
            Assert.Contains("5 người có tên", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Lý Dên 0", page, StringComparison.Ordinal);
        }

        await server.WithDbAsync(db => db.Households.Where(h => h.Id == moved).ExecuteUpdateAsync(h => h.SetProperty(x => x.HamletId, village.HamletId)));
        server.Clock.Advance(TimeSpan.FromDays(5));
        await village.SaveAsync($"/areas/{village.HamletId}/edit", "end", new() { ["End.Other"] = $"{village.OtherHamletId}", ["End.From"] = "2026-03-04", ["End.Act"] = "QĐ 3" });
        using var later = await village.OfficerAsync();
        Assert.Contains($"/gatherings/{id}", await later.GetStringAsync("/gatherings"), StringComparison.Ordinal);
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

    private static Task<IEnumerable<Guid>> WorkedAsync(TestServer server, Village village) => server.WithDbAsync(async db =>
    {
        var team = await db.Teams.AsNoTracking().SingleAsync(t => t.Id == village.TeamId);
        return (await new GatheringWork(db).ReadAsync([team], Day, Day, CancellationToken.None)).Select(f => f.MemberId);
    });

    private static PushPlan PlanOf(WireGathering g) => new(g.HamletId, g.Kind, g.Place, g.Day, g.Starts, g.Minutes, g.Services, g.Members, g.SlotMinutes, g.SlotSeats);

    private static Mutation Edit(Village village, Guid id, PushPlan plan, PushPlan? before) => village.Mutate("gathering.edit", village.LeaderId) with
    {
        Gathering = new(
            id, null, plan.HamletId, plan.Kind, plan.Place, plan.Day, plan.Starts, plan.Minutes, plan.Services, plan.Members, plan.SlotMinutes, plan.SlotSeats, Before: before),
    };

    private static Dictionary<string, string> Form(Village village, DateOnly day, int edition, Dictionary<string, string> with) => new(new Dictionary<string, string>
    {
        ["where"] = $"{village.TeamId}|{village.HamletId}", ["kind"] = "1", ["place"] = "Chùa Bãi Xàu", ["day"] = $"{day:yyyy-MM-dd}", ["starts"] = "07:30", ["minutes"] = "240",
        ["service"] = $"{village.ServiceIds["vneid2"]}", ["slot"] = "0", ["seats"] = "2", ["edition"] = $"{edition}",
    }.Where(f => !with.ContainsKey(f.Key)).Concat(with));

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
