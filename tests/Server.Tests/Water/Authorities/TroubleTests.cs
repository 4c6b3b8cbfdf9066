using System.Net;
using Microsoft.AspNetCore.Http;
using TungNgo.Accounts;
using TungNgo.Water.Authorities;

namespace TungNgo.Tests.Water.Authorities;

/// <summary>Servers that are slow, wrong, huge or lie: the page says so, nothing is lost, and the others are read all the same.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task Each_trouble_is_named_and_holds_up_no_other_source()
    {
        await using var station = await Station.OpenAsync();
        await using var inner = await FeedServer.StartAsync();
        var laughs = "<!DOCTYPE feed [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>&c;</title></feed>";
        station.Feeds.Say("/laughs", laughs);
        station.Feeds.Say("/html", "<html><body>Xin chào</body></html>", "application/atom+xml");
        station.Feeds.Say("/deep", string.Concat(Enumerable.Repeat("<a>", 100_000)));
        station.Feeds.Do("/error", c => { c.Response.StatusCode = 500; return Task.CompletedTask; });
        station.Feeds.Do("/inward", c => { c.Response.Redirect(inner.At("/feed")); return Task.CompletedTask; });
        station.Feeds.Do("/round", c => { c.Response.Redirect("/round"); return Task.CompletedTask; });
        station.Feeds.Do("/huge", async c =>
        {
            var part = new byte[64 << 10];
            for (var i = 0; i < 64 && !c.RequestAborted.IsCancellationRequested; i++)
            {
                await c.Response.Body.WriteAsync(part, c.RequestAborted);
            }
        });
        station.Feeds.Do("/endless", async c =>
        {
            await c.Response.WriteAsync("<feed>");
            await c.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, c.RequestAborted);
        });
        var expected = new Dictionary<string, SourceTrouble>
        {
            ["/laughs"] = SourceTrouble.NotFeed, ["/html"] = SourceTrouble.NotFeed, ["/deep"] = SourceTrouble.NotFeed, ["/error"] = SourceTrouble.Status, ["/inward"] = SourceTrouble.Refused,
            ["/round"] = SourceTrouble.Redirects, ["/huge"] = SourceTrouble.TooLarge, ["/endless"] = SourceTrouble.Slow, ["/none"] = SourceTrouble.Status,
        };
        var ids = new Dictionary<string, Guid>();
        foreach (var path in expected.Keys)
        {
            ids[path] = await station.AddSourceAsync(path, name: path);
        }

        await station.AddSourceAsync();
        station.Publish(Station.Alert());
        await station.LookAsync();
        foreach (var (path, trouble) in expected)
        {
            var source = await station.SourceAsync(ids[path]);
            Assert.True(source.Trouble == trouble, $"{path}: {source.Trouble} {source.TroubleDetail}");
            Assert.True(source is { GoodAt: null, Failures: 1 } && source.LookedAt == station.Now, path);
        }

        Assert.Empty(inner.Asked);
        Assert.Single(await station.DraftsAsync());
        var page = await station.PageAsync("/water/authorities");
        Assert.All(["Máy chủ trả lời mã 500.", "Trả lời quá chậm.", "Trả lời quá lớn.", "dẫn vào mạng nội bộ", "không phải Atom, RSS hay CAP"], said => Assert.Contains(said, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alert_that_cannot_be_had_is_asked_for_again_although_the_feed_says_nothing_is_new()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        station.Publish(Station.Alert("CO"));
        station.Feeds.SayTagged("/feed", Station.Atom("/cap/CO", "/cap/SAU"), "\"7\"");
        await station.LookAsync();
        var source = await station.SourceAsync();
        Assert.Equal((SourceTrouble.Alerts, "1", (string?)null), (source.Trouble, source.TroubleDetail, source.ETag));
        Assert.Single(await station.DraftsAsync());

        station.Feeds.Say("/cap/SAU", Station.Xml(Station.Alert("SAU")));
        await station.LookAsync(15);
        source = await station.SourceAsync();
        Assert.Equal((SourceTrouble.None, "\"7\""), (source.Trouble, source.ETag));
        Assert.Equal(2, (await station.DraftsAsync()).Count);

        await station.LookAsync(15);
        source = await station.SourceAsync();
        Assert.Equal((SourceTrouble.None, "\"7\"", 0), (source.Trouble, source.ETag, source.Failures));
        Assert.Equal(station.Now, source.GoodAt);
        Assert.Equal(1, station.Feeds.Asked.Count(a => a == "/cap/SAU") - 1);
    }

    [Fact]
    public async Task An_alert_that_breaks_the_protocol_is_named_with_what_is_wrong()
    {
        await using var station = await Station.OpenAsync();
        var id = await station.AddSourceAsync();
        station.Feeds.Say("/cap/sai", Station.Xml(Station.Alert()).Replace("+07:00", "Z", StringComparison.Ordinal));
        station.Feeds.Say("/feed", Station.Atom("/cap/sai"));
        await station.LookAsync();
        Assert.Empty(await station.DraftsAsync());
        var page = await station.PageAsync($"/water/authorities/{id}");
        Assert.Contains("Không phải CAP 1.2 đúng chuẩn", page, StringComparison.Ordinal);
        Assert.Contains("ZuluTime", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_public_https_addresses_are_taken_and_the_form_says_why()
    {
        await using var station = await Station.OpenAsync();
        foreach (var address in new[] { "http://kttv.example.vn/feed", "https://127.0.0.1/feed", "https://10.1.2.3/x", "https://[::1]/x", "https://localhost/x", "https://a:b@kttv.example.vn/", "ftp://kttv.example.vn/x", "tin" })
        {
            using var answer = await station.SaveAsync(address);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode == HttpStatusCode.OK && page.Contains("Địa chỉ này không đọc được.", StringComparison.Ordinal) && page.Contains("id=\"address-problem\"", StringComparison.Ordinal), address);
        }

        using var slow = await station.SaveAsync("https://kttv.example.vn/feed", minutes: 0);
        Assert.Contains("Số phút phải từ 1 đến 1440", WebUtility.HtmlDecode(await slow.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await station.Server.WithDbAsync(db => Task.FromResult(db.AuthoritySources.Count())));
    }

    [Fact]
    public async Task Looking_now_shows_what_would_come_of_it_and_keeps_nothing()
    {
        await using var station = await Station.OpenAsync();
        station.Publish(Station.Alert(), Station.Alert("TAP", status: TungNgo.Gateways.Cap.CapStatus.Exercise));
        using var answer = await station.SaveAsync(station.Feeds.At("/feed"), verb: "look");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.All(["Kết quả đọc thử", "Triều cường vượt báo động III", "Soạn bản nháp", "Diễn tập hoặc thử", "Tỉnh Sóc Trăng"], said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.Empty(await station.DraftsAsync());
        Assert.Empty(await station.OutcomesAsync());
    }

    [Fact]
    public async Task A_source_is_edited_switched_off_and_seen_by_the_province_only()
    {
        await using var station = await Station.OpenAsync();
        var id = await station.AddSourceAsync();
        using var stale = await station.SaveAsync(station.Feeds.At("/khac"), path: $"/water/authorities/{id}", edition: 0);
        Assert.Contains(TungNgo.Web.Texts.In("vi")["error.changed-meanwhile"], WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var off = await station.Officer.SubmitAsync($"/water/authorities/{id}", "source", new()
        {
            ["name"] = "Tắt", ["address"] = station.Feeds.At("/feed"), ["kind"] = "weather", ["area"] = $"{station.ProvinceId}", ["minutes"] = "5", ["edition"] = "1", ["do"] = "save",
        });
        Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        await station.LookAsync(60);
        Assert.Empty(station.Feeds.Asked);
        using var commune = await station.Server.OfficialAsync(Role.CommuneOfficer, station.CommuneId);
        Assert.Equal(HttpStatusCode.Forbidden, (await commune.GetAsync("/water/authorities")).StatusCode);
    }
}
