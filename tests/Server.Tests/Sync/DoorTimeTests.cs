using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Relays;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Visits;

namespace TungNgo.Tests.Sync;

/// <summary>What is told late counts when and where it happened, and only times at which it can have happened are believed.</summary>
public sealed class DoorTimeTests
{
    [Fact]
    public async Task Doors_found_and_visited_without_a_line_count_from_the_day_they_were_seen()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var seen = server.Clock.Today().AddDays(3);
        server.Clock.Advance(TimeSpan.FromDays(3));
        var work = new List<Mutation>();
        for (var i = 0; i < 8; i++)
        {
            var (household, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            work.Add(village.Mutate("household.add") with { Household = new PushHousehold(household, village.HamletId, Head: $"Sơn Kim {i}", Language: "km", Smartphones: 1) });
            work.Add(village.Mutate("person.add") with { Person = new PushPerson(person, household, $"Sơn Kim {i}") });
            work.Add(village.Mutate("visit") with { Visit = new PushVisit(household, Outcome.Met, "km", [new PushActivity(village.ServiceIds["vneid2"], Stage.Working, person)]) });
        }

        server.Clock.Advance(TimeSpan.FromDays(10));
        Assert.All(await phone.PushAsync([.. work]), a => Assert.Equal("applied", a.Result));
        for (var day = seen.AddDays(-2); day <= server.Clock.Today(); day = day.AddDays(1))
        {
            var there = day < seen ? 0 : 8;
            Assert.Equal(
                (day, 3 + there, 3 + there, there, there, there, 3 + there),
                (day, await server.CountAsync(village.HamletId, Indicators.Households, day), await server.CountAsync(village.HamletId, Indicators.People, day),
                    await server.CountAsync(village.HamletId, Indicators.HouseholdsVisited, day), await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day),
                    await server.CountAsync(village.HamletId, Indicators.SmartphoneHouseholds, day), await server.CountAsync(village.HamletId, Indicators.KhmerHouseholds, day)));
        }

        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_visit_told_before_its_household_was_there_makes_no_more_visited_than_there_are()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var today = server.Clock.Today();
        var early = village.Visit(0, ("vneid2", Stage.Working));
        Assert.Equal("applied", (await phone.PushAsync(early with { At = early.At.AddDays(-4) })).Single().Result);
        for (var day = today.AddDays(-6); day <= today; day = day.AddDays(1))
        {
            var there = day < today ? 0 : 1;
            Assert.Equal((day, 3 * there, there), (day, await server.CountAsync(village.HamletId, Indicators.Households, day), await server.CountAsync(village.HamletId, Indicators.HouseholdsVisited, day)));
        }

