using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Households;

namespace TungNgo.Tests.Households;

/// <summary>The forms by which officers change households, as they answer.</summary>
public sealed partial class HouseholdDeskTests
{
    [Fact]
    public async Task A_field_that_somebody_else_changed_meanwhile_is_shown_where_it_stands_and_saved_once_it_was_seen()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var id = village.Households[0].Id;
        using var first = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var second = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var seen = VersionOf(await first.GetStringAsync($"/households/{id}/edit"));
        using var other = await second.SubmitAsync($"/households/{id}/edit", "household", new() { ["phone"] = "0911111111", ["version"] = seen });
        Assert.Equal(HttpStatusCode.Found, other.StatusCode);

        using var answer = await first.SubmitAsync($"/households/{id}/edit", "household", new() { ["phone"] = "0922222222", ["version"] = seen });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("href=\"#phone\"", page, StringComparison.Ordinal);
        Assert.Matches("id=\"phone-problem\".*0911111111", page);
        Assert.Contains("value=\"0922222222\"", page, StringComparison.Ordinal);
        Assert.Equal("0911111111", await PhoneAsync());

        using var again = await first.SubmitAsync($"/households/{id}/edit", "household", new() { ["phone"] = "0922222222", ["version"] = VersionOf(page) });
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal("0922222222", await PhoneAsync());

        Task<string?> PhoneAsync() => server.WithDbAsync(db => db.Households.Where(h => h.Id == id).Select(h => h.Phone).SingleAsync());
    }

    [Theory]
    [InlineData("edit", "household", "size", "nhiều", "size-problem", "Số nhân khẩu")]
    [InlineData("edit", "household", "point", "gần chùa", "point-problem", "Vị trí")]
    [InlineData("move", "move", "hamlet", "", "hamlet-problem", "Sang ấp")]
    [InlineData("close", "close", "day", "2099-01-01", "day-problem", "chưa đến")]
    public async Task A_refusal_stands_at_the_field_that_it_speaks_of_in_the_readers_words(string what, string form, string field, string value, string at, string words)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var answer = await officer.SubmitAsync($"/households/{village.Households[0].Id}/{what}", form, new() { ["reason"] = "MovedAway", [field] = value });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Matches($"id=\"{at}\".*{words}", page);
    }

    [Theory]
    [InlineData(Role.CommuneOfficer, true)]
    [InlineData(Role.Auditor, false)]
    public async Task Fields_that_two_people_changed_wait_on_the_overview_of_who_may_choose(Role role, bool may)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var household = village.Households[0].Id;
        await server.WithDbAsync(async db =>
        {
            var now = server.Clock.GetUtcNow().UtcDateTime;
            var hamlet = await db.Households.Where(h => h.Id == household).Select(h => h.HamletId).SingleAsync();
            db.EditConflicts.Add(new EditConflict
            {
                Id = Guid.CreateVersion7(), HouseholdId = household, Field = FieldCode.Phone, HamletId = hamlet, FoundAt = now,
                Kept = "0911111111", KeptBy = "A", KeptAt = now, Other = "0922222222", OtherBy = "B", OtherAt = now,
            });
            return await db.SaveChangesAsync();
        });
        using var official = await server.OfficialAsync(role, village.CommuneId);
        Assert.Equal(may, (await official.GetStringAsync($"/figures/{village.CommuneId}")).Contains("/households/conflicts", StringComparison.Ordinal));
    }

    private static string VersionOf(string page) => Version().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}
