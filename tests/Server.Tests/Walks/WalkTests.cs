using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;
using TungNgo.Walks;

namespace TungNgo.Tests.Walks;

/// <summary>A walk from the desk that cuts it to the doors, on phones and on paper.</summary>
public sealed partial class WalkTests
{
    private static readonly DateTime Morning = new(2024, 10, 1, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Walks_reach_the_phones_and_what_is_done_is_told_by_visits_whoever_made_them()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 6);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var before = await PullAsync(phone);
        Assert.Empty(before.Walks!);
        // Already seen this morning, and known: the walk asks for another visit.
        Assert.All(await phone.PushAsync(village.Visit(0)), r => Assert.Equal("applied", r.Result));
        server.Clock.Set(Morning.AddHours(1));
        await CutAsync(village, "");

        var walks = (await PullAsync(phone, before.UpTo)).Walks!;
        Assert.Equal(2, walks.Length);
        Assert.Equal(village.Households.Select(h => h.Id).Order(), walks.SelectMany(w => w.Doors).Select(d => d.HouseholdId).Order());
        Assert.Equal(new[] { village.LeaderId, village.MemberId }.Order(), walks.SelectMany(w => w.Members).Order());
        Assert.All(walks, w => Assert.True(w.NeedsKhmer));
        Assert.Equal(Morning, walks.SelectMany(w => w.Doors).Single(d => d.HouseholdId == village.Households[0].Id).After);

        // A door is never on two open walks.
        Assert.Contains("Không còn hộ nào", await RefusalAsync(village, ""), StringComparison.Ordinal);