        Assert.Equal(1, await server.CountAsync(village.HamletId, Indicators.Visits, today.AddDays(-4)));
        await server.AssertRecountedAsync();
    }

    [Theory]
    [InlineData("note")]
    [InlineData("nextDate")]
    [InlineData("outcome")]
    [InlineData("activities")]
    public async Task A_correction_changes_what_it_names_and_nothing_else(string field)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var day = server.Clock.Today();
        var wrong = village.Visit(0, ("vneid2", Stage.Working), ("skill-payment", Stage.Introduced));
        wrong = wrong with { Visit = wrong.Visit! with { NextDate = day.AddDays(1), NextTime = new TimeOnly(8, 30), Note = "hẹn sáng mai", Seconds = 240 } };
        await phone.PushAsync(wrong);
        server.Clock.Advance(TimeSpan.FromDays(2));
        await village.MoveAsync(village.Households[0].Id, village.OtherHamletId, day.AddDays(2));
        await server.WriteAsync((db, write) =>
        {
            var team = new Team { Id = write.NewId(), Name = "Tổ ấp Trường An", NameKey = "to", Level = TeamLevel.Hamlet, AreaId = village.OtherHamletId };
            db.Teams.Add(team);
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = team.Id, MemberId = village.LeaderId, From = day });
            write.Changed(ChangeKind.Team, team.Id);
        });
        server.Clock.Advance(TimeSpan.FromDays(3));

        // The screen shows the whole visit and sends it along; what the member changed is named.
        var right = village.Mutate("visit", village.LeaderId) with { Visit = wrong.Visit! with { Supersedes = wrong.Id, Seconds = null, Fields = [field] } };
        right = right with
        {
            Visit = field switch
            {
                "note" => right.Visit! with { Note = "hẹn chiều mai", Activities = [] },
                "nextDate" => right.Visit! with { NextDate = day.AddDays(3), Activities = [] },
                "outcome" => right.Visit! with { Outcome = Outcome.Away, Activities = [] },
                _ => right.Visit! with { Activities = [right.Visit!.Activities[0] with { Stage = Stage.Independent }] },
            },
        };
        Assert.Equal("applied", (await other.PushAsync(right)).Single().Result);
        var (old, now, done) = await server.WithDbAsync(async db => (
            await db.Visits.SingleAsync(v => v.Id == wrong.Id), await db.Visits.SingleAsync(v => v.Id == right.Id), await db.VisitActivities.Where(a => a.VisitId == right.Id).ToListAsync()));
        Assert.Equal(
            (old.At, old.Day, village.HamletId, village.TeamId, village.MemberId, "km", 240, new TimeOnly(8, 30)),
            (now.At, now.Day, now.HamletId, now.TeamId, now.MemberId, now.Language, now.Seconds, now.NextTime));
        Assert.Equal(
            (field == "note" ? "hẹn chiều mai" : "hẹn sáng mai", field == "nextDate" ? day.AddDays(3) : day.AddDays(1), field == "outcome" ? Outcome.Away : Outcome.Met),
            (now.Note, now.NextDate, now.Outcome));
        Assert.Equal(field switch { "outcome" => [], "activities" => [Stage.Independent], _ => [Stage.Introduced, Stage.Working] }, done.Select(a => a.Stage).Order());

        // The first visit and its figures stay on its day and in its hamlet.
        Assert.Equal(day.Number(), await server.WithDbAsync(db => db.Households.Where(h => h.Id == village.Households[0].Id).Select(h => h.FirstVisitDay).SingleAsync()));
        Assert.Equal((1, 0), (await server.CountAsync(village.HamletId, Indicators.Visits, day), await server.CountAsync(village.OtherHamletId, Indicators.Visits, server.Clock.Today())));
        Assert.Equal((1, 0), (await server.CountAsync(village.TeamId, Indicators.TeamVisits, day), await server.CountAsync(village.HamletId, Indicators.Visits, server.Clock.Today())));
        Assert.Equal(field == "outcome" ? 0 : 1, await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, day));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_visit_lies_where_its_household_lived_then_whatever_arrives_first()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = village.Households[0].Id;
        var first = server.Clock.Today();
        var morning = village.Visit(0, ("vneid2", Stage.Introduced));
        server.Clock.Advance(TimeSpan.FromSeconds(8));
        await village.MoveAsync(id, village.OtherHamletId, first);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var later = village.Visit(0, ("vneid2", Stage.Working));
        server.Clock.Advance(TimeSpan.FromDays(2));
        await phone.PushAsync(later, morning);
        Assert.Equal(
            [(morning.Id, village.HamletId), (later.Id, village.OtherHamletId)],
            (await server.WithDbAsync(db => db.Visits.OrderBy(v => v.At).ToListAsync())).Select(v => (v.Id, v.HamletId)));
        Assert.Equal((1, 1), (await server.CountAsync(village.HamletId, Indicators.Visits, first), await server.CountAsync(village.OtherHamletId, Indicators.Visits, first)));
        Assert.Equal(2, await server.CountAsync(village.TeamId, Indicators.TeamVisits, first));

        // That it moved is entered days after the visit: the visit was already there.
        var moved = server.Clock.Today();
        var after = village.Visit(1, ("vneid2", Stage.Introduced));
        await phone.PushAsync(after);
        server.Clock.Advance(TimeSpan.FromDays(3));
        await village.MoveAsync(village.Households[1].Id, village.OtherHamletId, moved);
        Assert.Equal(village.OtherHamletId, await server.WithDbAsync(db => db.Visits.Where(v => v.Id == after.Id).Select(v => v.HamletId).SingleAsync()));
        Assert.Equal((0, 1), (await server.CountAsync(village.HamletId, Indicators.Visits, moved), await server.CountAsync(village.OtherHamletId, Indicators.Visits, moved)));
        await server.AssertRecountedAsync();
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("1900-01-01T00:00:00Z", false)]
    [InlineData("1970-01-01T00:00:00Z", false)]
    [InlineData("2024-08-15T00:00:00Z", false)]
    [InlineData("2024-08-16T17:00:00Z", true)]
    [InlineData("2027-01-01T00:00:00Z", true)]
    [InlineData("9999-12-31T23:59:59.9999999Z", true)]
    public async Task Whatever_is_done_its_time_lies_where_a_phone_can_have_been(string told, bool believed)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var at = DateTime.Parse(told, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        await server.WriteAsync((db, write) => db.Households.Single(h => h.Id == village.Households[0].Id).Phone = "0912345678");
        Mutation[] work = [.. DoorWork.All(village, notice, day: at > server.Clock.GetUtcNow() ? server.Clock.Today() : LegalDay.Of(at)).Select(m => m with { At = at })];
        foreach (var mutation in work)
        {
            var answer = (await phone.PushAsync(mutation)).Single();
            Assert.True(believed == (answer.Result == "applied") && (believed || answer.Code == "sync.work-too-old"), $"{mutation.Kind} at {told}: {answer.Result} {answer.Code}");
        }

        var (earliest, today) = (new DateOnly(2024, 8, 17).Number(), server.Clock.Today().Number());
        Assert.False(await server.WithDbAsync(db => db.Cells.AnyAsync(c => c.Day < earliest || c.Day > today)));
        Assert.Equal(believed ? 1 : 0, await server.WithDbAsync(db => db.Visits.CountAsync()));
        Assert.False(await server.WithDbAsync(db => db.Visits.AnyAsync(v => v.At > v.ReceivedAt)));
    }

    [Fact]
    public async Task A_post_told_before_its_task_was_there_never_displaces_a_colleagues()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var post = notice.Post(village);
        await phone.PushAsync(post);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var answer = (await other.PushAsync(notice.Post(village, village.LeaderId) with { At = post.At.AddDays(-3) })).Single();
        Assert.Equal(("superseded", "sync.relay-posted"), (answer.Result, answer.Code));
        var relay = await server.WithDbAsync(db => db.Relays.SingleAsync());
        Assert.Equal((RelayState.Posted, village.MemberId, post.At), (relay.State, relay.PostedBy, relay.PostedAt));
    }

    [Fact]
    public async Task A_post_by_a_clock_that_runs_behind_gives_way_to_a_true_one_that_was_earlier()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var post = notice.Post(village);
        server.Clock.Advance(TimeSpan.FromHours(1));
        await other.PushAsync(notice.Post(village, village.LeaderId) with { At = post.At.AddDays(-3) });
        Assert.Equal("sync.relay-posted", (await phone.PushAsync(post)).Single().Code);
        var relay = await server.WithDbAsync(db => db.Relays.SingleAsync());
        Assert.Equal((village.MemberId, post.At), (relay.PostedBy, relay.PostedAt));
    }

    [Fact]
    public async Task By_how_much_a_phone_put_its_clock_right_is_kept_with_the_visit()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var slow = village.Visit(0) with { Skew = 2 * 86_400 };
        await phone.PushAsync(slow, village.Visit(1));
        var visits = await server.WithDbAsync(db => db.Visits.ToDictionaryAsync(v => v.HouseholdId));
        Assert.Equal((2 * 86_400, server.Clock.Today().Number()), (visits[village.Households[0].Id].Skew, visits[village.Households[0].Id].Day));
        Assert.Null(visits[village.Households[1].Id].Skew);
    }
}
