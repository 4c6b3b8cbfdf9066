using TungNgo.Bulletins;
using TungNgo.Gateways.Cap;
using TungNgo.Tests.Bulletins;
using TungNgo.Water.Authorities;

namespace TungNgo.Tests.Water.Authorities;

/// <summary>What other authorities' alerts become: one draft each, which nothing submits or sends.</summary>
public sealed class DraftTests
{
    [Fact]
    public async Task An_alert_becomes_one_draft_that_says_where_it_came_from()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        var alert = Station.Alert(area: new CapArea("Xã Trường Khánh", Geocodes: [new("GSO", "31654"), new("GSO", "99999")]));
        station.Publish(alert with { Infos = [.. alert.Infos, Station.Info("Tide above alarm III", expires: Station.Noon.AddDays(1), language: "en-US")] });
        await station.LookAsync();
        var bulletin = Assert.Single(await station.DraftsAsync());
        var version = await station.VersionAsync(bulletin.Id);
        var texts = await station.TextsAsync(version.Id);
        Assert.Equal((BulletinState.Draft, Urgency.Emergency, "Đài Khí tượng Thủy văn", "weather", station.ProvinceId), (version.State, version.Urgency, version.Source, bulletin.Kind, bulletin.AreaId));
        Assert.Equal((Station.Noon.UtcDateTime, Station.Noon.AddDays(1).UtcDateTime), (version.ValidFrom, version.ValidTo));
        Assert.Equal([station.CommuneId], Audience.Of(version.Audience).Areas);
        Assert.Equal(["en", "vi"], texts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Triều cường vượt báo động III", texts["vi"].Title);
        Assert.Contains("Cấp độ rủi ro thiên tai: cấp 2.", texts["vi"].Body, StringComparison.Ordinal);

        var page = await station.PageAsync($"/bulletins/{bulletin.Id}");
        Assert.All(["KTTV-1", "kttv.example.vn", "cấp 2", "GSO 99999", station.Feeds.At("/cap/KTTV-1"), "nghiêm trọng, ngay bây giờ, nhiều khả năng"], said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.Contains("GSO 99999", await station.PageAsync($"/bulletins/{bulletin.Id}/edit"), StringComparison.Ordinal);
        Assert.Contains("1 bản nháp từ nguồn cảnh báo", await station.PageAsync($"/figures/{station.ProvinceId}"), StringComparison.Ordinal);
        Assert.Equal("Hệ thống", bulletin.Author);
        Assert.Contains(await station.Server.WithDbAsync(db => Task.FromResult(db.AuditEntries.Where(a => a.EntityId == bulletin.Id).Select(a => a.Action).ToList())), a => a == "authority.alert");
    }

    [Fact]
    public async Task Repeated_out_of_order_or_in_two_feeds_an_alert_is_drafted_once()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        await station.AddSourceAsync("/other", name: "Ban chỉ huy PCTT");
        station.Publish(Station.Alert(), Station.Alert("KTTV-2", sent: Station.Noon.AddMinutes(-30)));
        station.Feeds.Say("/other", Station.Atom("/cap/KTTV-1", "/cap/KTTV-2"));
        for (var i = 0; i < 3; i++)
        {
            await station.LookAsync(15);
        }

        // The same alert as an entry that was touched, and as the same instant in another offset.
        station.Feeds.Say("/cap/again", Station.Xml(Station.Alert(sent: Station.Noon.ToOffset(TimeSpan.Zero))));
        station.Feeds.Say("/feed", Station.Atom("/cap/again"));
        await station.LookAsync(15);
        Assert.Equal(2, (await station.DraftsAsync()).Count);
        var outcomes = await station.OutcomesAsync();
        Assert.Equal((2, 3), (outcomes[EntryOutcome.Drafted], outcomes[EntryOutcome.Known]));
    }

    [Fact]
    public async Task Exercises_tests_and_what_is_over_are_counted_and_not_drafted()
    {
        await using var station = await Station.OpenAsync();
        var id = await station.AddSourceAsync();
        station.Publish(
            Station.Alert("T1", status: CapStatus.Exercise), Station.Alert("T2", status: CapStatus.Test), Station.Alert("T3", status: CapStatus.System), Station.Alert("T4", status: CapStatus.Draft),
            Station.Alert("CU", sent: Station.Noon.AddDays(-9)), Station.Alert("KIN") with { Scope = CapScope.Restricted, Restriction = "nội bộ" });
        await station.LookAsync();
        Assert.Empty(await station.DraftsAsync());
        var outcomes = await station.OutcomesAsync();
        Assert.Equal((4, 1, 1), (outcomes[EntryOutcome.NotActual], outcomes[EntryOutcome.Over], outcomes[EntryOutcome.NotPublic]));
        Assert.Contains("Diễn tập hoặc thử, bỏ qua", await station.PageAsync($"/water/authorities/{id}"), StringComparison.Ordinal);
        Assert.Matches("Đài KTTV[\\s\\S]*<td class=\"num\">6</td>[\\s\\S]*<td class=\"num\">0</td>[\\s\\S]*<td class=\"num\">5</td>", await station.PageAsync("/water/authorities"));
    }

