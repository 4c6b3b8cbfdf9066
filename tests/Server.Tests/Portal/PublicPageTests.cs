using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Tests.Portal;

public sealed partial class PublicPageTests
{
    private const int MostBytes = 50 * 1024;

    [Fact]
    public async Task An_approved_bulletin_is_read_by_its_code_in_each_language_without_an_account()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        await village.PublishAsync("ABC234");
        using var anybody = server.Anonymous();
        using var answer = await anybody.GetAsync("/t/abc234");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        foreach (var said in new[] { Published.Title, "Không lấy nước vào ruộng.", "Chi cục Thủy lợi", "12/TB-CCTL", "20/09/2024", "Nước mặn", "Ưu tiên", "lang=\"vi\"" })
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }

        var khmer = await anybody.GetStringAsync("/t/ABC234?lang=km");
        Assert.Contains("<html lang=\"km\"", khmer, StringComparison.Ordinal);
        Assert.Contains(Published.KhmerTitle, khmer, StringComparison.Ordinal);
        Assert.Contains("href=\"/tin?lang=km\"", khmer, StringComparison.Ordinal);
        var english = await anybody.GetStringAsync("/t/ABC234?lang=en");
        Assert.Contains("not available in the chosen language", english, StringComparison.Ordinal);
        Assert.Contains($"<h1 lang=\"vi\">{Published.Title}", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_set_to_Khmer_reads_Khmer_and_an_office_set_to_English_reads_Vietnamese()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await village.PublishAsync("ABC234");
        using var anybody = server.Anonymous();
        foreach (var (asked, language) in new[] { ("km-KH,km;q=0.9,en;q=0.8", "km"), ("en-US,en;q=0.9", "vi") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/t/ABC234");
            request.Headers.AcceptLanguage.ParseAdd(asked);
            using var answer = await anybody.SendAsync(request);
            Assert.Contains($"<html lang=\"{language}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains("Accept-Language", answer.Headers.Vary);
        }
    }

    [Fact]
    public async Task What_is_not_approved_is_not_there()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await village.PublishAsync("DRAFT2", (b, v) => (b.Approved, v.State) = (null, BulletinState.Draft));
        using var anybody = server.Anonymous();
        foreach (var path in new[] { "/t/DRAFT2", "/cap/DRAFT2.xml", "/loa/DRAFT2", "/loa/DRAFT2.wav", "/t/KHONG", "/tin/00000000-0000-0000-0000-000000000000" })
        {
            using var answer = await anybody.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(Published.Title, page, StringComparison.Ordinal);
            Assert.Contains("/css/public.css", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_is_not_sent_again_until_something_is_committed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var bulletin = await village.PublishAsync("ABC234");
        using var anybody = server.Anonymous();
        using var first = await anybody.GetAsync("/t/ABC234");
        Assert.True(first.Headers.CacheControl!.Public && first.Headers.CacheControl.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAgainAsync(anybody, "/t/ABC234", first.Headers.ETag!)).StatusCode);

        await server.WriteAsync((db, write) =>
        {
            db.Bulletins.Single(b => b.Id == bulletin.Id).CancelledAt = write.Now;
            write.Changed(ChangeKind.Bulletin, bulletin.Id);
        });
        using var changed = await AskAgainAsync(anybody, "/t/ABC234", first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("Tin này đã hủy.", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulletin_says_what_became_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var old = await village.PublishAsync("OLD234");
        await village.PublishAsync("NEW234", (_, v) => (v.Relation, v.RelatedId) = (BulletinRelation.Supersedes, old.Id));
        await village.PublishAsync("FIXED2", (_, v) => v.WhatChanged = "Giờ đóng cống là 17 giờ.");
        await server.WriteAsync((db, write) =>
        {
            var bulletin = db.Bulletins.Single(b => b.Code == "FIXED2");
            var first = db.BulletinVersions.Single(v => v.BulletinId == bulletin.Id);
            bulletin.Approved = 2;
            var second = new BulletinVersion
            {
                At = write.Now, Id = write.NewId(), BulletinId = bulletin.Id, Number = 2, State = BulletinState.Approved, Source = first.Source, ValidFrom = first.ValidFrom, ValidTo = first.ValidTo,
                DecidedAt = write.Now, Audience = first.Audience, WhatChanged = "Giờ đóng cống là 17 giờ.",
            };
            db.BulletinVersions.Add(second);
            db.BulletinTexts.Add(new BulletinText { VersionId = second.Id, Language = "vi", Title = "Tin đã sửa", Body = "Đóng cống trước 17 giờ." });
            write.Changed(ChangeKind.Bulletin, bulletin.Id);
        });
        using var anybody = server.Anonymous();
        var superseded = await anybody.GetStringAsync("/t/OLD234");
        Assert.Contains("đã được thay bằng tin mới", superseded, StringComparison.Ordinal);
        Assert.Contains("href=\"/t/NEW234\"", superseded, StringComparison.Ordinal);
        Assert.Contains("href=\"/t/OLD234\"", await anybody.GetStringAsync("/t/NEW234"), StringComparison.Ordinal);
        var corrected = await anybody.GetStringAsync("/t/FIXED2");
        Assert.Contains("Giờ đóng cống là 17 giờ.", corrected, StringComparison.Ordinal);
        Assert.DoesNotContain(Published.Title, corrected, StringComparison.Ordinal);

        var today = await anybody.GetStringAsync($"/tin/{village.HamletId}");
        Assert.DoesNotContain("/t/OLD234", today, StringComparison.Ordinal);
        Assert.Contains("/t/NEW234", today, StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Contains("đã hết hiệu lực", await anybody.GetStringAsync("/t/NEW234"), StringComparison.Ordinal);
        Assert.DoesNotContain("/t/NEW234", await anybody.GetStringAsync($"/tin/{village.HamletId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hamlet_sees_what_is_for_it_and_no_member_by_name()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await village.PublishAsync("HERE22", area: village.HamletId);
        await village.PublishAsync("THERE2", area: village.OtherHamletId);
        await village.PublishAsync("COMM22");
        await village.PublishAsync("TEAM22", audience: new Audience([village.CommuneId], TeamRoles: [TeamRole.Leader]));
        using var anybody = server.Anonymous();
        var page = await anybody.GetStringAsync($"/tin/{village.HamletId}");
        Assert.Contains("/t/HERE22", page, StringComparison.Ordinal);
        Assert.Contains("/t/COMM22", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/THERE2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/TEAM22", page, StringComparison.Ordinal);
        Assert.Contains("Tổ CNSCĐ ấp Trường Thành B", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Thạch Siêng", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lý Dên", page, StringComparison.Ordinal);
        Assert.Contains("/tin/huong-dan/vneid2", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/cap/TEAM22.xml")).StatusCode);
    }

    [Fact]
    public async Task A_hamlet_is_found_without_accents_and_by_walking_down_the_units()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var anybody = server.Anonymous();
        Assert.Contains($"/tin/{village.HamletId}", await anybody.GetStringAsync("/tin?q=truong thanh b truong khanh"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/tin/{village.HamletId}", await anybody.GetStringAsync("/tin?q=khong co"), StringComparison.Ordinal);
        Assert.Contains($"/tin/{village.HamletId}", await anybody.GetStringAsync($"/tin/{village.CommuneId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.PublishAsync("EVIL22", village.CommuneId, title: "--><script>alert(1)</script>", body: "\"><img src=x onerror=alert(1)>\n<a href=\"javascript:alert(1)\">x</a>");
        using var anybody = server.Anonymous();
        foreach (var path in new[] { "/t/EVIL22", $"/tin/{village.HamletId}", "/loa/EVIL22", $"/tin?q={Uri.EscapeDataString("\"><script>alert(1)</script>")}", $"/hoi?ap={Uri.EscapeDataString("\"><script>")}" })
        {
            var page = await anybody.GetStringAsync(path);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript:", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_are_open_to_all_only_while_they_belong_to_an_approved_bulletin()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await village.PublishAsync("SOUND2", sound: [1, 2, 3]);
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            db.StoredFiles.Add(new StoredFile { Id = mine, Name = "trang.html", ContentType = "text/html", Content = [60], Hash = new string('a', 64), At = write.Now });
            db.StoredFiles.Add(new StoredFile { Id = other, Name = "mat.png", ContentType = "image/png", Content = [60], Hash = new string('b', 64), At = write.Now });
            db.BulletinVersions.Single().Attachments = $"{mine}";
        });
        var sound = await server.WithDbAsync(db => db.BulletinTexts.Where(t => t.AudioId != null).Select(t => t.AudioId).SingleAsync());
        using var anybody = server.Anonymous();
        using var heard = await anybody.GetAsync($"/t/SOUND2/tep/{sound}");
        Assert.Equal("audio/wav", heard.Content.Headers.ContentType!.MediaType);
        using var page = await anybody.GetAsync($"/t/SOUND2/tep/{mine}");
        Assert.Equal("application/octet-stream", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", page.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/t/SOUND2/tep/{other}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/t/KHONG2/tep/{sound}")).StatusCode);
    }

    [Fact]
    public async Task A_hamlets_page_can_be_put_on_the_home_screen_where_iPhones_have_notifications()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var anybody = server.Anonymous();
        Assert.Contains("rel=\"manifest\" href=\"/tin.webmanifest\"", await anybody.GetStringAsync($"/tin/{village.HamletId}"), StringComparison.Ordinal);
        using var answer = await anybody.GetAsync("/tin.webmanifest");
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType!.MediaType);
        using var manifest = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var start = manifest.RootElement.GetProperty("start_url").GetString()!;
        Assert.StartsWith(manifest.RootElement.GetProperty("scope").GetString()!, start, StringComparison.Ordinal);
        Assert.True((await anybody.GetAsync(start)).StatusCode is HttpStatusCode.OK or HttpStatusCode.Found);
        var icons = manifest.RootElement.GetProperty("icons").EnumerateArray().Select(i => i.GetProperty("src").GetString()!).ToList();
        Assert.NotEmpty(icons);
        Assert.All(icons, icon => Assert.True(File.Exists(Path.Combine(WebRoot.Find(), icon.TrimStart('/'))), icon));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task A_page_with_all_it_needs_goes_through_in_50_kB_and_names_no_foreign_host(string language)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        for (var i = 0; i < 5; i++)
        {
            await village.PublishAsync($"BIG{i}22");
        }

        using var line = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = server.Address };
        line.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var reader = server.Anonymous();
        foreach (var path in new[] { "/tin", $"/tin/{village.HamletId}", $"/tin/{village.CommuneId}", "/t/BIG022", "/hoi", "/tin/huong-dan", "/tin/huong-dan/vneid2", "/loa/BIG022" })
        {
            var page = await reader.GetStringAsync($"{path}?lang={language}");
            Assert.DoesNotContain(Foreign().Matches(page).Select(m => m.Value), v => !v.Contains($"{server.Address}t/", StringComparison.Ordinal));
            var bytes = (await line.GetByteArrayAsync($"{path}?lang={language}")).Length;
            foreach (var file in Parts().Matches(page).Select(m => m.Groups[1].Value).Distinct())
            {
                bytes += (await line.GetByteArrayAsync(file)).Length;
            }

            // The font is loaded only where the device has no Khmer at all.
            var font = language == "km" ? Font().Match(await reader.GetStringAsync("/lib/khmer.css")).Groups[1].Value : null;
            bytes += font is { Length: > 0 } ? (await line.GetByteArrayAsync(font)).Length : 0;
            Assert.True(bytes <= MostBytes, $"{path} in {language}: {bytes} bytes");
        }
    }

    private static Task<HttpResponseMessage> AskAgainAsync(HttpClient client, string path, EntityTagHeaderValue tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        return client.SendAsync(request);
    }

    [GeneratedRegex("(?:<link rel=\"(?:stylesheet|icon)\" href|<script src|<img src)=\"([^\"]+)\"")]
    private static partial Regex Parts();

    [GeneratedRegex("url\\(([^)]+)\\)")]
    private static partial Regex Font();

    [GeneratedRegex("(?:src|href|action)=\"https?://[^\"]+\"")]
    private static partial Regex Foreign();
}
