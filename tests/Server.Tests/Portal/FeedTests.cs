using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Gateways.Cap;
using TungNgo.Gateways.Loudspeaker;

namespace TungNgo.Tests.Portal;

public sealed class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task An_approved_bulletin_is_a_signed_CAP_document_that_our_reader_and_the_published_certificate_accept()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        await village.PublishAsync("CAP234", (_, v) => v.Urgency = Urgency.Emergency, sound: [1, 2, 3]);
        using var anybody = server.Anonymous();
        using var answer = await anybody.GetAsync("/cap/CAP234.xml");
        Assert.Equal("application/cap+xml", answer.Content.Headers.ContentType!.MediaType);
        var document = await answer.Content.ReadAsByteArrayAsync();
        var alert = CapReader.Read(document);
        Assert.Equal((CapMessageType.Alert, CapStatus.Actual, "CAP234.1"), (alert.MessageType, alert.Status, alert.Identifier));
        Assert.Equal(["vi-VN", "km-KH"], alert.Infos.Select(i => i.Language));
        Assert.All(alert.Infos, i => Assert.Equal((CapUrgency.Immediate, CapCategory.Env), (i.Urgency, i.Categories.Single())));
        Assert.Equal("31654", alert.Infos[0].Areas!.Single().Geocodes!.Single().Value);
        Assert.Equal(CapDigest.Of([1, 2, 3]), alert.Infos[0].Resources!.Single().Digest);

        using var certificate = X509Certificate2.CreateFromPem(await anybody.GetStringAsync("/cap/certificate.pem"));
        Assert.Equal(CapTrust.Trusted, CapSignature.Verify(document, [certificate]));
        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(document).Replace("Đóng cống", "Mở cống", StringComparison.Ordinal));
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(forged, [certificate]));
        Assert.Equal(document, await anybody.GetByteArrayAsync("/cap/CAP234/1.xml"));
        Assert.DoesNotContain("PRIVATE", await anybody.GetStringAsync("/cap/certificate.pem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrections_successors_and_cancellations_refer_to_what_they_end()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var old = await village.PublishAsync("OLD234");
        await village.PublishAsync("NEW234", (_, v) => (v.Relation, v.RelatedId) = (BulletinRelation.Supersedes, old.Id));
        await village.PublishAsync("STOP22", (_, v) => (v.Relation, v.RelatedId) = (BulletinRelation.Cancels, old.Id));
        await village.PublishAsync("CLEAR2", (_, v) => (v.Relation, v.RelatedId) = (BulletinRelation.AllClear, old.Id));
        await village.PublishAsync("GONE22", (b, _) => b.CancelledAt = new DateTime(2024, 9, 20, 5, 30, 0, DateTimeKind.Utc));
        using var anybody = server.Anonymous();
        foreach (var (code, type) in new[] { ("NEW234", CapMessageType.Update), ("STOP22", CapMessageType.Cancel), ("CLEAR2", CapMessageType.Update) })
        {
            var alert = CapReader.Read(await anybody.GetByteArrayAsync($"/cap/{code}.xml"));
            Assert.Equal(type, alert.MessageType);
            var reference = Assert.Single(alert.References);
            Assert.Equal("OLD234.1", reference.Identifier);
            Assert.Equal(CapReader.Read(await anybody.GetByteArrayAsync("/cap/OLD234/1.xml")).Sent, reference.Sent);
        }

        Assert.Equal([CapResponse.AllClear], CapReader.Read(await anybody.GetByteArrayAsync("/cap/CLEAR2.xml")).Infos[0].Responses!);
        var withdrawn = CapReader.Read(await anybody.GetByteArrayAsync("/cap/GONE22.xml"));
        Assert.Equal((CapMessageType.Cancel, "GONE22.1"), (withdrawn.MessageType, withdrawn.References.Single().Identifier));
    }

    [Fact]
    public async Task An_alert_that_went_out_stays_as_it_was_whatever_became_of_units_and_words()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        await village.PublishAsync("CAP234", (_, v) => v.Urgency = Urgency.Emergency);
        using var anybody = server.Anonymous();
        var first = await anybody.GetByteArrayAsync("/cap/CAP234.xml");
        Assert.Single(CapReader.Read(first).Infos[0].Areas!);
        await server.WriteAsync((db, write) =>
        {
            foreach (var unit in db.AreaVersions.Where(v => v.AreaId == village.CommuneId))
            {
                unit.ValidTo = new DateOnly(2024, 9, 21);
            }

            db.BulletinKinds.Single(k => k.Code == "salt").Name["vi"] = "Xâm nhập mặn";
            db.BulletinTexts.First(t => t.Language == "vi").Title = "Khác";
            write.Changed(ChangeKind.Area, village.CommuneId);
            write.Changed(ChangeKind.BulletinSettings, Guid.Empty);
        });
        server.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(first, await anybody.GetByteArrayAsync("/cap/CAP234.xml"));
        Assert.Equal(first, await anybody.GetByteArrayAsync("/cap/CAP234/1.xml"));
        // One that nobody asked for is still about the units of its day.
        await village.PublishAsync("LATE22", (_, v) => v.DecidedAt = new DateTime(2024, 9, 20, 3, 0, 0, DateTimeKind.Utc));
        Assert.Single(CapReader.Read(await anybody.GetByteArrayAsync("/cap/LATE22.xml")).Infos[0].Areas!);
    }

    [Fact]
    public async Task An_alert_says_why_it_was_changed_and_an_all_clear_is_no_danger()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var old = await village.PublishAsync("OLD234", (_, v) => v.Urgency = Urgency.Emergency);
        await village.PublishAsync("CLEAR2", (_, v) => (v.Relation, v.RelatedId, v.Urgency) = (BulletinRelation.AllClear, old.Id, Urgency.Emergency));
        await village.PublishAsync("GONE22", (b, _) => (b.CancelledAt, b.CancelReason) = (new DateTime(2024, 9, 20, 5, 30, 0, DateTimeKind.Utc), "Số đo sai"));
        await village.PublishAsync("FIX234", (_, v) => v.WhatChanged = "Sửa giờ đóng cống");
        using var anybody = server.Anonymous();
        Assert.All(CapReader.Read(await anybody.GetByteArrayAsync("/cap/CLEAR2.xml")).Infos,
            i => Assert.Equal((CapUrgency.Past, CapSeverity.Minor, CapCertainty.Observed), (i.Urgency, i.Severity, i.Certainty)));
        Assert.Equal("Số đo sai", CapReader.Read(await anybody.GetByteArrayAsync("/cap/GONE22.xml")).Note);
        Assert.Equal("Sửa giờ đóng cống", CapReader.Read(await anybody.GetByteArrayAsync("/cap/FIX234.xml")).Note);
    }

    [Fact]
    public async Task An_entry_has_one_id_in_each_language_keeps_its_day_when_corrected_and_leads_people_to_a_page()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        await village.PublishAsync("HERE22");
        using var anybody = server.Anonymous();
        async Task<XElement> EntryAsync(string address) => XDocument.Parse(await anybody.GetStringAsync(address)).Root!.Elements(Atom + "entry").Single();
        var (vi, km) = (await EntryAsync("/tin.atom"), await EntryAsync("/tin.atom?lang=km"));
        Assert.NotEqual(vi.Element(Atom + "id")!.Value, km.Element(Atom + "id")!.Value);
        server.Clock.Advance(TimeSpan.FromHours(3));
        await server.WriteAsync((db, write) =>
        {
            var (bulletin, first) = (db.Bulletins.Single(), db.BulletinVersions.Single());
            (bulletin.Approved, bulletin.Latest) = (2, 2);
            db.BulletinVersions.Add(new BulletinVersion
            {
                At = write.Now, Id = write.NewId(), BulletinId = bulletin.Id, Number = 2, State = BulletinState.Approved, Source = first.Source, ValidFrom = first.ValidFrom, ValidTo = first.ValidTo,
                DecidedAt = write.Now, Audience = first.Audience, WhatChanged = "Sửa giờ",
            });
            db.SaveChanges();
            db.BulletinTexts.Add(new BulletinText { VersionId = db.BulletinVersions.Single(v => v.Number == 2).Id, Language = "vi", Title = "Đã sửa", Body = "Đã sửa." });
            write.Changed(ChangeKind.Bulletin, bulletin.Id);
        });
        var corrected = await EntryAsync("/tin.atom");
        Assert.Equal((vi.Element(Atom + "id")!.Value, vi.Element(Atom + "published")!.Value), (corrected.Element(Atom + "id")!.Value, corrected.Element(Atom + "published")!.Value));
        Assert.NotEqual(vi.Element(Atom + "updated")!.Value, corrected.Element(Atom + "updated")!.Value);
        Assert.Equal($"{server.Address}t/HERE22", XDocument.Parse(await anybody.GetStringAsync("/tin.rss")).Descendants("item").Single().Element("link")!.Value);
    }

    [Fact]
    public async Task Feeds_list_what_is_for_a_unit_with_its_warning_and_its_end()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        await village.PublishAsync("HERE22", area: village.HamletId);
        await village.PublishAsync("THERE2", area: village.OtherHamletId);
        await village.PublishAsync("GONE22", (b, _) => b.CancelledAt = new DateTime(2024, 9, 20, 5, 0, 0, DateTimeKind.Utc));
        await village.PublishAsync("TEAM22", audience: new Audience([village.CommuneId], TeamRoles: [Teams.TeamRole.Leader]));
        using var anybody = server.Anonymous();
        using var answer = await anybody.GetAsync($"/tin/{village.HamletId}.atom");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var entries = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Elements(Atom + "entry").ToList();
        var links = entries.SelectMany(e => e.Elements(Atom + "link")).Select(l => l.Attribute("href")!.Value).ToList();
        Assert.Equal(2, entries.Count);
        Assert.Contains($"{server.Address}cap/HERE22.xml", links);
        Assert.Contains(entries, e => e.Element(Atom + "title")!.Value.StartsWith("Tin này đã hủy.", StringComparison.Ordinal));

        var rss = XDocument.Parse(await anybody.GetStringAsync("/tin.rss?lang=km"));
        Assert.Equal(3, rss.Descendants("item").Count());
        Assert.Contains(rss.Descendants("title"), t => t.Value == Published.KhmerTitle);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/tin/{Guid.CreateVersion7()}.atom")).StatusCode);
    }

    [Fact]
    public async Task The_loudspeakers_sheet_is_ready_to_be_read_at_sight_and_spoken_where_a_voice_is_installed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.PublishAsync("LOA234", village.CommuneId, (_, v) => v.Urgency = Urgency.Emergency, body: "Độ mặn 4 g/l lúc 18:00.");
        using var anybody = server.Anonymous();
        var sheet = WebUtility.HtmlDecode(await anybody.GetStringAsync("/loa/LOA234"));
        Assert.Contains("Khẩn cấp – phát ngay", sheet, StringComparison.Ordinal);
        Assert.Contains("gam trên lít", sheet, StringComparison.Ordinal);
        Assert.Contains("Đọc 3 lần", sheet, StringComparison.Ordinal);
        Assert.Contains("lang=\"km\"", sheet, StringComparison.Ordinal);
        using var speech = await anybody.GetAsync("/loa/LOA234.wav");
        Assert.Equal(EspeakVoice.Find() is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, speech.StatusCode);
        Assert.Equal(EspeakVoice.Find() is not null, sheet.Contains("/loa/LOA234.wav", StringComparison.Ordinal));
    }
}