    [Fact]
    public async Task An_update_of_what_was_approved_supersedes_it_and_a_cancellation_takes_it_back()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        station.Publish(Station.Alert(), Station.Alert("HUY-SAU"));
        await station.LookAsync();
        var told = await station.DraftOfAsync("KTTV-1", "HUY-SAU");
        await station.Server.WriteAsync((db, write) =>
        {
            foreach (var bulletin in db.Bulletins.ToList())
            {
                bulletin.Approved = 1;
                db.BulletinVersions.Single(v => v.BulletinId == bulletin.Id).State = BulletinState.Approved;
            }
        });
        station.Publish(
            Station.Alert("MOI", type: CapMessageType.Update, replaces: "KTTV-1", sent: Station.Noon.AddMinutes(5), headline: "Triều cường giảm"),
            Station.Alert("HUY", type: CapMessageType.Cancel, replaces: "HUY-SAU", sent: Station.Noon.AddMinutes(6)) with { Infos = [], Note = "Nước đã rút" });
        await station.LookAsync(15);
        Assert.Equal(4, (await station.DraftsAsync()).Count);
        var drafts = await station.DraftOfAsync("MOI", "HUY");
        var update = await station.VersionAsync(drafts[0]);
        Assert.Equal((BulletinState.Draft, BulletinRelation.Supersedes, (Guid?)told[0]), (update.State, update.Relation, update.RelatedId));
        Assert.Null(Audience.Of(update.Audience).TouchedBy);
        var cancel = await station.VersionAsync(drafts[1]);
        Assert.Equal((BulletinState.Draft, BulletinRelation.Cancels, (Guid?)told[1], "Nước đã rút"), (cancel.State, cancel.Relation, cancel.RelatedId, cancel.WhatChanged));
        Assert.Equal(told[1], Audience.Of(cancel.Audience).TouchedBy);
        Assert.Contains("Triều cường vượt báo động III", (await station.TextsAsync(cancel.Id))["vi"].Title, StringComparison.Ordinal);
        Assert.All(await station.DraftsAsync(), b => Assert.Null(b.CancelledAt));
    }

    [Fact]
    public async Task While_the_former_is_a_draft_the_two_name_each_other()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        station.Publish(Station.Alert());
        await station.LookAsync();
        station.Publish(Station.Alert("MOI", type: CapMessageType.Update, replaces: "KTTV-1", sent: Station.Noon.AddMinutes(5), headline: "Triều cường giảm"));
        await station.LookAsync(15);
        var drafts = await station.DraftOfAsync("KTTV-1", "MOI");
        Assert.Equal(BulletinRelation.None, (await station.VersionAsync(drafts[1])).Relation);
        Assert.Contains($"/bulletins/{drafts[0]}", await station.PageAsync($"/bulletins/{drafts[1]}"), StringComparison.Ordinal);
        var former = await station.PageAsync($"/bulletins/{drafts[0]}");
        Assert.Contains($"/bulletins/{drafts[1]}", former, StringComparison.Ordinal);
        Assert.Contains("Bên phát đã cập nhật", former, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_replaced_or_cancelled_before_it_was_seen_is_not_drafted_and_no_other_sender_can_silence_it()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        station.Publish(
            Station.Alert("A"), Station.Alert("B", type: CapMessageType.Update, replaces: "A", sent: Station.Noon.AddMinutes(2)),
            Station.Alert("D", type: CapMessageType.Cancel, replaces: "C", sent: Station.Noon.AddMinutes(3)),
            Station.Alert("LA", type: CapMessageType.Cancel, replaces: "E", sent: Station.Noon.AddMinutes(4), sender: "ke-la.example"));
        await station.LookAsync();
        Assert.Equal("B", Assert.Single(await station.AlertsAsync(), a => a.BulletinId is not null).Identifier);
        station.Publish(Station.Alert("C"), Station.Alert("E"));
        await station.LookAsync(15);
        Assert.Equal(["B", "E"], (await station.AlertsAsync()).Where(a => a.BulletinId is not null).Select(a => a.Identifier).Order(StringComparer.Ordinal));
        var outcomes = await station.OutcomesAsync();
        Assert.Equal((2, 2, 2), (outcomes[EntryOutcome.Drafted], outcomes[EntryOutcome.Overtaken], outcomes[EntryOutcome.NothingToCancel]));
    }

    [Fact]
    public async Task An_entry_without_CAP_is_taken_with_title_summary_and_link_and_old_ones_are_left()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        station.Feeds.Say("/feed", """
            <rss version="2.0"><channel><title>Tin</title>
            <item><guid>tin-1</guid><title>Mưa dông chiều nay</title><description>&lt;p&gt;Đề phòng &lt;b&gt;sét&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt; CCCD 093050701234</description>
              <link>https://kttv.example.vn/tin/1</link><pubDate>Fri, 20 Sep 2024 11:00:00 +0700</pubDate></item>
            <item><guid>tin-0</guid><title>Tin cũ</title><link>https://kttv.example.vn/tin/0</link><pubDate>Mon, 02 Sep 2024 11:00:00 +0700</pubDate></item>
            <item><guid>khong-ngay</guid><title>Không ngày</title><link>https://kttv.example.vn/tin/x</link></item>
            </channel></rss>
            """, "text/html");
        await station.LookAsync();
        var version = await station.VersionAsync(Assert.Single(await station.DraftsAsync()).Id);
        var text = Assert.Single(await station.TextsAsync(version.Id)).Value;
        Assert.Equal(("vi", "Mưa dông chiều nay"), (text.Language, text.Title));
        Assert.Contains("Đề phòng sét", text.Body, StringComparison.Ordinal);
        Assert.Contains("https://kttv.example.vn/tin/1", text.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("x()", text.Body, StringComparison.Ordinal);
        Assert.Empty(await station.Server.HoldingAsync("093050701234"));
        Assert.Equal(new DateTime(2024, 9, 20, 4, 0, 0, DateTimeKind.Utc), version.ValidFrom);
        Assert.Equal(Urgency.Routine, version.Urgency);
        Assert.Equal(2, (await station.OutcomesAsync())[EntryOutcome.Over]);
    }

    [Fact]
    public async Task Alerts_are_read_from_content_from_RSS_links_and_from_a_bare_document()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync("/atom");
        await station.AddSourceAsync("/rss", name: "RSS");
        await station.AddSourceAsync("/bare", name: "CAP");
        string Body(string id) => Station.Xml(Station.Alert(id)).Split("?>", 2)[1];
        station.Feeds.Say("/atom", $"""
            <feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>f</title><updated>2024-09-20T05:00:00Z</updated>
            <entry><id>urn:1</id><title>t</title><updated>2024-09-20T05:00:00Z</updated><content type="application/cap+xml">{Body("TRONG-TIN")}</content></entry></feed>
            """);
        station.Feeds.Say("/cap/rss", Station.Xml(Station.Alert("LIEN-KET")), "text/plain");
        station.Feeds.Say("/rss", $"<rss><channel><item><title>t</title><link>{station.Feeds.At("/cap/rss")}</link></item></channel></rss>");
        station.Feeds.Say("/bare", "\n\n" + Station.Xml(Station.Alert("TRAN")));
        await station.LookAsync();
        Assert.Equal(["LIEN-KET", "TRAN", "TRONG-TIN"], (await station.AlertsAsync()).Select(a => a.Identifier).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await station.DraftsAsync()).Count);
    }

    [Fact]
    public async Task Two_nodes_make_one_draft()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        station.Publish([.. Enumerable.Range(0, 8).Select(i => Station.Alert($"A{i}"))]);
        await Task.WhenAll(station.LookAsync(), station.LookAsync(), station.LookAsync());
        Assert.Equal(8, (await station.DraftsAsync()).Count);
        Assert.Single(station.Feeds.Asked, a => a == "/feed");
    }

    [Fact]
    public async Task A_feed_that_pours_is_emptied_look_by_look()
    {
        await using var station = await Station.OpenAsync();
        await station.AddSourceAsync();
        var alerts = Enumerable.Range(0, 50).Select(i => Station.Alert($"A{i}")).ToArray();
        station.Publish(alerts);
        station.Feeds.SayTagged("/feed", Station.Atom([.. alerts.Select(a => $"/cap/{a.Identifier}")]), "\"1\"");
        await station.LookAsync();
        Assert.Equal(TakeAlerts.MostDrafts, (await station.DraftsAsync()).Count);
        for (var i = 0; i < 3; i++)
        {
            await station.LookAsync(1);
        }

        Assert.Equal(50, (await station.DraftsAsync()).Count);
        Assert.Equal("\"1\"", (await station.SourceAsync()).ETag);
    }
}
