using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Bulletins.Words;
using TungNgo.Web;

namespace TungNgo.Tests.Bulletins;

/// <summary>What becomes of an approved notice, and what its approver sees before and after.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task Replacing_begins_with_a_copy_and_the_approver_sees_what_is_different()
    {
        await using var room = await Newsroom.OpenAsync();
        var old = await room.ApprovedAsync(room.Input() with { Kind = "policy", DocumentNumber = "15/QĐ" });
        var id = await ChangeAsync(room, old, "supersedes");
        var made = await room.ReadAsync(id);
        Assert.Equal(("policy", old, BulletinRelation.Supersedes, Urgency.Priority), (made.Kind, made.Versions[0].RelatedId!.Value, made.Versions[0].Relation, made.Versions[0].Urgency));
        Assert.Equal("Không lấy nước vào ruộng đến hết thứ Sáu.", made.Versions[0].Texts["vi"].Body);
        Assert.Equal(["km", "vi"], made.Versions[0].Texts.Keys.Order());
        Assert.Equal(old, made.Versions[0].Audience.TouchedBy);

        var input = room.Input() with { Edition = made.Versions[0].Edition, Kind = "policy", Relation = BulletinRelation.Supersedes, RelatedId = old, WhatChanged = "Thêm hai ngày" };
        input.Texts["vi"] = new("Nước mặn 4,2 g/l tại cống Trường Khánh", "Không lấy nước vào ruộng đến hết Chủ nhật.");
        using var saved = await room.Writer.PutAsync($"/api/bulletins/{id}", input);
        Assert.True(saved.IsSuccessStatusCode);
        await room.DecideAsync(room.Writer, id, "submit");
        var page = WebUtility.HtmlDecode(await room.Approver.GetStringAsync($"/bulletins/{id}"));
        Assert.Contains("<del>thứ Sáu.</del>", page, StringComparison.Ordinal);
        Assert.Contains("<ins>Chủ nhật.</ins>", page, StringComparison.Ordinal);
        Assert.Contains("<del>15/QĐ</del>", page, StringComparison.Ordinal);
        // The Khmer text was not touched: whoever reads it would still hear of Friday.
        Assert.Contains("Tiếng Khmer vẫn như bản trước", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_shows_its_difference_and_a_notice_that_was_stopped_is_taken_back_in_words()
    {
        await using var room = await Newsroom.OpenAsync();
        var old = await room.ApprovedAsync();
        using (var corrected = await room.Writer.SubmitAsync($"/bulletins/{old}", "change", new() { ["how"] = "correct", ["why"] = "Sửa giờ đóng cống" }))
        {
            Assert.EndsWith($"/bulletins/{old}/edit?saved=true", corrected.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        Assert.Contains(TungNgo.Web.Texts.In("vi")["bulletins.changes.none"], WebUtility.HtmlDecode(await room.Writer.GetStringAsync($"/bulletins/{old}")), StringComparison.Ordinal);
        using (var asked = await room.Writer.SubmitAsync($"/bulletins/{old}", "change", new() { ["how"] = "stop", ["why"] = "Số đo nhầm trạm" }))
        {
            // What cannot be undone is asked once more; until then the notice stands.
            var question = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
            Assert.Contains("Số đo nhầm trạm", question, StringComparison.Ordinal);
            // At the top, where the page comes back to, and with the focus: below a long notice nobody would see that it still goes out.
            Assert.InRange(question.IndexOf("name=\"sure\"", StringComparison.Ordinal), question.IndexOf("role=\"alert\" tabindex=\"-1\" autofocus", StringComparison.Ordinal), question.IndexOf("bulletin-marks", StringComparison.Ordinal));
            Assert.Null((await room.ReadAsync(old)).CancelledAt);
        }

        using (var stopped = await room.Writer.SubmitAsync($"/bulletins/{old}", "change", new() { ["how"] = "stop", ["why"] = "Số đo nhầm trạm", ["sure"] = "1" }))
        {
            Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
            Assert.Contains("Số đo nhầm trạm", WebUtility.HtmlDecode(await room.Writer.GetStringAsync($"/bulletins/{old}/reach")), StringComparison.Ordinal);
            Assert.Contains("Đã ngưng tin.", WebUtility.HtmlDecode(await room.Writer.GetStringAsync(stopped.Headers.Location)), StringComparison.Ordinal);
        }

        var made = (await room.ReadAsync(await ChangeAsync(room, old, "cancels"))).Versions[0];
        Assert.Equal("Hủy tin: Nước mặn 4,2 g/l tại cống Trường Khánh", made.Texts["vi"].Title);
        Assert.Contains("Thêm hai ngày", made.Texts["vi"].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Không lấy nước", made.Texts["vi"].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_over_is_told_to_whoever_would_approve_it_and_can_only_be_sent_back()
    {
        await using var room = await Newsroom.OpenAsync();
        var id = (await room.BeginAsync()).Id;
        Assert.Equal(HttpStatusCode.NoContent, await room.DecideAsync(room.Writer, id, "submit"));
        var before = await room.Approver.GetStringAsync($"/bulletins/{id}");
        Assert.Contains("decide-yes", before, StringComparison.Ordinal);
        room.Server.Clock.Advance(TimeSpan.FromDays(3));
        using var approver = await room.Server.OfficialAsync(Role.CommuneApprover, room.Village.CommuneId);
        var after = WebUtility.HtmlDecode(await approver.GetStringAsync($"/bulletins/{id}"));
        Assert.Contains(Texts.In("vi")["bulletins.over.decide"], after, StringComparison.Ordinal);
        Assert.DoesNotContain("decide-yes", after, StringComparison.Ordinal);
        Assert.Contains("decide-no", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_all_clear_is_offered_for_dangers_alone()
    {
        await using var room = await Newsroom.OpenAsync();
        Assert.Contains("value=\"allclear\"", await room.Writer.GetStringAsync($"/bulletins/{await room.ApprovedAsync()}"), StringComparison.Ordinal);
        var fraud = await room.ApprovedAsync(room.Input() with { Kind = "security", Urgency = Urgency.Routine });
        Assert.DoesNotContain("value=\"allclear\"", await room.Writer.GetStringAsync($"/bulletins/{fraud}"), StringComparison.Ordinal);
        // Nor is it taken from a form that was made by hand, or from a program.
        using var byHand = await room.Writer.SubmitAsync($"/bulletins/{fraud}", "change", new() { ["how"] = "allclear", ["why"] = "Đã bắt được" });
        Assert.Contains(Texts.In("vi")["error.bulletins.no-danger"], WebUtility.HtmlDecode(await byHand.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "bulletins.no-danger"),
            await room.Writer.PostAsync("/api/bulletins", room.Input() with { Relation = BulletinRelation.AllClear, RelatedId = fraud, Audience = null }).RefusedAsync());
    }

    [Fact]
    public async Task The_bar_says_count_cost_card_and_languages_before_one_confirmation_and_the_page_who_approved_after()
    {
        await using var room = await Newsroom.OpenAsync();
        var begun = await room.BeginAsync(room.Input(Urgency.Emergency));
        await room.DecideAsync(room.Writer, begun.Id, "submit");
        var page = WebUtility.HtmlDecode(await room.Approver.GetStringAsync($"/bulletins/{begun.Id}"));
        var bar = page[page.IndexOf("class=\"decide\"", StringComparison.Ordinal)..];
        Assert.Contains("Tin dành cho 3 hộ.", bar, StringComparison.Ordinal);
        Assert.Contains(" đ nếu bước đầu đến nơi", bar, StringComparison.Ordinal);
        Assert.Contains("Tiếng Khmer 3", bar, StringComparison.OrdinalIgnoreCase);
        var card = $"/bulletins/{begun.Id}/card/km?edition=";
        Assert.Contains(card, bar, StringComparison.Ordinal);
        Assert.InRange(bar.IndexOf(TungNgo.Web.Texts.In("vi")["bulletins.approve.question"], StringComparison.Ordinal), 0, bar.IndexOf(TungNgo.Web.Texts.In("vi")["bulletins.approve.yes"], StringComparison.Ordinal));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await room.Approver.GetByteArrayAsync(card + "1"))[..4]);
        using (var none = await room.Approver.GetAsync($"/bulletins/{begun.Id}/card/en"))
        {
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        var edition = (await room.ReadAsync(begun.Id)).Versions[0].Edition;
        using var approved = await room.Approver.SubmitAsync($"/bulletins/{begun.Id}", "approve", new() { ["edition"] = $"{edition}" });
        var after = WebUtility.HtmlDecode(await room.Approver.GetStringAsync(approved.Headers.Location!.OriginalString));
        var t = TungNgo.Web.Texts.In("vi");
        Assert.Contains(t["bulletins.approved-now"], after, StringComparison.Ordinal);
        var version = await room.Server.WithDbAsync(db => db.BulletinVersions.SingleAsync());
        Assert.Contains(t["bulletins.approved-by", version.Decider, TungNgo.Web.Formats.Instant(version.DecidedAt), version.Writer], after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_notice_has_no_kind_until_one_is_chosen_and_a_policy_has_its_template()
    {
        await using var room = await Newsroom.OpenAsync();
        var page = WebUtility.HtmlDecode(await room.Writer.GetStringAsync("/bulletins/new"));
        var kinds = page[page.IndexOf("name=\"kind\"", StringComparison.Ordinal)..];
        Assert.Matches("^[^>]*required[^>]*>\\s*<option value>", kinds);
        Assert.DoesNotMatch("^[^/]*<option value=\"\\w+\" selected", kinds);
        using var refused = await room.Writer.SubmitAsync("/bulletins/new", "new-bulletin", new() { ["issuer"] = $"{room.Village.CommuneId}", ["kind"] = "", ["title"] = "Tin", ["source"] = "UBND xã" });
        Assert.Contains("id=\"kind-problem\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("template=policy", page, StringComparison.Ordinal);
        using var begun = await room.Writer.SubmitAsync("/bulletins/new?template=policy", "new-bulletin", new()
        {
            ["issuer"] = $"{room.Village.CommuneId}", ["source"] = "UBND xã", ["field.policy"] = "miễn học phí", ["field.who"] = "học sinh các cấp", ["field.what"] = "không đóng học phí",
            ["field.where"] = "trường học", ["field.from"] = "2024-10-01",
        });
        var made = await room.ReadAsync(Guid.Parse(new Uri(room.Server.Address, begun.Headers.Location!).AbsolutePath.Split('/')[2]));
        Assert.Equal(("policy", Urgency.Routine, "Chính sách mới: miễn học phí"), (made.Kind, made.Versions[0].Urgency, made.Versions[0].Texts["vi"].Title));
    }

    [Theory]
    [InlineData("a b c", "a b c", "=a b c")]
    [InlineData("a b c", "a x c", "=a|-b|+x|=c")]
    [InlineData("", "a", "+a")]
    [InlineData("a b", "", "-a b")]
    [InlineData("a b a b", "b a", "-a|=b a|-b")]
    public void Two_texts_differ_word_by_word(string before, string after, string parts) =>
        Assert.Equal(parts, string.Join('|', Difference.Of(before, after).Select(p => (p.Kind switch { DifferenceKind.Same => "=", DifferenceKind.Gone => "-", _ => "+" }) + p.Text)));

    private static async Task<Guid> ChangeAsync(Newsroom room, Guid id, string how)
    {
        using var answer = await room.Writer.SubmitAsync($"/bulletins/{id}", "change", new() { ["how"] = how, ["why"] = "Thêm hai ngày" });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Guid.Parse(new Uri(room.Server.Address, answer.Headers.Location!).AbsolutePath.Split('/')[2]);
    }
}
