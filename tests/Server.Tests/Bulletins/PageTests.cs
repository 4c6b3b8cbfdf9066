using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Bulletins.Words;
using TungNgo.Bulletins.Writing;

namespace TungNgo.Tests.Bulletins;

public sealed class PageTests
{
    [Fact]
    public async Task Without_scripts_a_bulletin_is_begun_from_a_template_written_previewed_and_submitted()
    {
        await using var room = await Newsroom.OpenAsync();
        using var begun = await room.Writer.SubmitAsync("/bulletins/new?template=salt-station", "new-bulletin", new()
        {
            ["issuer"] = $"{room.Village.CommuneId}", ["source"] = "Chi cục Thủy lợi", ["field.station"] = "cống Trường Khánh", ["field.value"] = "4,2", ["field.time"] = "16:30",
            ["field.day"] = "2024-09-20", ["field.action"] = "stop",
        });
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        var edit = new Uri(room.Server.Address, begun.Headers.Location!).AbsolutePath;
        var id = Guid.Parse(edit.Split('/')[2]);
        var made = (await room.ReadAsync(id)).Versions[0];
        Assert.Equal("Nước mặn 4,2 g/l tại cống Trường Khánh", made.Texts["vi"].Title);
        Assert.Contains("Lúc 16 giờ 30 ngày 20/09/2024", made.Texts["vi"].Body, StringComparison.Ordinal);
        Assert.Contains("Không lấy nước vào ruộng", made.Texts["vi"].Body, StringComparison.Ordinal);
        Assert.True(made.Texts["km"].NeedsReview);

        var page = await room.Writer.GetStringAsync(edit);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("compose"), "_handler" }, { new StringContent(Officials.TokenOf(page)), "__RequestVerificationToken" }, { new StringContent("submit"), "do" },
            { new StringContent($"{made.Edition}"), "edition" }, { new StringContent("salt"), "kind" }, { new StringContent("emergency"), "urgency" }, { new StringContent("UBND xã"), "source" },
            { new StringContent("2024-09-20T13:00"), "from" }, { new StringContent("2024-09-22T18:00"), "to" }, { new StringContent("none"), "relation" },
            { new StringContent("Nước mặn ở cống"), "title.vi" }, { new StringContent("Không lấy nước."), "body.vi" }, { new StringContent($"{room.Village.HamletId}"), "area" },
            { new StringContent("true"), "consent" }, { new ByteArrayContent([.. "OggS"u8, .. new byte[40]]), "recording.km", "ghi-am.webm" },
        };
        using var sent = await room.Writer.PostAsync(edit, form);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.EndsWith($"/bulletins/{id}?saved=true", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var submitted = (await room.ReadAsync(id)).Versions[0];
        Assert.Equal((BulletinState.Submitted, Urgency.Emergency, "UBND xã"), (submitted.State, submitted.Urgency, submitted.Source));
        Assert.Equal(new DateTime(2024, 9, 20, 6, 0, 0, DateTimeKind.Utc), submitted.ValidFrom);
        Assert.NotNull(submitted.Texts["km"].AudioId);
        Assert.Equal([room.Village.HamletId], submitted.Audience.Areas);
    }

    [Fact]
    public async Task What_was_typed_stays_on_the_page_when_something_is_wrong_with_it()
    {
        await using var room = await Newsroom.OpenAsync();
        var begun = await room.BeginAsync();
        using var answer = await room.Writer.SubmitAsync($"/bulletins/{begun.Id}/edit", "compose", new()
        {
            ["edition"] = $"{begun.Versions[0].Edition}", ["kind"] = "salt", ["urgency"] = "routine", ["source"] = "UBND xã", ["from"] = "2024-09-22T18:00", ["to"] = "2024-09-20T18:00",
            ["title.vi"] = "Gõ dở dang", ["area"] = $"{room.Village.CommuneId}", ["do"] = "save",
        });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Gõ dở dang", page, StringComparison.Ordinal);
        Assert.Contains("Thời gian hiệu lực không đúng", page, StringComparison.Ordinal);
        Assert.Equal(begun.Versions[0].Texts["vi"].Title, (await room.ReadAsync(begun.Id)).Versions[0].Texts["vi"].Title);
    }

    [Fact]
    public async Task The_page_counts_what_each_channel_takes()
    {
        await using var room = await Newsroom.OpenAsync();
        var input = room.Input();
        input.Texts["vi"] = new("Tiêu đề", "Nội dung", "Nước mặn 4,2 g/l tại cống Trường Khánh. Không lấy nước vào ruộng đến hết thứ Sáu.");
        var page = WebUtility.HtmlDecode(await room.Writer.GetStringAsync($"/bulletins/{(await room.BeginAsync(input)).Id}/edit"));
        Assert.Contains("Nuoc man 4,2 g/l tai cong Truong Khanh. Khong lay nuoc vao ruong den het thu Sau.", page, StringComparison.Ordinal);
        var lengths = Lengths.Of(new Notice("vi", "Tiêu đề", "Nội dung", "Nước mặn 4,2 g/l tại cống Trường Khánh. Không lấy nước vào ruộng đến hết thứ Sáu.", "Nguồn", null, Unaccented: false, "https://a.vn/t/ABCDEF", StopLink: null, HowToStop: "tn.vn/thoi"));
        Assert.Equal((true, 2, false, 1), (lengths.Sms.Unicode, lengths.Sms.Count, lengths.Plain.Unicode, lengths.Plain.Count));
        Assert.Equal("Tiêu đề\n\nNội dung\n\nNguồn\nhttps://a.vn/t/ABCDEF".Length, lengths.Zalo);
    }

    [Fact]
    public async Task Officials_see_what_their_area_issues_and_what_has_been_approved_above_them()
    {
        await using var room = await Newsroom.OpenAsync();
        var tree = room.Server.Services.GetRequiredService<AreaTree>().Today;
        var line = tree.LineOf(room.Village.CommuneId).Select(u => u.AreaId).ToList();
        using var province = await room.Server.OfficialAsync(Role.ProvinceOfficer, line[^1]);
        using var leader = await room.Server.OfficialAsync(Role.ProvinceApprover, line[^1]);
        using var neighbour = await room.Server.OfficialAsync(Role.CommuneOfficer, tree.ChildrenOf(line[1]).First(u => u.AreaId != room.Village.CommuneId).AreaId);
        var here = await room.BeginAsync();
        var above = await room.BeginAsync(room.Input() with { AreaId = line[^1], Audience = new([room.Village.CommuneId]) }, province);

        Assert.Equal([here.Id], await IdsAsync(room.Writer));
        Assert.Equal(new[] { above.Id, here.Id }.Order(), await IdsAsync(province));
        Assert.Empty(await IdsAsync(neighbour));
        using (var early = await room.Writer.GetAsync($"/bulletins/{above.Id}"))
        {
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        }

        await room.DecideAsync(province, above.Id, "submit");
        await room.DecideAsync(leader, above.Id, "approve");
        using var correction = await province.PostAsync($"/api/bulletins/{above.Id}/correct", new BulletinCorrection("Thêm giờ"));
        Assert.Equal(new[] { above.Id, here.Id }.Order(), await IdsAsync(room.Writer));
        Assert.Equal([above.Id], await IdsAsync(neighbour));
        // The correction that is being written is the province's business until it is approved.
        Assert.Equal([1], (await room.ReadAsync(above.Id)).Versions.Select(v => v.Number));
        Assert.Equal(2, (await room.ReadAsync(above.Id, province)).Versions.Length);
        using var foreign = await room.Writer.PostAsync($"/api/bulletins/{above.Id}/cancel", new BulletinDecision(0, "Không phải của xã"));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var own = await room.Writer.PostAsync("/api/bulletins", room.Input() with { AreaId = line[^1] });
        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
    }

    [Fact]
    public async Task The_list_is_searched_without_accents_and_filtered()
    {
        await using var room = await Newsroom.OpenAsync();
        var salt = await room.ApprovedAsync();
        var meeting = room.Input() with { Kind = "meeting" };
        meeting.Texts["vi"] = new("Mời họp về thủy lợi phí", "Lúc 8 giờ.");
        var draft = (await room.BeginAsync(meeting)).Id;
        Assert.Equal([salt], await IdsAsync(room.Writer, "?q=nuoc+MAN"));
        Assert.Equal([salt], await IdsAsync(room.Writer, "?q=15/TB-CCTL&state=approved"));
        Assert.Equal([draft], await IdsAsync(room.Writer, "?kind=meeting"));
        Assert.Equal([draft], await IdsAsync(room.Writer, "?state=draft"));
        Assert.Empty(await IdsAsync(room.Writer, "?q=khong+co"));
        await room.DecideAsync(room.Writer, draft, "submit");
        Assert.Equal([draft], await IdsAsync(room.Approver, "?waiting=true"));
        Assert.Empty(await IdsAsync(room.Writer, "?waiting=true"));
        var page = WebUtility.HtmlDecode(await room.Approver.GetStringAsync("/bulletins?q=hop"));
        Assert.Contains("Mời họp về thủy lợi phí", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nước mặn 4,2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_it_is_sent_the_page_counts_whom_it_would_reach()
    {
        await using var room = await Newsroom.OpenAsync();
        var begun = await room.BeginAsync(room.Input() with { Audience = new([room.Village.CommuneId, room.Village.HamletId], WithConsent: false) });
        const string Ways = "0 hộ nhận qua điện thoại, 0 hộ qua nhóm Zalo, 3 hộ chỉ đến nhà báo được. Chỉ đến nhà, vì 3 hộ chưa đồng ý nhận tin.";
        var page = WebUtility.HtmlDecode(await room.Writer.GetStringAsync($"/bulletins/{begun.Id}/edit?preview=true"));
        Assert.Contains("Tin dành cho 3 hộ.", page, StringComparison.Ordinal);
        Assert.Contains(Ways, page, StringComparison.Ordinal);
        await room.DecideAsync(room.Writer, begun.Id, "submit");
        Assert.Contains(Ways, WebUtility.HtmlDecode(await room.Approver.GetStringAsync($"/bulletins/{begun.Id}?preview=true")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audience_is_kept_under_a_name_and_used_again()
    {
        await using var room = await Newsroom.OpenAsync();
        var begun = await room.BeginAsync();
        Dictionary<string, string> Fields(int edition, string wish) => new()
        {
            ["edition"] = $"{edition}", ["kind"] = "salt", ["urgency"] = "routine", ["source"] = "UBND xã", ["title.vi"] = "Tin", ["body.vi"] = "Nội dung", ["area"] = $"{room.Village.HamletId}",
            ["language"] = "km", ["crop"] = "rice", ["consent"] = "true", ["keep-as"] = "Lúa ấp B", ["do"] = wish,
        };
        using var kept = await room.Writer.SubmitAsync($"/bulletins/{begun.Id}/edit", "compose", Fields(begun.Versions[0].Edition, "keep"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var saved = await room.Server.WithDbAsync(db => db.SavedAudiences.SingleAsync());
        var next = await room.BeginAsync();
        var fields = Fields(next.Versions[0].Edition, "use");
        (fields["area"], fields["language"], fields["saved"]) = ($"{room.Village.OtherHamletId}", "vi", $"{saved.Id}");
        using var used = await room.Writer.SubmitAsync($"/bulletins/{next.Id}/edit", "compose", fields);
        var audience = (await room.ReadAsync(next.Id)).Versions[0].Audience;
        Assert.Equal([room.Village.HamletId], audience.Areas);
        Assert.Equal(["km"], audience.Languages!);
        Assert.Equal(["rice"], audience.Crops!);
    }

    private static async Task<Guid[]> IdsAsync(HttpClient client, string query = "") =>
        [.. (await client.GetAsync("/api/bulletins" + query).ReadAsync<BulletinPageAnswer>()).Bulletins.Select(b => b.Id).Order()];
}
