using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams;

namespace TungNgo.Tests.Sync;

public sealed class PullTests
{
    [Fact]
    public async Task A_commune_teams_territory_comes_in_pages_of_whole_hamlets_that_resume_where_they_stopped()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await FillAsync(server, village.OtherHamletId, 4500);
        await server.WriteAsync((db, write) =>
        {
            db.Teams.Add(new Team { Id = write.NewId(), Name = "Tổ xã", NameKey = "to xa", Level = TeamLevel.Commune, AreaId = village.CommuneId });
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = db.Teams.Local.First().Id, MemberId = village.MemberId, From = new DateOnly(2024, 1, 1) });
            write.Changed(ChangeKind.Team, village.TeamId);
        });
        using var phone = await village.EnrolAsync(village.MemberId);

        var first = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.True(first.More);
        var have = first.Households.Select(h => h.HamletId).Distinct().ToList();
        var second = await phone.GetAsync($"/api/sync/pull?after={first.UpTo}&have={string.Join(',', have)}").ReadAsync<PullResponse>();
        Assert.False(second.More);
        Assert.Equal(4503, first.Households.Concat(second.Households).Select(h => h.Id).Distinct().Count());
        Assert.Equal(4503, first.Households.Length + second.Households.Length);
        Assert.Equal(2, second.Hamlets!.Length);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var first = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal((17, 1), (first.Services!.Length, first.Teams!.Length));
        var again = await phone.GetAsync($"/api/sync/pull?after={first.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.True(again is { Services: null, Teams: null, Members: null, Hamlets: null, Households: [], Left: [], More: false });
    }

    [Fact]
    public async Task A_changed_service_and_guide_reach_the_phone_at_its_next_sync()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var first = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var guides = await phone.GetAsync("/api/sync/guides?after=0").ReadAsync<GuidesResponse>();
        Assert.Equal((51, first.GuidesVersion), (guides.Guides.Length, guides.Version));
        Assert.All(guides.Guides, g => Assert.NotEmpty(g.Steps));
        Assert.All(guides.Guides.Where(g => g.Language == "km"), g => Assert.True(g.NeedsReview));

        await server.WriteAsync((db, write) =>
        {
            var service = db.Services.Single(s => s.Code == "dvc");
            service.Name = new() { ["vi"] = "Dịch vụ công mới", ["km"] = "ថ្មី", ["en"] = "New" };
            service.Version = write.Changed(ChangeKind.Service, service.Id);
            var guide = db.Guides.Single(g => g.ServiceId == service.Id && g.Language == "vi");
            guide.Markdown = "1. Một bước\n2. Hai bước";
            guide.Version = write.Changed(ChangeKind.Guide, service.Id);
        });
        var next = await phone.GetAsync($"/api/sync/pull?after={first.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Contains(next.Services!, s => s.Name["vi"] == "Dịch vụ công mới");
        var changed = await phone.GetAsync($"/api/sync/guides?after={guides.Version}").ReadAsync<GuidesResponse>();
        Assert.Equal(["Một bước", "Hai bước"], Assert.Single(changed.Guides).Steps.Select(s => s.Text));
    }

    [Fact]
    public async Task A_phone_sees_only_the_hamlets_of_its_teams()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await FillAsync(server, village.OtherHamletId, 5);
        using var phone = await village.EnrolAsync(village.MemberId);
        var pull = await phone.GetAsync($"/api/sync/pull?after=0&have={village.OtherHamletId}").ReadAsync<PullResponse>();
        Assert.All(pull.Households, h => Assert.Equal(village.HamletId, h.HamletId));
        Assert.Equal([village.OtherHamletId], pull.LeftHamlets);
    }

    [Fact]
    public async Task A_phone_that_asks_without_end_is_asked_to_wait()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        // The bucket refills while we ask: several times its size must run dry on any machine.
        var asked = 0;
        HttpStatusCode last;
        do
        {
            using var answer = await phone.GetAsync("/api/sync/guides?after=999999");
            last = answer.StatusCode;
            asked++;
        }
        while (last == HttpStatusCode.OK && asked < 3000);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.True(asked > 300);
    }

    private static Task FillAsync(TestServer server, Guid hamletId, int count) => server.WriteAsync((db, write) =>
    {
        var day = server.Clock.Today().Number();
        for (var i = 0; i < count; i++)
        {
            var id = write.NewId();
            db.Households.Add(new Household
            {
                Id = id, Number = write.Changed(ChangeKind.Household, id, hamletId), HamletId = hamletId, Head = $"Sơn Kim {i}",
                SearchText = SearchKey.Fold($"Sơn Kim {i}"), AddedDay = day,
            });
        }
    });
}
