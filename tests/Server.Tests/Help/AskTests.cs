using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Help;

namespace TungNgo.Tests.Help;

/// <summary>Asking on the public page, without an account.</summary>
public sealed class AskTests
{
    [Fact]
    public async Task What_is_asked_on_the_page_reaches_the_hamlets_team_and_its_answer_stands_under_the_code()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        using var asked = await resident.AskAsync(new() { ["text"] = "Quên mật khẩu VNeID, làm sao?", ["name"] = "Bà Sáu", ["phone"] = "0912 345 678", ["ap"] = $"{village.HamletId}" });
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        Assert.False(asked.Headers.Contains("Set-Cookie"));
        var address = asked.Headers.Location!.OriginalString;
        Assert.Matches("^/hoi/[0-9A-Z]{16}\\?moi=1$", address);
        var request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((village.HamletId, village.TeamId, HelpLevel.Team, "0912345678"), (request.HamletId, request.TeamId, request.Level, request.Address));
        Assert.Equal(request.At.AddHours(24), request.DueAt);

        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains("Quên mật khẩu VNeID", WebUtility.HtmlDecode(await officer.GetStringAsync("/help")), StringComparison.Ordinal);
        using var answered = await officer.SubmitAsync($"/help/{request.Id}", "answer", new() { ["Form.Version"] = "0", ["Form.Text"] = "Chiều nay chị Út đến nhà." });
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);

        var page = WebUtility.HtmlDecode(await resident.GetStringAsync(address));
        Assert.Contains("Chiều nay chị Út đến nhà.", page, StringComparison.Ordinal);
        Assert.Contains("Đã trả lời", page, StringComparison.Ordinal);
        Assert.DoesNotContain("CommuneOfficer", page, StringComparison.Ordinal);
        var answer = await server.WithDbAsync(db => db.HelpMessages.SingleAsync(m => !m.Incoming));
        Assert.Equal(DeliveryOfAnswer.None, answer.Delivery);
        Assert.NotNull((await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).ToldAt);
    }

    [Fact]
    public async Task Who_says_more_after_an_answer_waits_again_and_a_closed_request_takes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        var address = (await resident.AskAsync(new() { ["text"] = "Hỏi", ["ap"] = $"{village.HamletId}" })).Headers.Location!.OriginalString.Split('?')[0];
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await server.WithDbAsync(db => db.HelpRequests.Select(r => r.Id).SingleAsync());
        Assert.True((await officer.PostAsync($"/api/help/{id}/answer", new HelpReply(0, "Trả lời"))).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await officer.PostAsync($"/api/help/{id}/answer", new HelpReply(0, "Trả lời"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await resident.PostAsync(address, new FormUrlEncodedContent([new("text", "Vẫn chưa được")]))).StatusCode);
        Assert.Equal(HelpState.Open, (await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).State);
        Assert.True((await officer.PostAsync($"/api/help/{id}/close", new HelpClosing(2))).IsSuccessStatusCode);
        using var late = await resident.PostAsync(address, new FormUrlEncodedContent([new("text", "Còn nữa")]));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("đã khép lại", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_may_be_spoken_and_what_is_no_sound_costs_no_typed_word()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        var address = (await resident.AskAsync(new() { ["text"] = "Hỏi", ["ap"] = $"{village.HamletId}" })).Headers.Location!.OriginalString.Split('?')[0];
        using (var spoken = await resident.PostAsync(address, More("", "OggS and what was said"u8.ToArray())))
        {
            Assert.Equal(HttpStatusCode.SeeOther, spoken.StatusCode);
        }

        var kept = await server.WithDbAsync(db => db.HelpMessages.SingleAsync(m => m.AudioId != null));
        Assert.Equal(("", true), (kept.Text, kept.Incoming));
        Assert.Contains("Lời nhắn ghi âm", WebUtility.HtmlDecode(await resident.GetStringAsync(address)), StringComparison.Ordinal);
        foreach (var (sound, status) in new[] { ("a picture, perhaps"u8.ToArray(), HttpStatusCode.BadRequest), ([.. "OggS"u8, .. new byte[HelpSounds.MostBytes]], HttpStatusCode.RequestEntityTooLarge) })
        {
            using var refused = await resident.PostAsync(address, More("Viết rất dài", sound));
            Assert.Equal(status, refused.StatusCode);
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Contains(">Viết rất dài</textarea>", page, StringComparison.Ordinal);
            Assert.Contains("ghi âm lại trước khi gửi", page, StringComparison.Ordinal);
        }

        Assert.Equal(2, await server.WithDbAsync(db => db.HelpMessages.CountAsync()));

        static MultipartFormDataContent More(string text, byte[] sound) => new() { { new StringContent(text), "text" }, { new ByteArrayContent(sound), "audio", "loi-nhan" } };
    }

    [Theory]
    [InlineData("Số của tôi 094 085 123 456 bị sai", "Số của tôi ••• bị sai")]
    [InlineData("CCCD: 094085123456.", "CCCD: •••.")]
    public async Task An_identity_number_is_covered_and_the_sender_is_told(string text, string kept)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        using var asked = await resident.AskAsync(new() { ["text"] = text, ["ap"] = $"{village.HamletId}" });
        Assert.Equal(kept, await server.WithDbAsync(db => db.HelpMessages.Select(m => m.Text).SingleAsync()));
        Assert.Contains("đã được che", WebUtility.HtmlDecode(await resident.GetStringAsync(asked.Headers.Location!.OriginalString)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_right_is_said_beside_what_was_typed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        foreach (var (fields, code) in new (Dictionary<string, string>, string)[]
        {
            (new() { ["text"] = "  ", ["ap"] = $"{village.HamletId}" }, "Chưa có lời nào để gửi."),
            (new() { ["text"] = "Giữ lời này" }, "Chưa rõ là ấp nào."),
            (new() { ["text"] = "Giữ lời này", ["ap"] = $"{village.HamletId}", ["phone"] = "12" }, "Số điện thoại chưa đúng."),
            (new() { ["text"] = "Giữ lời này", ["ap"] = $"{village.CommuneId}" }, "Chưa rõ là ấp nào."),
        })
        {
            using var answer = await resident.AskAsync(fields);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(code, page, StringComparison.Ordinal);
            Assert.Contains(fields["text"].Trim(), page, StringComparison.Ordinal);
        }

        Assert.Empty(await server.WithDbAsync(db => db.HelpRequests.ToListAsync()));
    }

    [Fact]
    public async Task A_hamlet_may_be_typed_or_be_the_nearest_to_the_place_that_was_shown()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            var hamlet = db.AreaVersions.Single(v => v.AreaId == village.OtherHamletId);
            (hamlet.Latitude, hamlet.Longitude) = (9.70, 105.98);
            write.Changed(TungNgo.Feed.ChangeKind.Area, village.OtherHamletId);
        });
        using var resident = server.Anonymous();
        await resident.AskAsync(new() { ["text"] = "một", ["place"] = "truong thanh b, truong khanh" });
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await resident.AskAsync(new() { ["text"] = "hai", ["lat"] = "9.705", ["lng"] = "105.985" });
        using var far = await resident.AskAsync(new() { ["text"] = "ba", ["lat"] = "21.03", ["lng"] = "105.85" });
        Assert.Equal(HttpStatusCode.BadRequest, far.StatusCode);
        var hamlets = await server.WithDbAsync(db => db.HelpRequests.OrderBy(r => r.Id).Select(r => r.HamletId).ToListAsync());
        Assert.Equal([village.HamletId, village.OtherHamletId], hamlets);
    }

    [Fact]
    public async Task A_recording_is_kept_for_the_officer_and_anything_else_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        byte[] sound = [.. "OggS"u8, .. new byte[100]];
        using var asked = await resident.AskAsync(new() { ["ap"] = $"{village.HamletId}" }, sound);
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var message = await server.WithDbAsync(db => db.HelpMessages.SingleAsync());
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal(sound, await officer.GetByteArrayAsync($"/help/{message.RequestId}/sound/{message.AudioId}"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/help/{message.RequestId}/sound/{Guid.CreateVersion7()}")).StatusCode);

        using var script = await resident.AskAsync(new() { ["ap"] = $"{village.HamletId}" }, "<html><script>alert(1)</script>"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, script.StatusCode);
        using var huge = await resident.AskAsync(new() { ["ap"] = $"{village.HamletId}" }, [.. "OggS"u8, .. new byte[3 * 1024 * 1024]]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        Assert.Equal(1, await server.WithDbAsync(db => db.HelpRequests.CountAsync()));
    }

    [Fact]
    public async Task Codes_are_read_as_people_type_them_and_wrong_ones_tell_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        await resident.AskAsync(new() { ["text"] = "<script>alert(1)</script>", ["ap"] = $"{village.HamletId}" });
        var code = await server.WithDbAsync(db => db.HelpRequests.Select(r => r.LookupCode).SingleAsync());
        using var found = await resident.GetAsync($"/hoi/xem?ma={HelpText.ShowCode(code).ToLowerInvariant()}");
        Assert.Equal($"/hoi/{code}", found.Headers.Location!.OriginalString);
        var page = await resident.GetStringAsync($"/hoi/{code}");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        using var shown = await resident.GetAsync($"/hoi/{code}");
        Assert.True(shown.Headers.CacheControl!.NoStore);
        foreach (var wrong in new[] { "AAAAAAAAAAAAAAAA", "x", $"{code}A", "%27--", "0" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await resident.GetAsync($"/hoi/{wrong}")).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_no_form_is_refused_without_a_fault()
    {
        await using var server = await TestServer.StartAsync();
        using var resident = server.Anonymous();
        foreach (var body in new HttpContent?[] { null, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), new StringContent("--x\r\nbroken", System.Text.Encoding.UTF8) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await resident.PostAsync("/hoi", body)).StatusCode);
        }

        using var torn = new StringContent("--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf");
        torn.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        Assert.InRange((int)(await resident.PostAsync("/hoi", torn)).StatusCode, 400, 499);
    }

    [Fact]
    public async Task An_address_that_asks_too_much_has_to_wait_and_reads_so_on_a_public_page()
    {
        await using var server = await TestServer.StartAsync();
        using var resident = server.Anonymous();
        HttpResponseMessage last = null!;
        for (var i = 0; i < 31; i++)
        {
            last = await resident.AskAsync(new() { ["text"] = "" });
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.Contains("/css/public.css", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

internal static class Asking
{
    /// <summary>Sends the form of /hoi as a browser does.</summary>
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, Dictionary<string, string> fields, byte[]? sound = null)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        if (sound is not null)
        {
            form.Add(new ByteArrayContent(sound), "audio", "loi-nhan");
        }

        return client.PostAsync("/hoi", form);
    }
}
