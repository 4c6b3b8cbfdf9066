using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Figures.Proof;
using TungNgo.Reach;
using TungNgo.Sendings;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Reach;

public sealed class ReachTests
{
    [Fact]
    public async Task The_figures_say_whom_it_reached_by_which_way_and_that_nothing_was_lost()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        var sending = await stage.SendAsync();
        await stage.DrainAsync();
        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        var before = await AskAsync(officer, sending);
        Assert.Equal((3, 0, 3, 9), (before.Total.Planned, before.Total.Reached, before.Total.Sent, before.Total.Messages));
        Assert.All(before.Times, t => Assert.Null(t.After));
        Assert.Equal("Tổ 3", Assert.Single(before.SilentLanes).Name);

        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        var after = await AskAsync(officer, sending);
        Assert.Equal((3, 3, 0, 3), (after.Total.Planned, after.Total.Reached, after.Total.Open, after.Total.Delivered));
        Assert.Equal((9, 9, 0), (after.Check.PlannedMessages, after.Check.FoundMessages, after.Check.Open));
        Assert.True(after.Check.Holds);
        Assert.Equal(3, after.Languages["km"].Reached);
        Assert.Equal((ChannelKind.ZaloCs, 3), after.Kinds.Where(k => k.Reached > 0).Select(k => (k.Kind, k.Reached)).Single());
        Assert.All(after.Times, t => Assert.True(t.After < TimeSpan.FromMinutes(1)));
        Assert.Empty(after.SilentLanes);
        Assert.Equal((stage.Village.HamletId, 3), after.Units.Select(u => (u.Area, u.Sums.Reached)).Single());
    }

    [Fact]
    public async Task The_whole_is_known_from_the_audience_before_the_ledger_is_written()
    {
        await using var stage = await ChannelStage.StartAsync();
        var sending = await stage.SendAsync();
        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        var before = await AskAsync(officer, sending);
        Assert.Equal((3, 3, 0), (before.Total.Planned, before.Total.Open, before.Check.FoundRecipients));
        Assert.Equal((stage.Village.HamletId, 3), before.Units.Select(u => (u.Area, u.Sums.Planned)).Single());
        await stage.DrainAsync();
        var after = await AskAsync(officer, sending);
        Assert.Equal((3, 3), (after.Total.Planned, after.Check.FoundRecipients));
    }

    [Fact]
    public async Task The_download_holds_the_rows_of_the_page()
    {
        await using var stage = await ChannelStage.StartAsync();
        var sending = await stage.SendAsync();
        await stage.DrainAsync();
        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/bulletins/{sending.BulletinId}/reach"));
        var lines = (await officer.GetStringAsync($"/bulletins/{sending.BulletinId}/reach/download?format=csv")).Trim('\uFEFF', '\r', '\n').Split("\r\n");
        Assert.Equal(3, lines.Length);
        foreach (var heading in lines[0].Split(';'))
        {
            Assert.Contains(heading, page, StringComparison.Ordinal);
        }

        Assert.StartsWith("Ấp Trường Thành B;3;0;0;3;0;", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Cộng;3;0;0;3;0;", lines[2], StringComparison.Ordinal);
        Assert.Contains("Chưa ai biết", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_commune_sees_nothing_of_it_and_names_stay_with_those_in_charge()
    {
        await using var stage = await ChannelStage.StartAsync();
        var sending = await stage.SendAsync();
        await stage.DrainAsync();
        var areas = stage.Server.Services.GetRequiredService<AreaTree>().Today;
        var district = areas.Find(stage.Village.CommuneId)!.ParentId!.Value;
        var sibling = areas.ChildrenOf(district).First(u => u.AreaId != stage.Village.CommuneId).AreaId;
        using var stranger = await stage.Server.OfficialAsync(Role.CommuneOfficer, sibling);
        foreach (var path in new[] { $"/api/bulletins/{sending.BulletinId}/reach", $"/bulletins/{sending.BulletinId}/reach", $"/bulletins/{sending.BulletinId}/reach/households", $"/bulletins/{sending.BulletinId}/reach/households/download", $"/bulletins/{sending.BulletinId}/reach/download", $"/api/bulletins/{sending.BulletinId}/reach/events" })
        {
            using var answer = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        Assert.Contains("Lý Dên 0", WebUtility.HtmlDecode(await officer.GetStringAsync($"/bulletins/{sending.BulletinId}/reach/households")), StringComparison.Ordinal);
        var sheet = (await officer.GetStringAsync($"/bulletins/{sending.BulletinId}/reach/households/download?format=csv")).Trim('\uFEFF', '\r', '\n').Split("\r\n");
        Assert.Equal(4, sheet.Length);
        Assert.StartsWith("Lý Dên 0;", sheet[1], StringComparison.Ordinal);
        using var approver = await stage.Server.OfficialAsync(Role.CommuneApprover, stage.Village.CommuneId);
        using var refused = await approver.GetAsync($"/bulletins/{sending.BulletinId}/reach/households");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("Lý Dên", WebUtility.HtmlDecode(await approver.GetStringAsync($"/bulletins/{sending.BulletinId}/reach")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_what_waits_and_is_audited_under_the_name_of_who_stopped_it()
    {
        await using var stage = await ChannelStage.StartAsync();
        var sending = await stage.SendAsync();
        await stage.DrainAsync();
        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        using var answer = await officer.SubmitAsync($"/bulletins/{sending.BulletinId}/reach", "stop");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(SendingState.Cancelled, await stage.Server.WithDbAsync(db => db.Sendings.Select(s => s.State).SingleAsync()));
        Assert.Equal("CommuneOfficer", await stage.Server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "sending.cancel").Select(a => a.Actor).SingleAsync()));
    }

    [Fact]
    public async Task The_recount_agrees_after_a_sending_and_finds_a_cell_that_does_not()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        await stage.SendAsync();
        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Empty((await RecountAsync(stage.Server)).Differences);
        await stage.Server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.NoticesReached).ExecuteUpdateAsync(s => s.SetProperty(c => c.Value, 2)));
        var difference = Assert.Single((await RecountAsync(stage.Server)).Differences);
        Assert.Equal((Indicators.NoticesReached, 3L, 2L), (difference.Indicator, difference.Expected, difference.Actual));
    }

    private static async Task<ReachAnswer> AskAsync(HttpClient client, Sending sending) => await client.GetAsync($"/api/bulletins/{sending.BulletinId}/reach").ReadAsync<ReachAnswer>();

    private static async Task<RecountResult> RecountAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(fix: false, Actor.System, null, CancellationToken.None);
    }
}
