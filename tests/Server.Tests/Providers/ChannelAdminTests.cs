using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Providers;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Providers;

public sealed class ChannelAdminTests
{
    private static Dictionary<string, string> Esms(Guid area, string secret) => new()
    {
        ["Form.Name"] = "SMS của xã", ["Form.AreaId"] = $"{area}", ["Form.Active"] = "true", ["Form.Settings[brandname]"] = "UBNDXA", ["Form.Secrets[api_key]"] = secret, ["Form.Secrets[secret_key]"] = secret,
        ["Form.PerMinute"] = "300", ["Form.Concurrency"] = "8", ["Form.Price"] = "420",
    };

    [Fact]
    public async Task Secrets_go_in_and_never_come_out_and_stay_when_left_empty()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        using var added = await admin.SubmitAsync("/admin/channels/new?provider=esms&kind=Sms", "add-channel", Esms(commune, "bi-mat-1"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var path = added.Headers.Location!.OriginalString;
        using var edited = await admin.SubmitAsync(path, "edit-channel", new(Esms(commune, "")) { ["Form.Price"] = "500" });
        Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);

        var channel = await server.WithDbAsync(db => db.Channels.SingleAsync());
        Assert.Equal(500, channel.Price);
        var secrets = server.Services.GetRequiredService<ChannelVault>().SecretsOf(channel);
        Assert.Equal("bi-mat-1", secrets["api_key"].Reveal());
        Assert.DoesNotContain("bi-mat-1", channel.Secrets, StringComparison.Ordinal);
        foreach (var page in new[] { path, "/admin/channels" })
        {
            var text = await admin.GetStringAsync(page);
            Assert.DoesNotContain("bi-mat-1", text, StringComparison.Ordinal);
            Assert.DoesNotContain(secrets["hook_key"].Reveal(), text, StringComparison.Ordinal);
        }

        var trail = await server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == channel.Id).Select(a => a.Before + a.After).ToListAsync());
        Assert.Equal(2, trail.Count);
        Assert.All(trail, t => Assert.DoesNotContain("bi-mat-1", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_channel_says_why_and_goes_on_when_it_is_mended()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.Server.WriteAsync((db, write) =>
        {
            var sms = db.Channels.Single(c => c.Id == stage.Sms);
            (sms.StoppedAt, sms.StoppedBecause) = (write.Now, "103");
        });
        using var admin = await stage.Server.OfficialAsync(Role.Administrator, stage.Village.CommuneId);
        Assert.Contains("hết tiền", WebUtility.HtmlDecode(await admin.GetStringAsync("/admin/channels")), StringComparison.Ordinal);
        using var mended = await admin.SubmitAsync($"/admin/channels/{stage.Sms}", "mend");
        Assert.Equal(HttpStatusCode.Redirect, mended.StatusCode);
        Assert.Null(await stage.Server.WithDbAsync(db => db.Channels.Where(c => c.Id == stage.Sms).Select(c => c.StoppedAt).SingleAsync()));
        Assert.Equal(1, await stage.Server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "channel.mend")));
    }

    [Fact]
    public async Task A_test_message_shows_what_the_provider_said()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var admin = await stage.Server.OfficialAsync(Role.Administrator, stage.Village.CommuneId);
        using var sent = await admin.SubmitAsync($"/admin/channels/{stage.Sms}", "test", new() { ["Trial.To"] = "0912000001", ["Trial.Text"] = "Tin thu" });
        Assert.Contains("Nơi gửi đã nhận tin", WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Single(stage.Phones.Find(channel: "sms"));
        using var wrong = await admin.SubmitAsync($"/admin/channels/{stage.Sms}", "test", new() { ["Trial.To"] = "12", ["Trial.Text"] = "Tin thu" });
        Assert.Contains("Không gửi thử", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Single(stage.Phones.Find(channel: "sms"));
    }

    [Fact]
    public async Task A_channel_of_another_commune_is_not_there_and_an_officer_may_not_look()
    {
        await using var stage = await ChannelStage.StartAsync();
        var areas = stage.Server.Services.GetRequiredService<AreaTree>().Today;
        var sibling = areas.ChildrenOf(areas.Find(stage.Village.CommuneId)!.ParentId!.Value).First(u => u.AreaId != stage.Village.CommuneId).AreaId;
        using var stranger = await stage.Server.OfficialAsync(Role.Administrator, sibling);
        using var hidden = await stranger.GetAsync($"/admin/channels/{stage.Sms}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain($"{stage.Sms}", await stranger.GetStringAsync("/admin/channels"), StringComparison.Ordinal);
        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        using var refused = await officer.GetAsync("/admin/channels");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