        // The leader comes to a door of the other's walk; a visit of the early morning comes late and counts too.
        server.Clock.Set(Morning.AddHours(4));
        var theirs = walks.Single(w => w.Members.Contains(village.MemberId));
        var other = village.Households.FindIndex(h => h.Id == theirs.Doors.First(d => d.HouseholdId != village.Households[0].Id).HouseholdId);
        Assert.All(await leader.PushAsync(village.Visit(other) with { MemberId = village.LeaderId, At = Morning.AddMinutes(20) }), r => Assert.Equal("applied", r.Result));
        using var officer = await village.OfficerAsync();
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/walks/{theirs.Id}"));
        Assert.Contains("Đã ghé 1/3 nhà", page, StringComparison.Ordinal);
        Assert.Contains("Thạch Siêng · ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_on_one_walk_without_a_line_one_of_whom_hands_over_lose_no_door_and_do_none_twice_unseen()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 8);
        using var one = await village.EnrolAsync(village.MemberId);
        using var two = await village.EnrolAsync(village.LeaderId);
        await CutAsync(village, "", pairs: true);
        var walk = Assert.Single((await PullAsync(one)).Walks!);
        Assert.Equal(2, walk.Members.Length);

        // Both go the whole day without a line; in the middle one of them leaves the walk to the other. They meet at one door.
        Mutation By(Guid member, int door, int hour) => village.Visit(door, ("vneid2", Stage.Working)) with { MemberId = member, At = Morning.AddHours(hour) };
        Mutation[] ofOne = [By(village.MemberId, 0, 1), By(village.MemberId, 1, 2), By(village.MemberId, 2, 3),
            village.Mutate("walk.handover") with { At = Morning.AddHours(4), Walk = new(walk.Id, village.LeaderId) }];
        Mutation[] ofTwo = [By(village.LeaderId, 7, 1), By(village.LeaderId, 6, 2), By(village.LeaderId, 5, 3), By(village.LeaderId, 4, 4), By(village.LeaderId, 3, 5), By(village.LeaderId, 2, 6)];
        server.Clock.Set(Morning.AddHours(10));
        var late = await two.PushAsync(ofTwo);
        Assert.All(late, r => Assert.Equal("applied", r.Result));
        var told = await one.PushAsync(ofOne);
        Assert.Equal(["applied", "applied", "superseded", "applied"], told.Select(r => r.Result));
        Assert.Contains("Thạch Siêng", told[2].Reason, StringComparison.Ordinal);
        // Sent once more, because the answer was lost: nothing is done twice.
        Assert.Equal(["alreadyApplied", "alreadyApplied", "superseded", "alreadyApplied"], (await one.PushAsync(ofOne)).Select(r => r.Result));

        var after = Assert.Single((await PullAsync(one)).Walks!);
        Assert.Equal([village.LeaderId], after.Members);
        using var officer = await village.OfficerAsync();
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/walks/{walk.Id}"));
        Assert.Contains("Đã ghé 8/8 nhà", page, StringComparison.Ordinal);
        Assert.Equal(1, Twice().Count(page));
        Assert.Equal(9, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    [Fact]
    public async Task A_walk_is_left_taken_put_off_and_closed_by_those_who_may()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 4);
        using var member = await village.EnrolAsync(village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        await CutAsync(village, "");
        var walks = (await PullAsync(member)).Walks!;
        var (mine, hers) = (walks.Single(w => w.Members.Contains(village.MemberId)), walks.Single(w => w.Members.Contains(village.LeaderId)));
        Mutation Of(string kind, Guid by, PushWalk walk) => village.Mutate(kind, by) with { Walk = walk };
        async Task<string> Sent(HttpClient phone, Mutation mutation) => Assert.Single(await phone.PushAsync(mutation)) is { Result: "applied" } ? "" : (await phone.PushAsync(mutation))[0].Code!;

        // A member has no say in the leader's walk, the leader has in all.
        Assert.Equal("walk.taken", await Sent(member, Of("walk.handover", village.MemberId, new(hers.Id, village.MemberId))));
        Assert.Equal("walk.taken", await Sent(member, Of("walk.take", village.MemberId, new(hers.Id))));
        Assert.Equal("walk.taken", await Sent(member, Of("walk.postpone", village.MemberId, new(hers.Id, Day: new DateOnly(2024, 10, 2)))));
        Assert.Equal("", await Sent(leader, Of("walk.handover", village.LeaderId, new(hers.Id))));
        Assert.Equal("", await Sent(member, Of("walk.take", village.MemberId, new(hers.Id))));
        Assert.Equal("sync.member-not-in-team", await Sent(member, Of("walk.handover", village.MemberId, new(mine.Id, Guid.CreateVersion7()))));
        Assert.Equal("walk.unknown", await Sent(member, Of("walk.take", village.MemberId, new(Guid.CreateVersion7()))));
        Assert.Equal("walk.day", await Sent(member, Of("walk.postpone", village.MemberId, new(mine.Id))));

        // Rain: tomorrow.
        Assert.Equal("", await Sent(member, Of("walk.postpone", village.MemberId, new(mine.Id, Day: new DateOnly(2024, 10, 2)))));
        var now = (await PullAsync(member)).Walks!;
        Assert.Equal(new DateOnly(2024, 10, 2), now.Single(w => w.Id == mine.Id).Day);
        Assert.Equal([village.MemberId], now.Single(w => w.Id == hers.Id).Members);

        // The office sends two who are named, both phones lead with it; a stranger goes with nobody.
        await village.SaveAsync($"/walks/{hers.Id}", "give", new() { ["to"] = $"{village.MemberId}", ["with"] = $"{village.LeaderId}" });
        Assert.Equal([village.MemberId, village.LeaderId], (await PullAsync(leader)).Walks!.Single(w => w.Id == hers.Id).Members);
        using var officer = await village.OfficerAsync();
        using var strange = await officer.SubmitAsync($"/walks/{hers.Id}", "give", new() { ["to"] = $"{village.MemberId}", ["with"] = $"{Guid.CreateVersion7()}" });
        Assert.Equal([village.MemberId, village.LeaderId], (await PullAsync(member)).Walks!.Single(w => w.Id == hers.Id).Members);

        // Closed, its doors are free again, and phones that still speak of it are told.
        await village.SaveAsync($"/walks/{mine.Id}", "close");
        Assert.Equal("walk.over", await Sent(member, Of("walk.postpone", village.MemberId, new(mine.Id, Day: new DateOnly(2024, 10, 3)))));
        await CutAsync(village, "");
        var open = (await PullAsync(member)).Walks!;
        Assert.DoesNotContain(open, w => w.Id == mine.Id);
        Assert.Equal(4, open.SelectMany(w => w.Doors).Select(d => d.HouseholdId).Distinct().Count());
        Assert.Equal(4, open.Sum(w => w.Doors.Length));
    }

    [Fact]
    public async Task Walks_cut_by_mistake_are_found_by_hamlet_and_state_marked_and_closed_together()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 6);
        using var member = await village.EnrolAsync(village.MemberId);
        await CutAsync(village, "");
        using var officer = await village.OfficerAsync();
        var walks = (await PullAsync(member)).Walks!.Select(w => w.Id).ToList();
        Assert.Equal(2, walks.Count);
        using (var none = await officer.SubmitAsync("/walks", "close"))
        {
            Assert.Contains("Chưa đánh dấu tuyến nào.", WebUtility.HtmlDecode(await none.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        // One's own beside one that nobody knows, and beside a neighbouring commune's: none is closed.
        var theirs = Guid.CreateVersion7();
        var neighbour = server.AreaByCode("31657");
        await server.WriteAsync((db, write) => db.Walks.Add(
            new() { Id = theirs, HamletId = neighbour, TeamId = Guid.CreateVersion7(), Number = 1, Day = write.Today, OpenedAt = write.Now, OpenedBy = "x" }));
        foreach (var foreign in new[] { Guid.CreateVersion7(), theirs })
        {
            using var strange = await CloseAsync(officer, walks[0], foreign);
            Assert.Equal(HttpStatusCode.OK, strange.StatusCode);
        }

        Assert.Equal(3, await server.WithDbAsync(db => db.Walks.CountAsync(w => w.State == WalkState.Open)));
        // The Enter key in a box presses the form's first button: that asks.
        using (var asking = await officer.SubmitAsync("/walks", "close", new() { ["_ask"] = "1", ["id"] = $"{walks[0]}" }))
        {
            Assert.Contains("<details class=\"confirm card-body\" open", await asking.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(2, (await PullAsync(member)).Walks!.Length);
        await village.SaveAsync("/walks", "close", new() { ["id"] = $"{walks[0]}" });
        Assert.Equal([walks[1]], (await PullAsync(member)).Walks!.Select(w => w.Id));
        Assert.Equal([walks[0]], await ListedAsync("state=closed"));
        Assert.Equal([walks[1]], await ListedAsync($"state=open&hamlet={village.HamletId}"));
        Assert.Empty(await ListedAsync("state=late"));

        // What is closed already is passed over. "All" is what the page showed, and no more.
        using (var again = await CloseAsync(officer, walks[0]))
        {
            Assert.Contains("done=0", $"{again.Headers.Location}", StringComparison.Ordinal);
        }

        using (var changed = await officer.SubmitAsync("/walks?state=open", "close", new() { ["all"] = "1", ["seen"] = "of before" }))
        {
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        Assert.Equal([walks[1]], (await PullAsync(member)).Walks!.Select(w => w.Id));
        using (var all = await officer.SubmitAsync("/walks?state=open", "close", new() { ["all"] = "1" }))
        {
            Assert.Contains("done=1", $"{all.Headers.Location}", StringComparison.Ordinal);
            Assert.Contains("Đã kết thúc 1 tuyến.", WebUtility.HtmlDecode(await officer.GetStringAsync(all.Headers.Location)), StringComparison.Ordinal);
        }

        Assert.Empty((await PullAsync(member)).Walks!);

        async Task<IEnumerable<Guid>> ListedAsync(string query) =>
            Row().Matches(await officer.GetStringAsync($"/walks?{query}")).Select(m => Guid.Parse(m.Groups[1].Value));
    }

    [Fact]
    public async Task A_sheet_of_paper_is_printed_typed_in_once_and_counts_as_a_phone_s_visits()
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 12);
        using var phone = await village.EnrolAsync(village.MemberId);
        await CutAsync(village, "lacks=vneid2", pairs: true);
        var walk = Assert.Single((await PullAsync(phone)).Walks!);
        using var officer = await village.OfficerAsync();
        var print = WebUtility.HtmlDecode(await officer.GetStringAsync($"/walks/{walk.Id}/print"));
        Assert.Equal(2, Sheet().Count(print));
        Assert.Equal(12, Outcomes().Count(print));
        Assert.Contains("<svg", print, StringComparison.Ordinal);

        server.Clock.Set(Morning.AddHours(9));
        var (first, second) = (walk.Doors[0].HouseholdId, walk.Doors[1].HouseholdId);
        var person = village.People.Single(p => p.HouseholdId == first).Id;
        var vneid = village.ServiceIds["vneid2"];
        var fields = new Dictionary<string, string>
        {
            ["id"] = $"{Guid.CreateVersion7()}", ["member"] = $"{village.MemberId}", ["day"] = "2024-10-01", ["began"] = "08:30",
            [$"r-{first}-{vneid}-{person}"] = "1", [$"o-{second}"] = "1", [$"n-{second}"] = "2024-10-03",
        };
        using var later = await village.OfficerAsync();
        using var refused = await later.SubmitAsync($"/walks/{walk.Id}/enter", "sheet", new(fields) { [$"o-{first}"] = "1" });
        Assert.Contains("kết quả không phải là gặp", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await village.SaveAsync($"/walks/{walk.Id}/enter", "sheet", fields);
        // The button pressed twice.
        await village.SaveAsync($"/walks/{walk.Id}/enter", "sheet", fields);

        var visits = await server.WithDbAsync(db => db.Visits.AsNoTracking().OrderBy(v => v.At).ToListAsync());
        Assert.Equal([(first, Outcome.Met), (second, Outcome.Away)], visits.Select(v => (v.HouseholdId, v.Outcome)));
        Assert.All(visits, v => Assert.Equal((village.MemberId, village.TeamId, village.HamletId), (v.MemberId!.Value, v.TeamId!.Value, v.HamletId)));
        Assert.Equal(new DateTime(2024, 10, 1, 1, 42, 0, DateTimeKind.Utc), visits[0].At);
        Assert.Equal(Stage.Working, (await server.WithDbAsync(db => db.Standings.SingleAsync())).Stage);
        await server.AssertRecountedAsync();

        using var late = await later.SubmitAsync($"/walks/{walk.Id}/enter", "sheet", new(fields) { ["id"] = $"{Guid.CreateVersion7()}", ["day"] = "2024-10-02" });
        Assert.Contains("Ngày trên phiếu", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lacks=vneid2", 4)]
    [InlineData("visited=unmet", 4)]
    [InlineData("visited=met", 1)]
    [InlineData("has=elder", 1)]
    [InlineData("has=late", 1)]
    [InlineData("crop=rice", 1)]
    [InlineData("language=km&lacks=vneid2&has=elder", 1)]
    public async Task A_search_counts_what_it_finds_while_it_is_written(string query, int found)
    {
        await using var server = await TestServer.StartAsync(Morning);
        var village = await Village.BuildAsync(server, 5);
        using var phone = await village.EnrolAsync(village.MemberId);
        await server.WriteAsync((db, write) =>
        {
            db.People.Single(p => p.Id == village.People[3].Id).BirthYear = 1950;
            db.HouseholdCrops.Add(new() { Id = write.NewId(), HouseholdId = village.Households[2].Id, Crop = "rice", SaidAt = write.Now });
            db.HouseholdCrops.Add(new() { Id = write.NewId(), HouseholdId = village.Households[1].Id, Crop = "rice", EndedOn = new(2024, 8, 1), SaidAt = write.Now });
        });
        var away = village.Visit(1) with { At = Morning.AddDays(-3) };
        Assert.All(await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Independent)), away with { Visit = away.Visit! with { Outcome = Outcome.Away, NextDate = new(2024, 9, 30) } }), r => Assert.Equal("applied", r.Result));
        using var officer = await village.OfficerAsync();
        Assert.Equal($"{found}", await officer.GetStringAsync($"/walks/count?{query}"));
        await village.SaveAsync($"/walks/cut?{query}", "keep", new() { ["name"] = "Đợt một" });
        Assert.Contains($"/walks/cut?{query}", WebUtility.HtmlDecode(await officer.GetStringAsync("/walks/cut")), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> CloseAsync(HttpClient officer, params Guid[] ids)
    {
        var token = Officials.TokenOf(await officer.GetStringAsync("/walks"));
        return await officer.PostAsync("/walks", new FormUrlEncodedContent(
            [.. ids.Select(i => KeyValuePair.Create("id", $"{i}")), new("_handler", "close"), new("__RequestVerificationToken", token)]));
    }

    private static Task CutAsync(Village village, string query, bool pairs = false) => village.SaveAsync($"/walks/cut?{query}", "cut", Form(pairs));

    private static async Task<string> RefusalAsync(Village village, string query)
    {
        using var officer = await village.OfficerAsync();
        using var answer = await officer.SubmitAsync($"/walks/cut?{query}", "cut", Form(pairs: false));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Dictionary<string, string> Form(bool pairs) => new() { ["day"] = "2024-10-01", ["minutes"] = "600", ["campaign"] = "", ["pairs"] = pairs ? "1" : "" };

    private static Task<PullResponse> PullAsync(HttpClient phone, long after = 0) => phone.GetAsync($"/api/sync/pull?after={after}").ReadAsync<PullResponse>();

    [GeneratedRegex("href=\"/walks/([0-9a-f-]{36})\"")]
    private static partial Regex Row();

    [GeneratedRegex("Hai người đã ghé")]
    private static partial Regex Twice();

    [GeneratedRegex("class=\"walk-sheet\"")]
    private static partial Regex Sheet();

    [GeneratedRegex("☐ Gặp")]
    private static partial Regex Outcomes();
}
