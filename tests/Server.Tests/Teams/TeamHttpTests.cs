using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Teams.Groups;
using TungNgo.Teams.Members;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Tests.TeamRegisters;

public class TeamHttpTests
{
    private static readonly DateOnly Day = new(2024, 9, 1);

    [Fact]
    public async Task A_team_is_formed_by_a_decision_in_a_unit_that_exists()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var form = new TeamForm("Tổ CNSCĐ ấp Trường An", TeamLevel.Hamlet, village.OtherHamletId, "25/QĐ-UBND", Day);

        var id = await officer.PostAsync("/api/teams", form).ReadAsync<Guid>();
        using var again = await officer.PostAsync("/api/teams", form);
        using var later = await officer.PostAsync("/api/teams", form with { Name = "Tổ khác", DecisionDate = new DateOnly(2025, 8, 1) });
        using var unfit = await officer.PostAsync("/api/teams", form with { Name = "Tổ khác", Level = TeamLevel.Commune });

        var team = await officer.GetAsync($"/api/teams/{id}").ReadAsync<TeamAnswer>();
        Assert.Equal(("25/QĐ-UBND", "Ấp Trường An, Xã Trường Khánh", 1), (team.Team.DecisionNumber, team.Team.Area, team.Version));
        Assert.Equal([TeamGap.NoLeader, TeamGap.TooFew, TeamGap.NoActivity], team.Team.Gaps);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (again.StatusCode, later.StatusCode, unfit.StatusCode));
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "team.form" && a.EntityId == id)));
    }

    [Fact]
    public async Task A_re_forming_is_one_decision_with_one_audit_entry_and_keeps_the_work_done()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await phone.PushAsync(village.Visit(0));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var before = await officer.GetAsync($"/api/teams/{village.TeamId}").ReadAsync<TeamAnswer>();
        Assert.Equal([TeamGap.TooFew], before.Team.Gaps);
        var day = server.Clock.Today();

        var reform = new TeamReform(before.Version, day, "12/QĐ-UBND",
        [
            new(new(village.LeaderId, ""), TeamRole.Leader), new(new(null, "NGUYỄN THỊ ĐÀO", 1990, "912345678", ["vi"]), TeamRole.Deputy, "Bí thư chi đoàn"),
            new(new(null, "Sơn Sà Kha", 1979, null, ["km"]), TeamRole.Member),
        ]);
        using var done = await officer.PostAsync($"/api/teams/{village.TeamId}/reform", reform);
        using var stale = await officer.PostAsync($"/api/teams/{village.TeamId}/reform", reform);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict), (done.StatusCode, stale.StatusCode));
        var after = await officer.GetAsync($"/api/teams/{village.TeamId}").ReadAsync<TeamAnswer>();
        Assert.Empty(after.Team.Gaps);
        Assert.Equal(["Nguyễn Thị Đào", "Sơn Sà Kha", "Thạch Siêng"], after.Memberships.Where(m => m.Current).Select(m => m.Name));
        Assert.Equal("0912345678", after.Memberships.Single(m => m.Role == TeamRole.Deputy).Phone);
        var left = after.Memberships.Single(m => !m.Current);
        Assert.Equal((village.MemberId, (DateOnly?)day.AddDays(-1), "12/QĐ-UBND"), (left.MemberId, left.To, left.EndDecisionNumber));
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.EntityId == village.TeamId)));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/teams/members/{village.MemberId}"));
        Assert.Contains("<td class=\"num\">1</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_names_who_goes_and_comes_and_writes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var fields = new Dictionary<string, string>
        {
            ["Form.Version"] = "0", ["Form.Step"] = "preview", ["Form.Decision"] = "12/QĐ-UBND", ["Form.Day"] = "2024-09-20",
            ["Form.Seats[0].MemberId"] = village.LeaderId.ToString(), ["Form.Seats[0].Stays"] = "true", ["Form.Seats[0].Role"] = "Leader",
            ["Form.Seats[1].MemberId"] = village.MemberId.ToString(), ["Form.Seats[1].Role"] = "Member", ["Form.Joiners[0].Name"] = "Danh Phương", ["Form.Joiners[0].Role"] = "Member",
        };

        using var preview = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        var seen = WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync());
        var kept = await server.WithDbAsync(db => db.Memberships.CountAsync(m => m.To == null));
        fields["Form.Step"] = "save";
        using var saved = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);

        Assert.Contains("1 người thôi: Kim Thị Út", seen, StringComparison.Ordinal);
        Assert.Contains("1 người vào: Danh Phương", seen, StringComparison.Ordinal);
        Assert.Equal(2, kept);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(["Danh Phương", "Thạch Siêng"], (await officer.GetAsync($"/api/teams/{village.TeamId}").ReadAsync<TeamAnswer>()).Memberships.Where(m => m.Current).Select(m => m.Name));
    }

    [Fact]
    public async Task A_member_is_added_once_and_namesakes_are_told_apart()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var other = await officer.PostAsync("/api/teams", new TeamForm("Tổ xã", TeamLevel.Commune, village.CommuneId, "1/QĐ", Day)).ReadAsync<Guid>();

        using var overlap = await officer.PostAsync($"/api/teams/{village.TeamId}/members", new MembershipForm(0, new(village.MemberId, ""), TeamRole.Member, null, Day));
        using var doubtful = await officer.PostAsync($"/api/teams/{other}/members", new MembershipForm(1, new(null, "Kim Thị Út"), TeamRole.Leader, null, Day));
        using var namesake = await officer.PostAsync($"/api/teams/{other}/members", new MembershipForm(1, new(null, "kim thị út", 1999, IsNew: true), TeamRole.Leader, null, Day));
        using var same = await officer.PostAsync($"/api/teams/{other}/members", new MembershipForm(2, new(village.MemberId, ""), TeamRole.Member, null, Day));

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Created, HttpStatusCode.Created),
            (overlap.StatusCode, doubtful.StatusCode, namesake.StatusCode, same.StatusCode));
        Assert.Equal(2, await server.WithDbAsync(db => db.Members.CountAsync(m => m.NameKey == "kim thi ut")));
        Assert.Equal(3, (await officer.GetAsync($"/api/teams/counts?area={village.CommuneId}").ReadAsync<TeamSummary>()).Members);
        Assert.Equal(2, (await officer.GetAsync("/api/teams?q=ut kim").ReadAsync<TeamRow[]>()).Length);
        Assert.Contains("Tổ xã", WebUtility.HtmlDecode(await officer.GetStringAsync("/teams?q=kim%20thi%20ut")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_communes_officer_neither_sees_nor_touches_the_team()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"));
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        var ending = new TeamEnding(0, Day, "1/QĐ");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/teams/{village.TeamId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/teams/{village.TeamId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/teams/members/{village.MemberId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/teams/{village.TeamId}/dissolve", ending)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await approver.PostAsync($"/api/teams/{village.TeamId}/dissolve", ending)).StatusCode);
        Assert.Empty(await stranger.GetAsync("/api/teams").ReadAsync<TeamRow[]>());
        Assert.Single(await approver.GetAsync("/api/teams").ReadAsync<TeamRow[]>());
        Assert.Null(await server.WithDbAsync(db => db.Teams.Select(t => t.DissolvedOn).SingleAsync()));
    }

    [Fact]
    public async Task What_is_missing_follows_the_days_the_visits_and_the_reorganisation()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var commune = await officer.PostAsync("/api/teams", new TeamForm("Tổ xã", TeamLevel.Commune, village.CommuneId, "1/QĐ", Day, TermTo: new DateOnly(2024, 12, 31))).ReadAsync<Guid>();

        Assert.Equal([TeamGap.TooFew, TeamGap.NoActivity], await GapsAsync(officer, village.TeamId));
        Assert.Equal([TeamGap.NoLeader, TeamGap.TooFew, TeamGap.NoKhmerSpeaker, TeamGap.NoActivity], await GapsAsync(officer, commune));
        using (var phone = await village.EnrolAsync(village.MemberId))
        {
            await phone.PushAsync(village.Visit(0));
        }

        Assert.Equal([TeamGap.TooFew], await GapsAsync(officer, village.TeamId));
        server.Clock.Advance(TimeSpan.FromDays(31));
        using var later = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Assert.Equal([TeamGap.TooFew, TeamGap.NoActivity], await GapsAsync(later, village.TeamId));
        Assert.Equal(2, (await later.GetAsync($"/api/teams/counts?area={village.CommuneId}").ReadAsync<TeamSummary>()).Gaps[TeamGap.NoActivity]);
        server.Clock.Set(new DateTime(2025, 8, 1, 3, 0, 0, DateTimeKind.Utc));
        using var city = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("92"));
        var gone = await GapsAsync(city, commune);
        Assert.Contains(TeamGap.UnitGone, gone);
        Assert.Contains(TeamGap.TermEnded, gone);

        var heir = server.AreaByCode("31654");
        Assert.Contains(await city.GetAsync($"/api/teams?area={heir}").ReadAsync<TeamRow[]>(), t => t.Id == commune);
        using var reformed = await city.PostAsync($"/api/teams/{commune}/reform", new TeamReform(
            1, new DateOnly(2025, 8, 1), "8/QĐ", [new(new(null, "Lâm Văn Đại", 1980), TeamRole.Leader)], "Tổ CNSCĐ xã Trường Khánh", heir));
        Assert.Equal(HttpStatusCode.NoContent, reformed.StatusCode);
        Assert.DoesNotContain(TeamGap.UnitGone, await GapsAsync(city, commune));
    }

    [Fact]
    public async Task A_zalo_group_keeps_its_counts_and_takes_only_zalos_links()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var form = new ZaloGroupForm(0, "Bà con ấp Trường Thành B", "zalo.me/g/abcdef123", "households", "km", village.LeaderId);
        var path = $"/api/teams/{village.TeamId}/zalo-groups";

        using var foreign = await officer.PostAsync(path, form with { Link = "https://zalo.me.example/g/1" });
        var id = await officer.PostAsync(path, form).ReadAsync<Guid>();
        await officer.PutAsJsonAsync($"{path}/{id}/counts", new ZaloCountRow(new(2024, 8, 1), 20));
        await officer.PutAsJsonAsync($"{path}/{id}/counts", new ZaloCountRow(new(2024, 9, 1), 31));
        await officer.PutAsJsonAsync($"{path}/{id}/counts", new ZaloCountRow(new(2024, 9, 1), 32));
        using var future = await officer.PutAsJsonAsync($"{path}/{id}/counts", new ZaloCountRow(new(2024, 12, 1), 40));
        using var stale = await officer.PutAsJsonAsync($"{path}/{id}", form);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Conflict), (foreign.StatusCode, future.StatusCode, stale.StatusCode));
        var team = await officer.GetAsync($"/api/teams/{village.TeamId}").ReadAsync<TeamAnswer>();
        Assert.Equal("https://zalo.me/g/abcdef123", Assert.Single(team.ZaloGroups).Link);
        Assert.Equal([32, 20], team.ZaloGroups[0].Counts.Select(c => c.Members));
        Assert.Equal(32, team.Team.ZaloMembers);
    }

    [Fact]
    public async Task A_phone_is_enrolled_from_the_teams_page_and_learns_of_changes()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var answer = await officer.SubmitAsync($"/teams/{village.TeamId}", "code", new() { ["Code.MemberId"] = village.LeaderId.ToString() });
        var page = await answer.Content.ReadAsStringAsync();
        var code = System.Text.RegularExpressions.Regex.Match(page, "class=\"code\">([A-Z0-9 ]+)<").Groups[1].Value;
        Assert.Contains("<svg", page, StringComparison.Ordinal);

        using var anonymous = server.Anonymous();
        var enrolled = await anonymous.PostAsync("/api/enrol", new EnrolRequest(code, "Máy thử")).ReadAsync<EnrolResponse>();
        using var phone = server.Phone(enrolled.Token);
        var first = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        await officer.PostAsync($"/api/teams/{village.TeamId}/members", new MembershipForm(0, new(null, "Danh Phương", 1991), TeamRole.Member, null, Day));
        var second = await phone.GetAsync($"/api/sync/pull?after={first.UpTo}").ReadAsync<PullResponse>();

        Assert.Equal(2, first.Teams![0].Members.Length);
        Assert.Contains(second.Teams![0].Members, m => m.Name == "Danh Phương");
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.GetAsync("/api/teams")).StatusCode);
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    [InlineData("en")]
    public async Task Every_page_opens_in_every_language_empty_and_full(string language)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId, language);
        using var empty = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"), language);
        var seat = (await officer.GetAsync($"/api/teams/{village.TeamId}").ReadAsync<TeamAnswer>()).Memberships[0].Id;

        foreach (var path in new[] { "", "/new", "/import", $"/{village.TeamId}", $"/{village.TeamId}/edit", $"/{village.TeamId}/reform", $"/{village.TeamId}/members/new", $"/{village.TeamId}/members/{seat}", $"/members/{village.MemberId}", $"/{village.TeamId}/groups/new" })
        {
            using var answer = await officer.GetAsync("/teams" + path);
            Assert.True(answer.IsSuccessStatusCode, path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
            Assert.Contains(Texts.In(language)["nav.teams"], WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.DoesNotContain(">teams.", page, StringComparison.Ordinal);
        }

        Assert.Contains(Texts.In(language)["teams.none"], WebUtility.HtmlDecode(await empty.GetStringAsync("/teams")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_download_holds_the_rows_of_the_screen_and_their_totals()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await officer.PostAsync("/api/teams", new TeamForm("Tổ xã", TeamLevel.Commune, village.CommuneId, "1/QĐ", Day));

        var all = (await officer.GetStringAsync("/teams/list.csv")).Trim().Split("\r\n");
        var some = (await officer.GetStringAsync("/teams/download?format=csv&level=hamlet&gap=toofew")).Trim().Split("\r\n");

        Assert.Equal((4, 3), (all.Length, some.Length));
        Assert.Contains("Trường Thành B", some[1], StringComparison.Ordinal);
        Assert.StartsWith(Texts.In("vi")["teams.total", 1], some[2], StringComparison.Ordinal);
    }

    private static async Task<TeamGap[]> GapsAsync(HttpClient client, Guid team) => (await client.GetAsync($"/api/teams/{team}").ReadAsync<TeamAnswer>()).Team.Gaps;
}
