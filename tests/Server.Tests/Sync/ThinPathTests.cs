using Microsoft.EntityFrameworkCore;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Sync;

public sealed class ThinPathTests
{
    [Fact]
    public async Task A_visit_made_offline_becomes_a_standing_and_a_figure_when_the_phone_syncs()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);

        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal(3, pull.Households.Length);
        Assert.Equal("Ấp Trường Thành B", Assert.Single(pull.Hamlets!).Name);

        var mutation = new Mutation(Guid.CreateVersion7(), "visit", village.MemberId, server.Clock.GetUtcNow().UtcDateTime, Visit: new PushVisit(
            village.Households[0].Id, Outcome.Met, "km",
            [new PushActivity(village.ServiceIds["vneid2"], Stage.Working, village.People[0].Id), new PushActivity(village.ServiceIds["skill-payment"], Stage.Introduced)]));
        var push = await phone.PostAsync("/api/sync/push", new PushRequest([mutation, mutation])).ReadAsync<PushResponse>();
        Assert.Equal(["applied", "alreadyApplied"], push.Results.Select(r => r.Result));

        var after = await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        var household = Assert.Single(after.Households);
        Assert.Equal(Stage.Working, Assert.Single(household.People[0].Standings).Stage);
        Assert.Equal("Kim Thị Út", Assert.Single(household.Visits).By);

        var cells = await server.WithDbAsync(db => db.Cells.ToDictionaryAsync(c => c.Indicator, c => c.Value));
        Assert.Equal(3, cells[Indicators.Households]);
        Assert.Equal(1, cells[Indicators.HouseholdsMet]);
        Assert.Equal(1, cells[Indicators.StageOf(1, Stage.Working)]);
        Assert.Equal(1, cells[Indicators.Visits]);
    }
}
