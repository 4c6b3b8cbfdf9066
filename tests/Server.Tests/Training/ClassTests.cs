using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Training;

namespace TungNgo.Tests.Training;

/// <summary>A class from the invitation to the certificate: who may come, what counts as having come, and who signs.</summary>
public sealed class ClassTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient officer = null!;
    private HttpClient approver = null!;
    private HttpClient phone = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(ClassDesk.Before);
        village = await Village.BuildAsync(server);
        await SignInAsync();
        phone = await village.EnrolAsync(village.MemberId);
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        approver.Dispose();
        phone.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>As a new morning begins: sessions end after an idle hour.</summary>
    private async Task SignInAsync()
    {
        officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
    }

    [Fact]
    public async Task Who_lacks_it_is_invited_comes_by_the_wall_passes_and_another_signs()
    {
        Assert.Contains("2 thành viên chưa học lớp an toàn thông tin", WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        var id = await officer.NewClassAsync(village.CommuneId);
        Assert.Empty((await phone.TrainingAsync()).Classes);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        var invited = await phone.TrainingAsync();
        Assert.Equal((id, village.MemberId, null), (invited.Classes.Single().Id, invited.Classes[0].Seats.Single().MemberId, invited.Classes[0].Seats[0].CameAt));
        Assert.Equal(12, invited.Courses.Single().Questions.Length);

        // Nobody closes a class, or ticks its list, before it has begun.
        Assert.NotEqual("", await officer.MoveAsync(id, "close"));
        server.Clock.Set(ClassDesk.Held);
        var code = await officer.WallAsync(id);
        Assert.Equal("class.code", (await phone.PushAsync(village.Coming(id, code == "AAAAAA" ? "BBBBBB" : "AAAAAA"))).Single().Code);
        Assert.Equal("class.unknown", (await phone.PushAsync(village.Test(Guid.CreateVersion7()))).Single().Code);

        // Told without a line and sent hours later: judged by its own minute, and the wall has long moved on.
        var (came, failed) = (village.Coming(id, code), village.Test(id, wrong: 3));
        server.Clock.Set(ClassDesk.Held.AddHours(5));
        await SignInAsync();
        Assert.NotEqual(code, await officer.WallAsync(id));
        Assert.Equal("class.code", (await phone.PushAsync(village.Coming(id, code))).Single().Code);
        Assert.All(await phone.PushAsync(came, failed), r => Assert.Equal("applied", r.Result));
        Assert.Equal((false, 3, 6), await BestAsync());
        Assert.All(await phone.PushAsync(village.Test(id)), r => Assert.Equal("applied", r.Result));
        Assert.Equal((true, 6, 6), await BestAsync());

        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.DoesNotContain("_handler\" value=\"sign\"", await officer.GetStringAsync($"/training/classes/{id}"), StringComparison.Ordinal);
        Assert.Contains("chờ ký", WebUtility.HtmlDecode(await approver.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        Assert.Equal("", await approver.MoveAsync(id, "sign"));
        var signed = await server.WithDbAsync(db => db.Certificates.AsNoTracking().SingleAsync());
        Assert.Equal(("Kim Thị Út", "1/2024/GCN", new DateOnly(2026, 10, 2)), (signed.Name, signed.Number, signed.ValidTo!.Value));
        Assert.Equal(signed.Number, (await phone.TrainingAsync()).Classes.Single().Seats.Single().Certificate);
        var paper = WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/certificates/{signed.Id}"));
        Assert.Contains("GIẤY CHỨNG NHẬN", paper, StringComparison.Ordinal);
        Assert.Contains("Kim Thị Út", paper, StringComparison.Ordinal);

        // The leader was asked, did not come, and still lacks it.
        Assert.Contains("1 thành viên chưa học lớp an toàn thông tin", WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        var skills = WebUtility.HtmlDecode(await officer.GetStringAsync($"/training/skills?area={village.CommuneId}"));
        Assert.Contains("Còn hạn đến 02/10/2026", skills, StringComparison.Ordinal);
        Assert.Contains("1 / 2 còn hạn", skills, StringComparison.Ordinal);

        async Task<(bool?, int?, int?)> BestAsync() => (await phone.TrainingAsync()).Classes.Single().Seats.Single() is var seat ? (seat.Passed, seat.Right, seat.Asked) : default;
    }

    [Fact]
    public async Task Whoever_had_a_hand_in_a_class_does_not_sign_for_it_whoever_closes_it()
    {
        var both = await server.AddOfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await server.WriteAsync((db, write) =>
        {
            db.Grants.Add(new Grant { Id = write.NewId(), UserId = both.Id, Role = Role.CommuneApprover, AreaId = village.CommuneId, From = ClassDesk.Before.AddDays(-1) });
            db.Users.Single(u => u.Id == both.Id).TwoFactorEnabled = true;
            write.Changed(ChangeKind.Account, both.Id);
        });
        using var hand = await server.SignInAsync(both);
        var id = await hand.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        server.Clock.Set(ClassDesk.Held);
        Assert.All(await phone.PushAsync(village.Coming(id, await officer.WallAsync(id)), village.Test(id)), r => Assert.Equal("applied", r.Result));
        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.DoesNotContain("_handler\" value=\"sign\"", await hand.GetStringAsync($"/training/classes/{id}"), StringComparison.Ordinal);
        Assert.NotEqual("", await hand.MoveAsync(id, "sign"));
        Assert.Equal("", await approver.MoveAsync(id, "sign"));
    }

    [Fact]
    public async Task A_certificate_that_was_wrong_is_followed_by_another_and_one_that_was_not_earned_is_not()
    {
        var first = await village.CertifyAsync(officer, approver, phone);
        var path = $"/training/certificates/{first.Id}";
        Assert.Equal("", await ClassDesk.RefusalAsync(await approver.SubmitAsync(path, "revoke", new() { ["why"] = "Ghi nhầm tên", ["replace"] = "1" })));
        Assert.Contains("chờ ký", WebUtility.HtmlDecode(await approver.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        Assert.Equal("", await approver.MoveAsync(first.ClassId, "sign"));
        var second = await server.WithDbAsync(db => db.Certificates.AsNoTracking().SingleAsync(c => c.RevokedAt == null));
        Assert.Equal((first.MemberId, "2/2024/GCN"), (second.MemberId, second.Number));
        Assert.Equal(second.Number, (await phone.TrainingAsync()).Classes.Single().Seats.Single().Certificate);

        Assert.Equal("", await ClassDesk.RefusalAsync(await approver.SubmitAsync($"/training/certificates/{second.Id}", "revoke", new() { ["why"] = "Làm bài hộ" })));
        Assert.NotEqual("", await approver.MoveAsync(first.ClassId, "sign"));
        Assert.Equal(2, await server.WithDbAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task The_trainers_list_counts_like_the_wall_and_does_not_take_it_back()
    {
        using var leader = await village.EnrolAsync(village.LeaderId);
        var id = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        server.Clock.Set(ClassDesk.Held);
        Assert.All(await phone.PushAsync(village.Coming(id, await officer.WallAsync(id))), r => Assert.Equal("applied", r.Result));
        Assert.Equal("", await officer.MoveAsync(id, "list", new() { ["came"] = $"{village.LeaderId}" }));
        var seats = await server.WithDbAsync(db => db.ClassSeats.AsNoTracking().ToDictionaryAsync(s => s.MemberId));
        Assert.Equal((CameBy.Wall, CameBy.List), (seats[village.MemberId].CameBy, seats[village.LeaderId].CameBy));
        Assert.NotEqual("", await officer.MoveAsync(id, "list", new() { ["came"] = $"{Guid.CreateVersion7()}" }));
        Assert.Equal("", await officer.MoveAsync(id, "list"));
        seats = await server.WithDbAsync(db => db.ClassSeats.AsNoTracking().ToDictionaryAsync(s => s.MemberId));
        Assert.Equal((CameBy.Wall, null), (seats[village.MemberId].CameBy, seats[village.LeaderId].CameBy));

        // Attendance alone earns nothing.
        Assert.Equal("", await officer.MoveAsync(id, "close"));
        Assert.NotEqual("", await approver.MoveAsync(id, "sign"));
        Assert.All(await leader.PushAsync(village.Test(id, member: village.LeaderId)), r => Assert.Equal("applied", r.Result));
        Assert.Equal(0, await server.WithDbAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task Answers_to_other_questions_are_no_test_and_a_stranger_has_no_class()
    {
        var id = await officer.NewClassAsync(village.CommuneId);
        Assert.Equal("class.unknown", (await phone.PushAsync(village.Coming(id, "AAAAAA"))).Single().Code);
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        server.Clock.Set(ClassDesk.Held);
        var test = village.Test(id);
        Assert.Equal("class.test", (await phone.PushAsync(test with { Id = Guid.CreateVersion7() })).Single().Code);
        Assert.Equal("class.test", (await phone.PushAsync(test with { Test = test.Test! with { Answers = test.Test.Answers[1..] } })).Single().Code);
        Assert.Equal("class.test", (await phone.PushAsync(test with { Test = test.Test! with { Answers = [.. test.Test.Answers[1..], test.Test.Answers[1]] } })).Single().Code);

        // A member of another commune reads the code aloud by telephone.
        var sibling = await server.SettleTeamAsync(server.AreaByCode("31657"), "Sơn Kim");
        using var stranger = await village.EnrolAsync(sibling);
        Assert.Equal("class.unknown", (await stranger.PushAsync(village.Coming(id, await officer.WallAsync(id), sibling))).Single().Code);

        // Nobody has invited this one, but the commune is theirs: they may walk in.
        var joined = await server.SettleTeamAsync(village.CommuneId, "Lâm Sol");
        using var walksIn = await village.EnrolAsync(joined);
        Assert.Equal("applied", (await walksIn.PushAsync(village.Coming(id, await officer.WallAsync(id), joined))).Single().Result);
        Assert.Equal(0, await server.WithDbAsync(db => db.TestAttempts.CountAsync()));
    }

    [Fact]
    public async Task Leaders_only_and_no_more_than_there_are_seats()
    {
        var id = await officer.NewClassAsync(village.CommuneId, new() { ["audience"] = $"{(int)ClassAudience.Leaders}", ["seats"] = "1" });
        Assert.Equal("", await officer.MoveAsync(id, "open"));
        Assert.Equal([village.LeaderId], await server.WithDbAsync(db => db.ClassSeats.Select(s => s.MemberId).ToListAsync()));
        Assert.Equal("", await officer.MoveAsync(id, $"let-go-{village.LeaderId}"));
        Assert.Equal("", await officer.MoveAsync(id, $"invite-{village.LeaderId}"));
        Assert.Equal("", await officer.MoveAsync(id, "call-off"));
        Assert.Empty((await phone.TrainingAsync()).Classes);
    }

    [Theory]
    [InlineData("course", "khong-co", "Khóa học này không có")]
    [InlineData("day", "", "Ngày, giờ hoặc số phút")]
    [InlineData("minutes", "5", "Ngày, giờ hoặc số phút")]
    [InlineData("seats", "0", "Số chỗ phải từ 1")]
    [InlineData("audience", "7", "Số chỗ phải từ 1")]
    [InlineData("place", " ", "chưa có địa điểm")]
    [InlineData("day", "2025-10-02", "không có trên bản đồ")]
    public async Task What_cannot_be_is_told(string field, string value, string said)
    {
        var form = ClassDesk.Form(new() { [field] = value, ["unit"] = $"{village.CommuneId}" });
        Assert.Contains(said, await ClassDesk.RefusalAsync(await officer.SubmitAsync("/training/classes/new", "class", form)), StringComparison.Ordinal);
    }
}
