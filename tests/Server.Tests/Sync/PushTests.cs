using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Sync;

/// <summary>What a bad line, an old phone or a moved household can do to a batch: nothing that a member would notice as a loss.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task One_bad_item_is_refused_with_its_reason_and_never_blocks_the_rest()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var good = village.Visit(0, ("vneid2", Stage.Working));
        Mutation[] batch =
        [
            village.Visit(0) with { MemberId = village.LeaderId },
            village.Visit(0) with { Visit = good.Visit! with { HouseholdId = Guid.CreateVersion7() } },
            village.Visit(0) with { Visit = good.Visit! with { Note = "CCCD 094 085 001 234" } },
            village.Visit(0) with { Visit = good.Visit! with { Activities = [new PushActivity(Guid.CreateVersion7(), Stage.Working)] } },
            village.Visit(0) with { Visit = good.Visit! with { Activities = [new PushActivity(village.ServiceIds["vneid2"], Stage.Working, village.People[1].Id)] } },
            village.Visit(0) with { Kind = "dance" },
            good,
        ];
        var answers = await phone.PushAsync(batch);
        Assert.Equal(
            ["sync.member-not-on-phone", "sync.household-unknown", "citizen-number", "sync.service-unknown", "sync.person-unknown", "sync.kind-unknown", null],
            answers.Select(a => a.Code));
        Assert.Equal("applied", answers[^1].Result);
        Assert.All(answers[..^1], a => Assert.False(string.IsNullOrWhiteSpace(a.Reason)));
        Assert.Equal(1, await server.WithDbAsync(db => db.Visits.CountAsync()));

        // Sent again, everything is answered as before, and nothing is written twice.
        var again = await phone.PushAsync(batch);
        Assert.Equal(answers.Select(a => a.Code), again.Select(a => a.Code));
        Assert.Equal("alreadyApplied", again[^1].Result);
        Assert.Equal(1, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    [Fact]
    public async Task The_reason_of_a_refusal_comes_in_the_language_of_the_phone()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        List<string?> reasons = [];
        foreach (var language in new[] { "vi", "km", "en" })
        {
            phone.DefaultRequestHeaders.AcceptLanguage.Clear();
            phone.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            reasons.Add((await phone.PushAsync(village.Visit(0) with { Kind = "dance" })).Single().Reason);
        }

        Assert.Equal(3, reasons.Distinct().Count());
        Assert.Contains("does not take this kind", reasons[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_order_of_arrival_with_repeats_from_two_phones_ends_in_the_same_state()
    {
        List<string> states = [];
        foreach (var seed in new[] { 0, 1, 2 })
        {
            await using var server = await TestServer.StartAsync();
            var village = await Village.BuildAsync(server);
            using var first = await village.EnrolAsync(village.MemberId);
            using var second = await village.EnrolAsync(village.LeaderId);
            server.Clock.Advance(TimeSpan.FromDays(3));
            var random = new Random(7);
            var start = server.Clock.GetUtcNow().UtcDateTime.AddDays(-2);
            var visits = Enumerable.Range(0, 40).Select(i => (First: random.Next(2) == 0, Mutation: village.Visit(
                random.Next(3), ("vneid2", (Stage)random.Next(5)), ("skill-payment", (Stage)random.Next(5))) with
            {
                Id = new Guid(i + 1, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]), At = start.AddMinutes(random.Next(2000)),
            })).ToList();

            var order = new Random(seed);
            var shuffled = visits.Concat(visits.Take(15)).OrderBy(_ => seed == 0 ? 0 : order.Next()).ToList();
            foreach (var chunk in shuffled.Chunk(1 + seed * 5))
            {
                await first.PushAsync([.. chunk.Where(v => v.First).Select(v => v.Mutation)]);
                await second.PushAsync([.. chunk.Where(v => !v.First).Select(v => v.Mutation with { MemberId = village.LeaderId })]);
            }

            states.Add(await StateAsync(village));
        }

        Assert.Equal(states[0], states[1]);
        Assert.Equal(states[0], states[2]);
    }

    [Fact]
    public async Task A_correction_replaces_the_visit_in_standings_and_figures_and_wins_only_once()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var wrong = village.Visit(0, ("vneid2", Stage.Independent));
        await phone.PushAsync(wrong);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var right = village.Visit(0, ("vneid2", Stage.Introduced));
        right = right with { Visit = right.Visit! with { Supersedes = wrong.Id } };
        Assert.Equal("applied", (await phone.PushAsync(right)).Single().Result);

        var cells = await server.WithDbAsync(db => db.Cells.GroupBy(c => c.Indicator).Select(g => new { g.Key, Sum = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Key, g => g.Sum));
        Assert.Equal(0, cells[Indicators.StageOf(1, Stage.Independent)]);
        Assert.Equal(1, cells[Indicators.StageOf(1, Stage.Introduced)]);
        Assert.Equal(1, cells[Indicators.Visits]);

        var late = village.Visit(0, ("vneid2", Stage.Working));
        late = late with { Visit = late.Visit! with { Supersedes = wrong.Id } };
        Assert.Equal("changed-meanwhile", (await phone.PushAsync(late)).Single().Code);
        Assert.Equal(2, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    [Fact]
    public async Task A_phone_whose_clock_runs_ahead_does_not_win_over_tomorrows_visits()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var now = server.Clock.GetUtcNow().UtcDateTime;
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Independent)) with { At = now.AddYears(3) });
        server.Clock.Advance(TimeSpan.FromDays(1));
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)));
        var standing = await server.WithDbAsync(db => db.Standings.SingleAsync());
        Assert.Equal(Stage.Working, standing.Stage);
        Assert.All(await server.WithDbAsync(db => db.Visits.ToListAsync()), v => Assert.True(v.At <= v.ReceivedAt));
    }

    [Fact]
    public async Task A_visit_made_before_the_household_moved_away_is_kept_and_one_after_it_with_a_word()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var before = village.Visit(0, ("vneid2", Stage.Working));
        server.Clock.Advance(TimeSpan.FromHours(1));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var moved = await officer.SubmitAsync($"/households/{village.Households[0].Id}/move", "move", new()
        {
            ["hamlet"] = village.OtherHamletId.ToString(), ["how"] = "day", ["day"] = $"{server.Clock.Today():yyyy-MM-dd}",
        });
        server.Clock.Advance(TimeSpan.FromHours(1));

        var answers = await phone.PushAsync(before, village.Visit(0));
        Assert.Equal(["applied", "superseded"], answers.Select(a => a.Result));
        Assert.Equal("household.moved", answers[1].Code);
        Assert.Equal([village.HamletId, village.OtherHamletId], await server.WithDbAsync(db => db.Visits.OrderBy(v => v.At).Select(v => v.HamletId).ToListAsync()));

        var after = await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Equal([village.Households[0].Id], after.Left);
        Assert.Empty(after.Households);
    }

    [Fact]
    public async Task A_member_who_changes_team_gets_the_new_hamlet_whole_and_is_told_to_drop_the_old_one()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var made = village.Visit(1, ("vneid2", Stage.Installed));
        var today = server.Clock.Today();
        await server.WriteAsync((db, write) =>
        {
            db.Memberships.Single(m => m.MemberId == village.MemberId).To = today.AddDays(-1);
            var team = new Teams.Team { Id = write.NewId(), Name = "Tổ ấp Trường An", NameKey = "to", Level = Teams.TeamLevel.Hamlet, AreaId = village.OtherHamletId };
            db.Teams.Add(team);
            db.Memberships.Add(new Teams.Membership { Id = write.NewId(), TeamId = team.Id, MemberId = village.MemberId, From = today });
            write.Changed(ChangeKind.Team, team.Id);
        });

        var after = await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Equal([village.HamletId], after.LeftHamlets);
        Assert.Equal([village.OtherHamletId], after.Hamlets!.Select(h => h.Id));

        // What was visited while still in the old team arrives late and counts; a visit made today in the old hamlet does not.
        var answers = await phone.PushAsync(made with { At = made.At.AddDays(-2) }, village.Visit(1));
        Assert.Equal(["applied", "refused"], answers.Select(a => a.Result));
    }

    [Fact]
    public async Task Fields_changed_on_two_phones_merge_one_by_one_and_the_trail_keeps_both_values()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var first = await village.EnrolAsync(village.MemberId);
        using var second = await village.EnrolAsync(village.LeaderId);
        var id = village.Households[0].Id;
        await first.PushAsync(village.Mutate("household.edit") with { Household = new PushHousehold(id, Landmark: "gần chùa", Phone: "0901", Fields: ["landmark", "phone"]) });
        await second.PushAsync(village.Mutate("household.edit", village.LeaderId) with { Household = new PushHousehold(id, Phone: "0902", Fields: ["phone"]) });
        var household = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Id == id));
        Assert.Equal(("gần chùa", "0902"), (household.Landmark, household.Phone));
        Assert.Contains("0902", household.SearchText, StringComparison.Ordinal);
        var trail = await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "household.edit").OrderBy(a => a.Number).ToListAsync());
        Assert.Contains("0901", trail[1].Before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_and_a_person_added_at_the_door_can_be_visited_in_the_same_batch()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 0);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (household, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var answers = await phone.PushAsync(
            village.Mutate("household.add") with { Household = new PushHousehold(household, village.HamletId, village.LaneId, "Sơn Kim", Language: "km") },
            village.Mutate("person.add") with { Person = new PushPerson(person, household, "Sơn Kim", 1980) },
            village.Mutate("visit") with { Visit = new PushVisit(household, Outcome.Met, "km", [new PushActivity(village.ServiceIds["dvc"], Stage.Introduced, person)]) },
            village.Mutate("consent.give") with { Consent = new PushConsent(Guid.CreateVersion7(), household, "store", "spoken", "km") },
            village.Mutate("lane.take") with { Lane = new PushLane(village.LaneId, server.Clock.Today()) });
        Assert.All(answers, a => Assert.Equal("applied", a.Result));
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var door = Assert.Single(pull.Households);
        Assert.Equal((Stage.Introduced, "store"), (Assert.Single(Assert.Single(door.People).Standings).Stage, Assert.Single(door.Consents).Purpose));
        Assert.Equal("Kim Thị Út", Assert.Single(pull.LaneTakings).By);
    }

    [Fact]
    public async Task Only_the_first_of_two_members_gets_a_lane_for_the_day()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var first = await village.EnrolAsync(village.MemberId);
        using var second = await village.EnrolAsync(village.LeaderId);
        var lane = new PushLane(village.LaneId, server.Clock.Today());
        await first.PushAsync(village.Mutate("lane.take") with { Lane = lane });
        var refused = (await second.PushAsync(village.Mutate("lane.take", village.LeaderId) with { Lane = lane })).Single();
        Assert.Equal("sync.lane-taken", refused.Code);
        Assert.Contains("Kim Thị Út", refused.Reason, StringComparison.Ordinal);
        await first.PushAsync(village.Mutate("lane.leave") with { Lane = lane });
        Assert.Equal("applied", (await second.PushAsync(village.Mutate("lane.take", village.LeaderId) with { Lane = lane })).Single().Result);
    }

    [Fact]
    public async Task Many_phones_at_once_lose_nothing_and_number_every_change_without_a_hole()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 40);
        var phones = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => village.EnrolAsync(village.MemberId)));
        var answers = await Task.WhenAll(phones.SelectMany((phone, p) => Enumerable.Range(0, 10).Select(i => phone.PushAsync(village.Visit((p * 10 + i) % 40, ("vneid2", Stage.Working))))));
        Assert.All(answers, a => Assert.Equal("applied", a.Single().Result));
        Assert.Equal(80, await server.WithDbAsync(db => db.Visits.CountAsync()));
        Assert.Equal(40, await server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.StageOf(1, Stage.Working)).SumAsync(c => c.Value)));
        var numbers = await server.WithDbAsync(db => db.Changes.Select(c => c.Number).Concat(db.AuditEntries.Select(a => a.Number)).OrderBy(n => n).ToListAsync());
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        Assert.Equal(numbers[^1], await server.WithDbAsync(db => db.FeedCounters.Select(c => c.Value).SingleAsync()));
        Array.ForEach(phones, p => p.Dispose());
    }

    private static Task<string> StateAsync(Village village) => village.Server.WithDbAsync(async db =>
    {
        var heads = village.Households.Select((h, i) => (h.Id, i)).ToDictionary(h => h.Id, h => h.i);
        var services = village.ServiceIds.ToDictionary(s => s.Value, s => s.Key);
        var standings = (await db.Standings.ToListAsync()).Select(s => $"{heads[s.HouseholdId]} {s.PersonId == Guid.Empty} {services[s.ServiceId]} {s.Stage} {s.Day} {s.VisitId}").Order();
        var cells = (await db.Cells.Where(c => c.Value != 0).ToListAsync()).Select(c => $"{c.Indicator} {c.Day} {c.Value}").Order();
        var households = (await db.Households.ToListAsync()).Select(h => $"{heads[h.Id]} {h.FirstVisitDay} {h.FirstMetDay} {h.LastVisitAt:O}").Order();
        return string.Join('\n', standings.Concat(cells).Concat(households));
    });
}
