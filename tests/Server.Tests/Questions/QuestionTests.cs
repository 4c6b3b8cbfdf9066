using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Help;

namespace TungNgo.Tests.Questions;

/// <summary>From a member's phone to the office, to the province, and back to every phone that may use the answer.</summary>
public sealed class QuestionTests
{
    private const string Asked = "Bà con mất SIM thì lấy lại VNeID thế nào?", Answered = "Ra điểm giao dịch làm lại SIM, rồi kích hoạt lại VNeID tại công an xã.";

    [Fact]
    public async Task A_question_goes_from_a_phone_to_the_commune_to_the_province_and_its_answer_comes_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        var ask = village.Ask(Asked, id);
        Assert.Equal("applied", (await phone.PushAsync(ask)).Single().Result);
        Assert.Equal("alreadyApplied", (await phone.PushAsync(ask)).Single().Result);

        using var commune = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains(Asked, await commune.PageAsync("/questions"), StringComparison.Ordinal);
        Assert.Contains("1 câu hỏi của tổ viên đang chờ", await commune.PageAsync($"/figures/{village.CommuneId}"), StringComparison.Ordinal);
        Assert.DoesNotContain(Asked, await commune.PageAsync("/help"), StringComparison.Ordinal);
        using (var early = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId()))
        {
            Assert.DoesNotContain("câu hỏi của tổ viên đang chờ", await early.PageAsync($"/figures/{village.ProvinceId()}"), StringComparison.Ordinal);
        }

        server.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await server.EscalateAsync());
        Assert.Equal(0, await server.EscalateAsync());
        var request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((HelpLevel.Province, null, village.HamletId, village.TeamId, village.MemberId), (request.Level, request.NextStepAt, request.HamletId!.Value, request.TeamId!.Value, request.AskedById!.Value));

        using var province = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId());
        Assert.Contains("1 câu hỏi của tổ viên đang chờ", await province.PageAsync($"/figures/{village.ProvinceId()}"), StringComparison.Ordinal);
        Assert.Contains("094085123456", await province.SendAsync($"/questions/{id}", "answer", new() { ["version"] = "1", ["text"] = "Số 094085123456" }), StringComparison.Ordinal);
        Assert.Equal("", await province.SendAsync($"/questions/{id}", "answer", new() { ["version"] = "1", ["text"] = Answered }));

        var news = (await phone.PullAsync()).News!;
        var back = Assert.Single(news.Questions!);
        Assert.Equal((id, "member", "answered", "Kim Thị Út"), (back.Id, back.From, back.State, back.Name));
        Assert.Equal([Asked, Answered], back.Messages.Select(m => m.Text));
        Assert.Empty(news.Help);

        // It was not enough: the same question again says more, and is open once more.
        var more = village.Ask("Còn mật khẩu thì sao?", id);
        Assert.Equal("applied", (await phone.PushAsync(more)).Single().Result);
        Assert.Equal(HelpState.Open, (await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).State);
        var opened = Assert.Single((await phone.PullAsync()).News!.Questions!);
        Assert.Equal(village.MemberId, opened.MemberId);
        Assert.Equal([ask.Id, more.Id], opened.Messages.Where(m => m.Incoming).Select(m => m.Id));
    }

    [Fact]
    public async Task The_commune_hands_on_by_hand_and_closes()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        await phone.PushAsync(village.Ask(Asked, id));
        using var commune = await village.OfficerAsync();
        Assert.Equal("", await commune.SendAsync($"/questions/{id}", "raise", new() { ["version"] = "0" }));
        Assert.Equal(HelpLevel.Province, (await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).Level);
        Assert.NotEqual("", await commune.SendAsync($"/questions/{id}", "answer", new() { ["version"] = "0", ["text"] = Answered }));
        Assert.Equal("", await commune.SendAsync($"/questions/{id}", "answer", new() { ["version"] = "1", ["text"] = Answered }));
        Assert.Equal("", await commune.SendAsync($"/questions/{id}", "close", new() { ["version"] = "2" }));
        Assert.Equal("closed", Assert.Single((await phone.PullAsync()).News!.Questions!).State);
        Assert.Contains("help.raise", await server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == id).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task Nobody_else_sees_answers_or_takes_over_a_question()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (_, neighbour) = await village.NeighbourAsync();
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(neighbour);
        var id = Guid.CreateVersion7();
        await phone.PushAsync(village.Ask(Asked, id));

        var stolen = (await other.PushAsync(village.Ask("Của tôi", id, neighbour))).Single();
        Assert.Equal(("refused", "sync.id-taken"), (stolen.Result, stolen.Code));
        Assert.Equal("refused", (await phone.PushAsync(village.Mutate("help.answer") with { Help = new(id, "Tự trả lời") })).Single().Result);
        Assert.Equal("refused", (await phone.PushAsync(village.Ask("Hộ có số 094085123456"))).Single().Result);
        Assert.Equal("refused", (await phone.PushAsync(village.Ask("  "))).Single().Result);
        Assert.Empty((await other.PullAsync()).News!.Questions!);

        using var sibling = await server.OfficialAsync(Role.CommuneOfficer, village.SiblingId());
        Assert.DoesNotContain(Asked, await sibling.PageAsync("/questions"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sibling.GetAsync($"/questions/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sibling.GetAsync($"/questions/{id}/publish")).StatusCode);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.GetAsync("/questions")).StatusCode);
        using var officer = await village.OfficerAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/help/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.PostAsync($"/api/help/{id}/answer", new HelpReply(0, "Chào"))).StatusCode);
    }

    [Fact]
    public async Task A_good_answer_is_published_and_reaches_the_phones_of_its_unit_and_leaves_them_again()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (_, neighbour) = await village.NeighbourAsync();
        using var phone = await village.EnrolAsync(village.LeaderId);
        using var other = await village.EnrolAsync(neighbour);
        using var asker = await village.EnrolAsync(village.MemberId);
        var question = Guid.CreateVersion7();
        await asker.PushAsync(village.Ask(Asked, question));
        using var commune = await village.OfficerAsync();
        await commune.SendAsync($"/questions/{question}", "answer", new() { ["version"] = "0", ["text"] = Answered });
        var first = await phone.PullAsync();
        Assert.Empty(first.Answers!);

        // The form brings question and answer along to be edited.
        var form = await commune.PageAsync($"/questions/{question}/publish");
        Assert.Contains(Asked, form, StringComparison.Ordinal);
        Assert.Contains(Answered, form, StringComparison.Ordinal);
        var (id, _) = await commune.PublishAsync(village.CommuneId, Asked, Answered, question, new() { ["question-km"] = "បាត់ស៊ីមធ្វើដូចម្តេច?", ["answer-km"] = "ធ្វើស៊ីមថ្មី។" });
        var have = $"{village.HamletId}";
        var entry = Assert.Single((await phone.PullAsync(first.UpTo, have)).Answers!);
        Assert.Equal((id, Asked, Answered), (entry.Id, entry.Question, entry.Answer));
        Assert.Equal(["បាត់ស៊ីមធ្វើដូចម្តេច?", "ធ្វើស៊ីមថ្មី។"], entry.Km!);
        Assert.Empty((await other.PullAsync()).Answers!);
        Assert.Contains(Asked, await commune.PageAsync("/answers?q=mat%20sim"), StringComparison.Ordinal);
        Assert.DoesNotContain(Asked, await commune.PageAsync("/answers?q=ngan%20hang"), StringComparison.Ordinal);
        Assert.Contains($"/answers/{id}", await commune.PageAsync($"/questions/{question}"), StringComparison.Ordinal);

        using var sibling = await server.OfficialAsync(Role.CommuneOfficer, village.SiblingId());
        Assert.Equal(HttpStatusCode.NotFound, (await sibling.GetAsync($"/answers/{id}")).StatusCode);
        Assert.DoesNotContain(Asked, await sibling.PageAsync("/answers"), StringComparison.Ordinal);
        Assert.NotEqual("", (await sibling.PublishAsync(village.CommuneId, "Hỏi", "Đáp")).Refusal);
        // The same form sent again is the same entry; an old form with other words in it is not taken for it.
        Assert.Equal(id, (await commune.PublishAsync(village.CommuneId, Asked, Answered, question, new() { ["id"] = $"{id}" })).Id);
        Assert.Contains("đã lưu một lần rồi", (await commune.PublishAsync(village.CommuneId, Asked, "Khác", question, new() { ["id"] = $"{id}" })).Refusal, StringComparison.Ordinal);
        Assert.Equal(1, await server.WithDbAsync(db => db.KnownAnswers.CountAsync()));

        var before = await phone.PullAsync();
        Assert.Null((await phone.PullAsync(before.UpTo, have)).Answers);
        Assert.Equal("", await commune.SendAsync($"/answers/{id}", "show", new() { ["version"] = "0" }));
        Assert.Empty((await phone.PullAsync(before.UpTo, have)).Answers!);
        Assert.Contains(Asked, await commune.PageAsync("/answers?withdrawn=true"), StringComparison.Ordinal);
        Assert.Equal("", await commune.SendAsync($"/answers/{id}", "show", new() { ["version"] = "1" }));
        Assert.Single((await phone.PullAsync(before.UpTo, have)).Answers!);

        using var province = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId());
        await province.PublishAsync(village.ProvinceId(), "Tổng đài ở đâu?", "Từ 05/10/2024 – 07/10/2024, gọi 1900 1234 hoặc (0299) 382 1234.");
        Assert.Equal(2, (await phone.PullAsync()).Answers!.Length);
        Assert.Single((await other.PullAsync()).Answers!);
        // The commune reads what the province published, and does not change it.
        Assert.Contains("Tổng đài ở đâu?", await commune.PageAsync("/answers"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gọi chị Lan 0912 345 678", "số điện thoại di động")]
    [InlineData("Gọi +84912345678", "số điện thoại di động")]
    [InlineData("Gọi 0912 - 345 - 678", "số điện thoại di động")]
    [InlineData("Gọi (0912) 345 678", "số điện thoại di động")]
    [InlineData("Gọi 0912/345/678", "số điện thoại di động")]
    [InlineData("Gọi 0912–345–678", "số điện thoại di động")]
    [InlineData("Gọi (+84) 912 345 678", "số điện thoại di động")]
    [InlineData("Gọi +84 (0) 912 345 678", "số điện thoại di động")]
    [InlineData("Gọi 0084912345678", "số điện thoại di động")]
    [InlineData("ទូរស័ព្ទ ០៩១២៣៤៥៦៧៨", "số điện thoại di động")]
    [InlineData("Số 094085123456", "094085123456")]
    [InlineData("", "Chưa có câu hỏi hoặc câu trả lời")]
    public async Task What_is_private_is_not_published(string answer, string says)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var commune = await village.OfficerAsync();
        Assert.Contains(says, (await commune.PublishAsync(village.CommuneId, "Hỏi ai?", answer)).Refusal, StringComparison.Ordinal);
        Assert.Contains("một nửa", (await commune.PublishAsync(village.CommuneId, "Hỏi ai?", "Hỏi xã", null, new() { ["question-km"] = "សួរ" })).Refusal, StringComparison.Ordinal);
        Assert.Equal(0, await server.WithDbAsync(db => db.KnownAnswers.CountAsync()));
    }

    [Fact]
    public async Task Two_who_edit_at_once_are_told_of_each_other()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var commune = await village.OfficerAsync();
        var (id, _) = await commune.PublishAsync(village.CommuneId, "Hỏi ai?", "Hỏi xã");
        Assert.Equal("", await commune.SendAsync($"/answers/{id}", "answer", new() { ["version"] = "0", ["question"] = "Hỏi ai?", ["answer"] = "Hỏi công an xã" }));
        Assert.NotEqual("", await commune.SendAsync($"/answers/{id}", "answer", new() { ["version"] = "0", ["question"] = "Hỏi ai?", ["answer"] = "Hỏi ấp" }));
        Assert.Equal("Hỏi công an xã", (await server.WithDbAsync(db => db.KnownAnswers.SingleAsync())).Answer);
        Assert.Equal(["known-answer.publish", "known-answer.edit"], await server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == id).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync()));
    }
}
