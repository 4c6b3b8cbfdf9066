using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Households;

/// <summary>What changes today leaves the past as it was: moves, departures, edits and corrections of a wrong hamlet have their day.</summary>
public sealed class PastTests
{
    private static readonly int Working = Indicators.StageOf(1, Stage.Working);

    [Fact]
    public async Task Two_visits_of_one_microsecond_stand_in_the_order_in_which_they_are_read_again()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        Guid[] ids = [.. Enumerable.Range(0, 2).Select(_ => Guid.CreateVersion7()).Order()];
        var first = village.Visit(0, ("vneid2", Stage.Working)) with { Id = ids[1] };
        var second = village.Visit(0, ("vneid2", Stage.Introduced)) with { Id = ids[0], At = first.At.AddTicks(1) };
        await phone.PushAsync(first, second);
        await server.AssertRecountedAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Who_has_left_counts_nowhere_before_and_after_the_household_moves(int daysBetween)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (id, first) = (village.Households[0].Id, server.Clock.Today());
        await phone.PushAsync(
            village.Visit(0, ("vneid2", Stage.Working), ("skill-payment", Stage.Working)),
            village.Mutate("person.add") with { Person = new PushPerson(Guid.CreateVersion7(), id, "Kim Lan") });
        server.Clock.Advance(TimeSpan.FromDays(1));
        await phone.PushAsync(village.Mutate("person.edit") with { Person = new PushPerson(village.People[0].Id, id, Gone: true) });
        server.Clock.Advance(TimeSpan.FromDays(daysBetween));
        var moved = server.Clock.Today();
        await village.MoveAsync(id, village.OtherHamletId, moved);
        await AssertAsync();
        // Back, gone and moved again: each time the same.
        server.Clock.Advance(TimeSpan.FromDays(1));
        await village.MoveAsync(id, village.HamletId, server.Clock.Today());
        Assert.Equal((0, 3), (await server.CountAsync(village.HamletId, Working, server.Clock.Today()), await server.CountAsync(village.HamletId, Indicators.People, server.Clock.Today())));
        Assert.Equal((0, 0), (await server.CountAsync(village.OtherHamletId, Working, server.Clock.Today()), await server.CountAsync(village.OtherHamletId, Indicators.People, server.Clock.Today())));
        await AssertAsync();
        await server.AssertRecountedAsync();

        async Task AssertAsync()
        {
            Assert.Equal((1, 4), (await server.CountAsync(village.HamletId, Working, first), await server.CountAsync(village.HamletId, Indicators.People, first)));
            Assert.Equal((0, 0), (await server.CountAsync(village.HamletId, Working, first.AddDays(1)), await server.CountAsync(village.OtherHamletId, Working, first.AddDays(1))));
            Assert.Equal((0, 0), (await server.CountAsync(village.HamletId, Working, moved), await server.CountAsync(village.OtherHamletId, Working, moved)));
            Assert.Equal((2, 1), (await server.CountAsync(village.HamletId, Indicators.People, moved), await server.CountAsync(village.OtherHamletId, Indicators.People, moved)));
            Assert.Equal((0, 1), (await server.CountAsync(village.HamletId, Indicators.HouseholdsMet, moved), await server.CountAsync(village.OtherHamletId, Indicators.HouseholdsMet, moved)));
        }
    }

    /// <summary>A day without a line comes in one batch: what was done later in it reads a past that the database does not have yet.</summary>
    [Theory]
    [InlineData("person.edit")]
    [InlineData("household.edit")]
    [InlineData("visit")]
    public async Task A_visit_and_what_follows_it_count_the_same_in_one_batch(string then)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var visit = village.Visit(0, ("vneid2", Stage.Working));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = village.Mutate(then);
        await phone.PushAsync(visit, then switch
        {
            "person.edit" => later with { Person = new PushPerson(village.People[0].Id, village.Households[0].Id, Gone: true) },
            "household.edit" => later with { Household = new PushHousehold(village.Households[0].Id, Language: "vi", Fields: ["language"]) },
            _ => later with { Visit = visit.Visit! with { Outcome = Outcome.Away, Activities = [], Supersedes = visit.Id, Fields = ["outcome", "activities"] } },
        });
        Assert.Equal(then == "household.edit" ? 1 : 0, await server.CountAsync(village.HamletId, Working, server.Clock.Today()));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_move_takes_todays_traits_along_and_leaves_those_of_the_past_where_they_were()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (id, first) = (village.Households[0].Id, server.Clock.Today());
        server.Clock.Advance(TimeSpan.FromDays(20));
        await phone.PushAsync(village.Mutate("household.edit") with { Household = new PushHousehold(id, Language: "vi", Smartphones: 2, Fields: ["language", "smartphones"]) });
        server.Clock.Advance(TimeSpan.FromDays(5));
        await village.MoveAsync(id, village.OtherHamletId, server.Clock.Today());
        await AssertAsync(first, (3, 3, 0), (0, 0, 0));
        await AssertAsync(first.AddDays(19), (3, 3, 0), (0, 0, 0));
        await AssertAsync(first.AddDays(20), (3, 2, 1), (0, 0, 0));
        await AssertAsync(first.AddDays(25), (2, 2, 0), (1, 0, 1));

        // It was wrong from the start that the second one lived here: its whole past is the other hamlet's.
        await village.MoveAsync(village.Households[1].Id, village.OtherHamletId, null);
        await AssertAsync(first, (2, 2, 0), (1, 1, 0));
        await AssertAsync(first.AddDays(25), (1, 1, 0), (2, 1, 1));
        await server.AssertRecountedAsync();

        async Task AssertAsync(DateOnly day, (int, int, int) here, (int, int, int) there)
        {
            Assert.Equal((day, here, there), (day, await TraitsAsync(village.HamletId, day), await TraitsAsync(village.OtherHamletId, day)));
        }

        async Task<(int, int, int)> TraitsAsync(Guid hamlet, DateOnly day) => (
            await server.CountAsync(hamlet, Indicators.Households, day), await server.CountAsync(hamlet, Indicators.KhmerHouseholds, day), await server.CountAsync(hamlet, Indicators.SmartphoneHouseholds, day));
    }

    [Fact]
    public async Task A_move_that_is_entered_late_begins_on_its_day_and_a_future_one_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var first = server.Clock.Today();
        server.Clock.Advance(TimeSpan.FromDays(10));
        await village.MoveAsync(village.Households[0].Id, village.OtherHamletId, first.AddDays(4));
        for (var day = first; day <= server.Clock.Today(); day = day.AddDays(1))
        {
            var there = day < first.AddDays(4) ? 0 : 1;
            Assert.Equal((day, 3 - there, there), (day, await server.CountAsync(village.HamletId, Indicators.Households, day), await server.CountAsync(village.OtherHamletId, Indicators.Households, day)));
        }

        using var officer = await village.OfficerAsync();
        using var refused = await officer.SubmitAsync($"/households/{village.Households[1].Id}/move", "move", new()
        {
            ["hamlet"] = $"{village.OtherHamletId}", ["how"] = "day", ["day"] = $"{server.Clock.Today().AddDays(1):yyyy-MM-dd}",
        });
        Assert.Equal(village.HamletId, await server.WithDbAsync(db => db.Households.Where(h => h.Id == village.Households[1].Id).Select(h => h.HamletId).SingleAsync()));
    }
}
