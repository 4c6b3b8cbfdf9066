using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;

namespace TungNgo.Tests.Sync;

/// <summary>What was true at the door then is kept, whatever the office or another phone has said since; who must know of it is told.</summary>
public sealed class TrueThenTests
{
    [Fact]
    public async Task A_visit_is_kept_whole_when_another_phone_has_marked_one_of_its_people_as_gone()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var day = server.Clock.Today();
        var sameDay = village.Visit(0, ("vneid2", Stage.Working), ("skill-payment", Stage.Introduced));
        var before = village.Visit(1, ("vneid2", Stage.Working));
        server.Clock.Advance(TimeSpan.FromHours(1));
        await other.PushAsync(Gone(0));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await other.PushAsync(Gone(1));
        server.Clock.Advance(TimeSpan.FromHours(1));
        var after = village.Visit(1, ("vneid2", Stage.Independent));

        var answers = await phone.PushAsync(sameDay, before, after);
        Assert.Equal([("superseded", "person.gone"), ("applied", null), ("superseded", "person.gone")], answers.Select(a => (a.Result, a.Code)));
        Assert.Contains("Lý Dên 0", answers[0].Reason, StringComparison.Ordinal);
        Assert.Equal(3, await server.WithDbAsync(db => db.Visits.CountAsync()));
        Assert.Equal(4, await server.WithDbAsync(db => db.VisitActivities.CountAsync()));
        // Who was there counted until the day on which they left.
        var working = Indicators.StageOf(1, Stage.Working);
        Assert.Equal((1, 0), (await server.CountAsync(village.HamletId, working, day), await server.CountAsync(village.HamletId, working, day.AddDays(1))));
        await server.AssertRecountedAsync();

        Mutation Gone(int door) => village.Mutate("person.edit", village.LeaderId) with { Person = new PushPerson(village.People[door].Id, village.Households[door].Id, Gone: true) };
    }

    [Theory]
    [InlineData("last day")]
    [InlineData("dissolved")]
    public async Task Whatever_a_member_did_up_to_the_last_day_is_kept_when_it_arrives_after_the_end(string end)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        await server.WriteAsync((db, write) => db.Households.Single(h => h.Id == village.Households[0].Id).Phone = "0912345678");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var last = server.Clock.Today();
        var work = DoorWork.All(village, notice);
        server.Clock.Advance(TimeSpan.FromDays(1));
        var late = village.Visit(1);
        server.Clock.Advance(TimeSpan.FromDays(3));
        await server.WriteAsync((db, write) =>
        {
            if (end == "dissolved")
            {
                db.Teams.Single(t => t.Id == village.TeamId).DissolvedOn = last.AddDays(1);
            }
            else
            {
                db.Memberships.Single(m => m.MemberId == village.MemberId).To = last;
            }

            write.Changed(ChangeKind.Team, village.TeamId);
        });
        foreach (var mutation in work)
        {
            var answer = (await phone.PushAsync(mutation)).Single();
            Assert.True(answer.Result is "applied" or "superseded", $"{mutation.Kind}: {answer.Result} {answer.Code}");
        }

        Assert.Equal("sync.member-not-on-phone", (await phone.PushAsync(late)).Single().Code);
        var visit = await server.WithDbAsync(db => db.Visits.SingleAsync());
        Assert.Equal((village.TeamId, village.MemberId, last.Number()), (visit.TeamId, visit.MemberId, visit.Day));
        // Nothing of the territory is left on it, and it is not told of newer doors.
        Assert.Empty((await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>()).Households);
    }

    [Theory]
    [InlineData("household.moved")]
    [InlineData("household.closed")]
    public async Task Work_on_a_household_that_has_gone_without_the_phones_knowing_is_kept_with_a_word(string word)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var id = village.Households[0].Id;
        await server.WriteAsync((db, write) => db.Households.Single(h => h.Id == id).Phone = "0912345678");
        server.Clock.Advance(TimeSpan.FromDays(1));
        await (word == "household.moved" ? village.MoveAsync(id, village.OtherHamletId, server.Clock.Today()) : village.CloseAsync(id, server.Clock.Today()));
        server.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var mutation in DoorWork.All(village, notice))
        {
            var about = mutation.AboutHousehold() == id;
            var answer = (await phone.PushAsync(mutation)).Single();
            Assert.True(
                about ? (answer.Result, answer.Code) == ("superseded", word) : answer.Result == "applied", $"{mutation.Kind}: {answer.Result} {answer.Code}");
        }

        var visit = await server.WithDbAsync(db => db.Visits.SingleAsync());
        Assert.Equal((word == "household.moved" ? village.OtherHamletId : village.HamletId, village.TeamId), (visit.HamletId, visit.TeamId));
        Assert.Equal("gần chùa", await server.WithDbAsync(db => db.Households.Where(h => h.Id == id).Select(h => h.Landmark).SingleAsync()));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_household_that_left_longer_ago_than_a_phone_is_offline_is_no_longer_its_business()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await village.MoveAsync(village.Households[0].Id, village.OtherHamletId, server.Clock.Today());
        server.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal("sync.outside-territory", (await phone.PushAsync(village.Visit(0))).Single().Code);
    }

    [Fact]
    public async Task A_household_closed_today_was_there_for_whoever_came_before()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var visit = village.Visit(0, ("vneid2", Stage.Working));
        server.Clock.Advance(TimeSpan.FromDays(2));
        await village.CloseAsync(village.Households[0].Id, server.Clock.Today());
        Assert.Equal("applied", (await phone.PushAsync(visit)).Single().Result);
        var day = server.Clock.Today();
        Assert.Equal((1, 0), (await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day.AddDays(-1)), await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day)));
        await server.AssertRecountedAsync();
    }
}
