using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Teams;

namespace TungNgo.Tests.Questions;

/// <summary>A question is seen by whom it is for, however long it waited for a line and whatever happens to teams and hamlets meanwhile.</summary>
public sealed class QuestionWayTests
{
    private const string Asked = "Bà con mất SIM thì lấy lại VNeID thế nào?", Answered = "Ra điểm giao dịch làm lại SIM.";

    [Fact]
    public async Task A_question_that_waited_for_a_line_is_the_communes_first()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var late = village.Ask(Asked) with { At = server.Clock.GetUtcNow().UtcDateTime.AddHours(-25) };
        Assert.Equal("applied", (await phone.PushAsync(late)).Single().Result);
        Assert.Equal(0, await server.EscalateAsync());
        Assert.Equal(HelpLevel.Commune, (await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).Level);
        server.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await server.EscalateAsync());
    }

    [Fact]
    public async Task What_the_commune_has_answered_and_hands_on_waits_at_the_province()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        await phone.PushAsync(village.Ask(Asked, id));
        server.Clock.Advance(TimeSpan.FromHours(20));
        using var commune = await village.OfficerAsync();
        Assert.Equal("", await commune.SendAsync($"/questions/{id}", "answer", new() { ["version"] = "0", ["text"] = "Xã sẽ hỏi tỉnh." }));
        Assert.Equal("", await commune.SendAsync($"/questions/{id}", "raise", new() { ["version"] = "1" }));
        Assert.NotEqual("", await commune.SendAsync($"/questions/{id}", "raise", new() { ["version"] = "2" }));
        var request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((HelpState.Open, HelpLevel.Province, server.Clock.GetUtcNow().UtcDateTime.AddHours(72), 2), (request.State, request.Level, request.DueAt, request.Version));
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, village.ProvinceId());
        Assert.Contains("1 câu hỏi của tổ viên đang chờ", await province.PageAsync($"/figures/{village.ProvinceId()}"), StringComparison.Ordinal);
        Assert.Equal("open", Assert.Single((await phone.PullAsync()).News!.Questions!).State);
    }

    [Fact]
    public async Task The_answer_finds_who_asked_also_in_another_team()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (team, _) = await village.NeighbourAsync();
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        await phone.PushAsync(village.Ask(Asked, id));
        await server.WriteAsync((db, write) =>
        {
            db.Memberships.Single(m => m.MemberId == village.MemberId).To = write.Today.AddDays(-1);
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = team, MemberId = village.MemberId, Role = TeamRole.Member, From = write.Today });
            write.Changed(ChangeKind.Team, village.TeamId);
            write.Changed(ChangeKind.Team, team);
        });
        var moved = await phone.PullAsync();
        Assert.Equal(id, Assert.Single(moved.News!.Questions!).Id);
        using var commune = await village.OfficerAsync();
        Assert.Equal("", await commune.SendAsync($"/questions/{id}", "answer", new() { ["version"] = "0", ["text"] = Answered }));
        var told = await phone.PullAsync(moved.UpTo, $"{Assert.Single(moved.Hamlets!).Id}");
        Assert.Equal("answered", Assert.Single(told.News!.Questions!).State);
    }

    [Fact]
    public async Task A_closed_question_is_found_where_its_hamlet_lives_on_and_who_reads_it_leaves_a_trace()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        await phone.PushAsync(village.Ask(Asked, id));
        using (var before = await village.OfficerAsync())
        {
            Assert.Equal("", await before.SendAsync($"/questions/{id}", "close", new() { ["version"] = "0" }));
        }

        await server.WriteAsync((db, write) =>
        {
            db.AreaVersions.Single(v => v.AreaId == village.HamletId).ValidTo = write.Today.AddDays(-1);
            db.Successions.Add(new Succession { Id = write.NewId(), FromId = village.HamletId, ToId = village.OtherHamletId, Kind = SuccessionKind.Merge, Date = write.Today });
            write.Changed(ChangeKind.Area, village.HamletId);
        });
        using var commune = await village.OfficerAsync();
        Assert.Contains(Asked, await commune.PageAsync("/questions?state=closed"), StringComparison.Ordinal);
        Assert.Contains(Asked, await commune.PageAsync($"/questions?state=closed&area={village.OtherHamletId}"), StringComparison.Ordinal);
        Assert.Contains(Asked, await commune.PageAsync($"/questions/{id}/publish"), StringComparison.Ordinal);
        await server.Services.GetRequiredService<TraceLoop>().FlushAsync(CancellationToken.None);
        Assert.Equal(id, await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "read.question").OrderByDescending(a => a.Number).Select(a => a.EntityId).FirstAsync()));
        using var sibling = await server.OfficialAsync(Role.CommuneOfficer, village.SiblingId());
        Assert.DoesNotContain(Asked, await sibling.PageAsync("/questions?state=closed"), StringComparison.Ordinal);
    }
}
