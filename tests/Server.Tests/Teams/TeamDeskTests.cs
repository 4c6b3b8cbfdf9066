using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Tests.TeamRegisters;

/// <summary>What the desk does for a team in one go: a re-forming with its Zalo groups, and codes for all phones.</summary>
public sealed partial class TeamDeskTests
{
    private static readonly Texts T = Texts.In("vi");

    [Fact]
    public async Task A_re_forming_warns_of_a_groups_keeper_who_leaves_and_names_another_in_the_same_step()
    {
        await using var server = await TestServer.StartAsync();
        var (village, group) = await KeptAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var fields = Reform(village, "preview");
        fields["Form.Joiners[0].Name"] = "Danh Phương";

        using var preview = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        var seen = WebUtility.HtmlDecode(await preview.Content.ReadAsStringAsync());
        Assert.Contains(T["teams.reform.keeper", "Nhóm ấp", "Kim Thị Út"], seen, StringComparison.Ordinal);
        Assert.Contains("<option value=\"new-0\">Danh Phương</option>", seen, StringComparison.Ordinal);
        Assert.DoesNotContain($"<option value=\"{village.MemberId}\">", seen, StringComparison.Ordinal);
        Assert.Equal(village.MemberId, await KeeperAsync(server, group));
        Assert.Equal(!fields.Any(f => f.Key.EndsWith(".Role", StringComparison.Ordinal) && f.Value == "Leader"), seen.Contains(T["teams.reform.no-leader"], StringComparison.Ordinal));
        fields["Form.Joiners[0].Role"] = "Leader";
        using var led = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        Assert.DoesNotContain(T["teams.reform.no-leader"], WebUtility.HtmlDecode(await led.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        fields.Remove("Form.Joiners[0].Role");

        fields["Form.Step"] = "save";
        fields[$"keeper.{group}"] = "new-0";
        using var saved = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var joined = await server.WithDbAsync(db => db.Members.Where(m => m.Name == "Danh Phương").Select(m => m.Id).SingleAsync());
        Assert.Equal(joined, await KeeperAsync(server, group));
        Assert.Contains("Nhóm ấp", await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "team.reform").Select(a => a.After).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keeper_who_was_taken_out_of_the_list_is_asked_for_again_and_nobody_loses_a_group_unasked()
    {
        await using var server = await TestServer.StartAsync();
        var (village, group) = await KeptAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var fields = Reform(village, "save");
        fields[$"keeper.{group}"] = "new-3";
        using var asked = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        Assert.Contains(T["teams.reform.groups"], WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(2, await server.WithDbAsync(db => db.Memberships.CountAsync(m => m.To == null)));

        fields.Remove($"keeper.{group}");
        using var saved = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(village.MemberId, await KeeperAsync(server, group));
    }

    [Fact]
    public async Task A_re_forming_tells_all_that_is_wrong_at_once_and_has_room_for_as_many_as_join()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var fields = Reform(village, "preview");
        (fields["Form.Decision"], fields["Form.Day"]) = (" ", "");
        (fields["Form.Joiners[0].Name"], fields["Form.Joiners[0].BirthYear"], fields["Form.Joiners[0].Phone"]) = ("Danh Phương", "1850", "khong co");
        (fields["Form.Joiners[4].Name"], fields["Form.Joiners[4].BirthYear"]) = ("", "1990");
        foreach (var i in new[] { 1, 2, 3 })
        {
            fields[$"Form.Joiners[{i}].Name"] = "";
        }

        using var wrong = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        var page = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        foreach (var field in new[] { "decision", "day", "joiner-0-birth", "joiner-0-phone", "joiner-4-name" })
        {
            Assert.Contains($"<a href=\"#{field}\">", page, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-problem\"", page, StringComparison.Ordinal);
        }

        fields["Form.Step"] = "rows";
        using var more = await officer.SubmitAsync($"/teams/{village.TeamId}/reform", "reform", fields);
        var longer = WebUtility.HtmlDecode(await more.Content.ReadAsStringAsync());
        Assert.Contains("name=\"Form.Joiners[9].Name\"", longer, StringComparison.Ordinal);
        Assert.Contains("value=\"Danh Phương\"", longer, StringComparison.Ordinal);
        Assert.DoesNotContain("field-problem", longer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_stands_on_top_with_an_invitation_that_needs_no_further_word()
    {
        await using var server = await TestServer.StartAsync(set: o => o with { PublicUrl = "http://tungngo.soctrang.example" });
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var made = await officer.SubmitAsync($"/teams/{village.TeamId}", "code", new() { ["Code.MemberId"] = $"{village.MemberId}" });
        var page = WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync());
        var code = Code().Match(page).Groups[1].Value;
        Assert.InRange(page.IndexOf("enrol-card", StringComparison.Ordinal), 0, page.IndexOf("id=\"members\"", StringComparison.Ordinal));
        var invitation = Invitation().Match(page).Groups[1].Value;
        Assert.Contains("Kim Thị Út", invitation, StringComparison.Ordinal);
        Assert.Contains(code, invitation, StringComparison.Ordinal);
        Assert.Contains($"http://tungngo.soctrang.example/field/#enrol={code.Replace(" ", "", StringComparison.Ordinal)}", invitation, StringComparison.Ordinal);
        Assert.Contains("data-copy=\"invitation\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_gives_each_chosen_member_a_code_that_enrols_them_and_ends_the_earlier_one()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var enrolled = await village.EnrolAsync(village.LeaderId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var path = $"/teams/{village.TeamId}/codes";
        var first = await officer.GetStringAsync(path);
        Assert.Matches($"value=\"{village.MemberId}\" checked", first);
        Assert.DoesNotMatch($"value=\"{village.LeaderId}\" checked", first);
        using var nobody = await officer.SubmitAsync(path, "codes");
        Assert.Contains("id=\"members\"", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var both = new[] { KeyValuePair.Create("member", $"{village.LeaderId}"), KeyValuePair.Create("member", $"{village.MemberId}") };
        var token = Officials.TokenOf(first);
        using var made = await officer.PostAsync(path, new FormUrlEncodedContent([.. both, KeyValuePair.Create("_handler", "codes"), KeyValuePair.Create("__RequestVerificationToken", token)]));
        var sheet = WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync());
        var codes = Code().Matches(sheet).Select(m => m.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, codes.Distinct().Count());
        Assert.Contains("class=\"code-sheet\"", sheet, StringComparison.Ordinal);
        using var again = await officer.PostAsync(path, new FormUrlEncodedContent([.. both, KeyValuePair.Create("_handler", "codes"), KeyValuePair.Create("__RequestVerificationToken", token)]));
        var newer = Code().Matches(WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync())).Select(m => m.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)).ToList();
        using var anybody = server.Anonymous();
        using var old = await anybody.PostAsync("/api/enrol", new EnrolRequest(codes[0], "Máy cũ"));
        using var now = await anybody.PostAsync("/api/enrol", new EnrolRequest(newer[0], "Máy mới"));
        Assert.Equal((false, true), (old.IsSuccessStatusCode, now.IsSuccessStatusCode));
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
    }

    private static async Task<(Village Village, Guid Group)> KeptAsync(TestServer server)
    {
        var (village, group) = (await Village.BuildAsync(server), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            db.ZaloGroups.Add(new ZaloGroup { Id = group, TeamId = village.TeamId, Name = "Nhóm ấp", OwnerMemberId = village.MemberId });
            write.Changed(ChangeKind.ZaloGroup, group);
        });
        return (village, group);
    }

    private static Task<Guid?> KeeperAsync(TestServer server, Guid group) => server.WithDbAsync(db => db.ZaloGroups.Where(g => g.Id == group).Select(g => g.OwnerMemberId).SingleAsync());

    /// <summary>The leader stays, the member leaves.</summary>
    private static Dictionary<string, string> Reform(Village village, string step) => new()
    {
        ["Form.Version"] = "0", ["Form.Step"] = step, ["Form.Decision"] = "12/QĐ-UBND", ["Form.Day"] = "2024-09-20",
        ["Form.Seats[0].MemberId"] = $"{village.LeaderId}", ["Form.Seats[0].Label"] = "Thạch Siêng", ["Form.Seats[0].Stays"] = "true", ["Form.Seats[0].Role"] = "Leader",
        ["Form.Seats[1].MemberId"] = $"{village.MemberId}", ["Form.Seats[1].Label"] = "Kim Thị Út", ["Form.Seats[1].Role"] = "Member",
    };

    [GeneratedRegex("class=\"code\">([A-Z0-9]{4} [A-Z0-9]{4})</p>")]
    private static partial Regex Code();

    [GeneratedRegex("<textarea[^>]*id=\"invitation\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Invitation();
}
