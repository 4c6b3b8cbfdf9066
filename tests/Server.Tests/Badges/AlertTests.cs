using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Badges;

namespace TungNgo.Tests.Badges;

/// <summary>"This is wrong", from the door to the commune.</summary>
public sealed class AlertTests
{
    [Fact]
    public async Task It_stands_at_once_in_the_commune_s_work_and_not_in_the_neighbour_s_until_somebody_closes_it_with_a_word()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var elsewhere = server.NeighbourOf(village);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, elsewhere);
        Assert.DoesNotContain("mang thẻ không đúng", await WorkAsync(officer, village.CommuneId), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, await server.ReportAsync(member.Code(), village.HamletId, "Xin mã OTP, CCCD 094085123456"));
        Assert.Contains("mang thẻ không đúng: 1 việc", await WorkAsync(officer, village.CommuneId), StringComparison.Ordinal);
        Assert.DoesNotContain("mang thẻ không đúng", await WorkAsync(neighbour, elsewhere), StringComparison.Ordinal);
        Assert.DoesNotContain("Xin mã OTP", await neighbour.GetStringAsync("/badges"), StringComparison.Ordinal);
        var page = AtTheDoor.Words(await officer.GetStringAsync("/badges"));
        Assert.Contains("Xin mã OTP, CCCD •••", page, StringComparison.Ordinal);
        Assert.Contains("Thẻ của: Kim Thị Út", page, StringComparison.Ordinal);

        var alert = await server.WithDbAsync(db => db.BadgeAlerts.AsNoTracking().SingleAsync());
        Assert.Equal(HttpStatusCode.OK, (await officer.SubmitAsync("/badges", $"close-{alert.Id:n}", new() { ["version"] = "0", ["word"] = " " })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await officer.SubmitAsync("/badges", $"close-{alert.Id:n}", new() { ["version"] = "0", ["word"] = "Đã gọi tổ trưởng" })).StatusCode);
        Assert.DoesNotContain("mang thẻ không đúng", await WorkAsync(officer, village.CommuneId), StringComparison.Ordinal);
        Assert.Contains("Đã gọi tổ trưởng", AtTheDoor.Words(await officer.GetStringAsync("/badges")), StringComparison.Ordinal);

        // The trail knows that it was said, and of nobody from where.
        var said = await server.WithDbAsync(db => db.AuditEntries.AsNoTracking().SingleAsync(a => a.Action == "badge.alert"));
        Assert.Equal((null, null, null, village.HamletId), (said.Address, said.UserId, said.DeviceId, said.AreaId));
    }

    [Fact]
    public async Task What_neighbours_say_of_one_badge_is_one_line()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        foreach (var note in new[] { "Xin tiền", "", "Xin OTP" })
        {
            Assert.Equal(HttpStatusCode.SeeOther, await server.ReportAsync(member.Code(), village.HamletId, note));
        }

        Assert.Equal(HttpStatusCode.SeeOther, await server.ReportAsync(member.Code(), village.OtherHamletId));
        var alerts = await server.WithDbAsync(db => db.BadgeAlerts.AsNoTracking().OrderBy(a => a.At).ToListAsync());
        Assert.Equal([(village.HamletId, 3), (village.OtherHamletId, 1)], alerts.OrderByDescending(a => a.Times).Select(a => (a.HamletId, a.Times)));
        Assert.Equal("Xin OTP · Xin tiền", alerts.Single(a => a.Times == 3).Note);
    }

    [Fact]
    public async Task A_badge_says_itself_whom_to_tell_and_who_showed_none_is_told_of_by_the_hamlet_s_name()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        Assert.Equal(HttpStatusCode.SeeOther, await server.ReportAsync(member.Code(), null));
        Assert.Equal(HttpStatusCode.SeeOther, await server.ReportAsync("0", null, "Không đưa thẻ", "ấp Trường An xã Trường Khánh"));
        Assert.Equal(HttpStatusCode.BadRequest, await server.ReportAsync("0", null, "Không đưa thẻ"));
        Assert.Equal(HttpStatusCode.BadRequest, await server.ReportAsync(new string('A', 112), null, "", "ấp không có"));
        Assert.Equal(HttpStatusCode.BadRequest, await server.ReportAsync("0", village.CommuneId));
        var alerts = await server.WithDbAsync(db => db.BadgeAlerts.AsNoTracking().OrderBy(a => a.State).ToListAsync());
        Assert.Equal([(BadgeState.Unknown, village.OtherHamletId, (Guid?)null), (BadgeState.Good, village.HamletId, village.MemberId)], alerts.Select(a => (a.State, a.HamletId, a.MemberId)));
    }

    [Fact]
    public async Task Whose_old_code_it_was_is_told_to_the_commune_and_not_at_the_door()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        await server.ReportAsync(member.Code(TimeSpan.FromMinutes(-60)), village.HamletId);
        var alert = await server.WithDbAsync(db => db.BadgeAlerts.AsNoTracking().SingleAsync());
        Assert.Equal((BadgeState.Old, village.MemberId), (alert.State, alert.MemberId));
    }

    [Fact]
    public async Task A_year_later_nothing_is_left_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        Assert.Equal(HttpStatusCode.SeeOther, await server.ReportAsync("0", village.HamletId, "Không đưa thẻ"));
        Assert.Equal(0, await ForgetAsync(server));
        server.Clock.Advance(TimeSpan.FromDays(367));
        Assert.Equal(1, await ForgetAsync(server));
        Assert.Equal(0, await server.WithDbAsync(db => db.BadgeAlerts.CountAsync()));
    }

    private static async Task<int> ForgetAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ForgetAlerts>().StepAsync(CancellationToken.None);
    }

    private static async Task<string> WorkAsync(HttpClient officer, Guid commune) => AtTheDoor.Words(await officer.GetStringAsync($"/figures/{commune}"));
}
