using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Tests.Accounts;

public sealed class EnrolmentTests
{
    [Fact]
    public async Task A_leaders_code_enrols_one_phone_once()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var given = await leader.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)).ReadAsync<EnrolmentCodeResponse>();
        using var stranger = server.Anonymous();

        // As it is typed from paper: lower case, in two groups.
        var typed = $"{given.Code[..4]}-{given.Code[4..]}".ToLowerInvariant();
        var enrolled = await stranger.PostAsync("/api/enrol", new EnrolRequest(typed, "Máy của Út")).ReadAsync<EnrolResponse>();
        Assert.Equal(village.MemberId, enrolled.Member.Id);
        await AssertRefusedAsync(await stranger.PostAsync("/api/enrol", new EnrolRequest(given.Code, "Máy khác")), Problems.CodeInvalid);

        var stored = await server.WithDbAsync(async db => (
            Codes: await db.EnrolmentCodes.Select(c => c.CodeHash).ToListAsync(), Tokens: await db.Devices.Select(d => d.TokenHash).ToListAsync(),
            Audit: await db.AuditEntries.SingleAsync(a => a.Action == "device.enrol" && a.EntityId == enrolled.DeviceId)));
        Assert.DoesNotContain(given.Code, stored.Codes);
        Assert.DoesNotContain(enrolled.Token, stored.Tokens);
        Assert.Equal(("Kim Thị Út", village.MemberId, village.HamletId), (stored.Audit.Actor, stored.Audit.MemberId, stored.Audit.AreaId));
    }

    [Fact]
    public async Task A_code_ends_after_two_days_or_when_a_newer_one_is_given()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        using var stranger = server.Anonymous();
        var first = await leader.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)).ReadAsync<EnrolmentCodeResponse>();
        var second = await leader.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)).ReadAsync<EnrolmentCodeResponse>();
        await AssertRefusedAsync(await stranger.PostAsync("/api/enrol", new EnrolRequest(first.Code, "Máy")), Problems.CodeInvalid);
        server.Clock.Advance(TimeSpan.FromHours(48));
        await AssertRefusedAsync(await stranger.PostAsync("/api/enrol", new EnrolRequest(second.Code, "Máy")), Problems.CodeInvalid);
    }

    /// <summary>A phone holds the doors of all teams its member sits in: whoever looks after one of them cannot hand out the other.</summary>
    [Fact]
    public async Task A_leader_gives_no_code_that_opens_another_teams_doors()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (elsewhere, team) = (server.AreaByCode("31669"), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            db.Teams.Add(new Team { Id = team, Name = "Tổ CNSCĐ Tân Hưng", NameKey = "to cnscd tan hung", Level = TeamLevel.Commune, AreaId = elsewhere });
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = team, MemberId = village.MemberId, Role = TeamRole.Member, From = server.Clock.Today() });
            write.Changed(ChangeKind.Team, team);
        });
        using var leader = await village.EnrolAsync(village.LeaderId);
        await AssertRefusedAsync(await leader.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)), Problems.CodeOtherTeam);
        using var commune = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await AssertRefusedAsync(await commune.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)), Problems.CodeOtherTeam);
        using var above = await server.OfficialAsync(Role.ProvinceOfficer, server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId);
        var given = await above.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)).ReadAsync<EnrolmentCodeResponse>();
        Assert.NotEmpty(given.Code);
    }

    [Fact]
    public async Task Who_left_the_team_gets_no_phone_with_an_old_code()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var given = await leader.PostAsync("/api/enrolments", new EnrolmentCodeRequest(village.MemberId)).ReadAsync<EnrolmentCodeResponse>();
        await EndMembershipAsync(server, village, village.MemberId);
        using var stranger = server.Anonymous();
        await AssertRefusedAsync(await stranger.PostAsync("/api/enrol", new EnrolRequest(given.Code, "Máy")), Problems.CodeInvalid);
    }

    [Fact]
    public async Task A_member_whose_membership_ended_loses_the_doors_at_once_and_the_leader_may_still_revoke_the_phone()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var leader = await village.EnrolAsync(village.LeaderId);
        using var phone = await village.EnrolAsync(village.MemberId);
        var before = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.NotEmpty(before.Households);

        await EndMembershipAsync(server, village, village.MemberId);
        var after = await phone.GetAsync($"/api/sync/pull?after={before.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Empty(after.Households);
        Assert.Equal([village.HamletId], after.LeftHamlets);

        var device = (await leader.GetAsync("/api/devices").ReadAsync<WireDevice[]>()).Single(d => d.Members.Contains("Kim Thị Út"));
        using var revoked = await leader.PostAsync($"/api/devices/{device.Id}/revoke", new { });
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await AssertRefusedAsync(await phone.GetAsync("/api/sync/pull?after=0"), Problems.DeviceRevoked);
    }

    [Fact]
    public async Task The_console_revokes_a_lost_phone_and_its_next_request_tells_it_to_wipe_itself()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var device = await server.WithDbAsync(db => db.Devices.Select(d => d.Id).SingleAsync());
        using var revoked = await officer.SubmitAsync("/phones", $"revoke-{device}");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        await AssertRefusedAsync(await phone.GetAsync("/api/sync/pull?after=0"), Problems.DeviceRevoked);
        var entry = await server.WithDbAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "device.revoke"));
        Assert.Equal((device, village.HamletId), (entry.EntityId, entry.AreaId));
    }

    [Fact]
    public async Task When_a_phone_was_last_heard_and_its_version_are_kept_without_a_write_per_request()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        phone.DefaultRequestHeaders.Add("X-App-Version", "1.4.2");
        server.Clock.Advance(TimeSpan.FromHours(1));
        await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Null(await server.WithDbAsync(db => db.Devices.Select(d => d.LastSeenAt).SingleAsync()));
        await server.Services.GetRequiredService<Presence>().FlushAsync(CancellationToken.None);
        var device = await server.WithDbAsync(db => db.Devices.SingleAsync());
        Assert.Equal((server.Clock.GetUtcNow().UtcDateTime, "1.4.2"), (device.LastSeenAt, device.AppVersion));
    }

    private static Task EndMembershipAsync(TestServer server, Village village, Guid memberId) => server.WriteAsync((db, write) =>
    {
        db.Memberships.Single(m => m.MemberId == memberId).To = new DateOnly(2024, 9, 19);
        write.Changed(ChangeKind.Team, village.TeamId);
    });

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, Problem problem)
    {
        using (answer)
        {
            Assert.Equal(problem.Status, (int)answer.StatusCode);
            Assert.Contains($"\"{problem.Code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
