using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Households;
using TungNgo.Sync;

namespace TungNgo.Tests.Households;

/// <summary>Two people change one household without seeing each other: each field that one of them changed is kept, and a real conflict is shown.</summary>
public sealed partial class TwoEditorsTests
{
    [Fact]
    public async Task A_form_that_was_opened_before_a_phones_change_puts_nothing_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        var id = village.Households[0].Id;
        var form = await OpenAsync(officer, id);
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        await phone.PushAsync(
            village.Mutate("household.edit") with { Household = new PushHousehold(id, Phone: "0912345678", Smartphones: 1, Fields: ["phone", "smartphones"]) },
            village.Mutate("person.edit") with { Person = new PushPerson(village.People[0].Id, id, BirthYear: 1970, Fields: ["birthYear"]) });
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        form["landmark"] = "gần chùa";
        using var saved = await PostAsync(officer, id, form);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var household = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Id == id));
        Assert.Equal(("0912345678", 1, "gần chùa", "km"), (household.Phone, household.Smartphones, household.Landmark, household.Language));
        Assert.Equal(1970, await server.WithDbAsync(db => db.People.Where(p => p.HouseholdId == id).Select(p => p.BirthYear).SingleAsync()));
        Assert.Equal(0, await server.WithDbAsync(db => db.EditConflicts.CountAsync()));
    }

    [Fact]
    public async Task What_two_officers_change_in_different_fields_is_both_kept_and_in_one_field_both_are_shown_to_choose()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var first = await village.OfficerAsync();
        using var second = await village.OfficerAsync();
        var id = village.Households[0].Id;
        var (one, two) = (await OpenAsync(first, id), await OpenAsync(second, id));
        one["door"] = "12";
        two["landmark"] = "gần chùa";
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(first, id, one)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(second, id, two)).StatusCode);
        Assert.Equal(("12", "gần chùa"), await server.WithDbAsync(async db => await db.Households.Where(h => h.Id == id).Select(h => new ValueTuple<string?, string?>(h.Door, h.Landmark)).SingleAsync()));

        (one, two) = (await OpenAsync(first, id), await OpenAsync(second, id));
        one["phone"] = "0912345678";
        two["phone"] = "0987654321";
        two["note"] = "mới về";
        await PostAsync(first, id, one);
        using var asked = await PostAsync(second, id, two);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.Contains("0912345678", page, StringComparison.Ordinal);
        Assert.Contains("0987654321", page, StringComparison.Ordinal);
        Assert.Equal("0912345678", await PhoneAsync(server, id));
        Assert.Null(await server.WithDbAsync(db => db.Households.Where(h => h.Id == id).Select(h => h.Note).SingleAsync()));

        // Who has seen both values saves over the other's knowingly, and the history keeps them.
        using var chosen = await PostAsync(second, id, FieldsOf(page));
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        Assert.Equal("0987654321", await PhoneAsync(server, id));
        Assert.Equal(["0912345678", "0987654321"], await server.WithDbAsync(db => db.FieldEdits.Where(e => e.HouseholdId == id && e.Field == FieldCode.Phone).OrderBy(e => e.Number).Select(e => e.After).ToListAsync()));
    }

    [Fact]
    public async Task A_person_changed_by_a_phone_is_not_put_back_by_an_officers_older_form()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        var (id, person) = (village.Households[0].Id, village.People[0].Id);
        var form = await OpenAsync(officer, id, $"person-{person:n}");
        await phone.PushAsync(village.Mutate("person.edit") with { Person = new PushPerson(person, id, Phone: "0912345678", BirthYear: 1970, Fields: ["phone", "birthYear"]) });
        form["sex"] = "m";
        using var saved = await PostAsync(officer, id, form);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var kept = await server.WithDbAsync(db => db.People.SingleAsync(p => p.HouseholdId == id));
        Assert.Equal(("0912345678", 1970, "m"), (kept.Phone, kept.BirthYear, kept.Sex));

        form["phone"] = "0987654321";
        using var asked = await PostAsync(officer, id, form);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal("0912345678", await server.WithDbAsync(db => db.People.Where(p => p.HouseholdId == id).Select(p => p.Phone).SingleAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_phone_that_did_not_see_an_officers_value_leaves_both_for_somebody_to_choose(bool takeOther)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        var id = village.Households[0].Id;
        var seen = (await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>()).Households.Single(h => h.Id == id).Version;
        var form = await OpenAsync(officer, id);
        form["phone"] = "0912345678";
        await PostAsync(officer, id, form);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var edit = village.Mutate("household.edit") with { Household = new PushHousehold(id, Phone: "0987654321", Landmark: "gần chùa", Fields: ["phone", "landmark"], Version: seen) };
        var answer = (await phone.PushAsync(edit)).Single();
        Assert.Equal(("superseded", "edit.conflict"), (answer.Result, answer.Code));
        Assert.Equal("superseded", (await phone.PushAsync(edit)).Single().Result);
        Assert.Equal("0987654321", await PhoneAsync(server, id));

        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/households/conflicts"));
        Assert.Contains("0912345678", page, StringComparison.Ordinal);
        Assert.Contains("0987654321", page, StringComparison.Ordinal);
        Assert.DoesNotContain("gần chùa", page, StringComparison.Ordinal);
        var conflict = await server.WithDbAsync(db => db.EditConflicts.SingleAsync());

        // Whichever phone was first, all phones of the hamlet read at the door what stands and what gave way, until somebody has chosen.
        var waiting = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var clash = Assert.Single(waiting.Households.Single(h => h.Id == id).Clashes!);
        Assert.Equal((null, "phone", "0987654321", "0912345678"), (clash.PersonId, clash.Field, clash.Kept, clash.Other));
        Assert.Equal((conflict.KeptBy, conflict.OtherBy), (clash.KeptBy, clash.OtherBy));
        Assert.All(waiting.Households.Where(h => h.Id != id), h => Assert.Null(h.Clashes));
        await village.SaveAsync("/households/conflicts", $"settle-{conflict.Id:n}-{takeOther}");
        var settled = await phone.GetAsync($"/api/sync/pull?after={waiting.UpTo}&have={string.Join(',', waiting.Hamlets!.Select(h => h.Id))}").ReadAsync<PullResponse>();
        Assert.Null(settled.Households.Single(h => h.Id == id).Clashes);
        Assert.Equal(takeOther ? "0912345678" : "0987654321", await PhoneAsync(server, id));
        Assert.DoesNotContain("0912345678", await officer.GetStringAsync("/households/conflicts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_that_saw_the_value_it_changes_makes_no_conflict()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await village.OfficerAsync();
        var id = village.Households[0].Id;
        var form = await OpenAsync(officer, id);
        form["phone"] = "0912345678";
        await PostAsync(officer, id, form);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var seen = (await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>()).Households.Single(h => h.Id == id).Version;
        Assert.Equal("applied", (await phone.PushAsync(village.Mutate("household.edit") with { Household = new PushHousehold(id, Phone: "0987654321", Fields: ["phone"], Version: seen) })).Single().Result);
        Assert.Equal(0, await server.WithDbAsync(db => db.EditConflicts.CountAsync()));
    }

    private static Task<string?> PhoneAsync(TestServer server, Guid id) => server.WithDbAsync(db => db.Households.Where(h => h.Id == id).Select(h => h.Phone).SingleAsync());

    /// <summary>The form as a browser holds it once it was opened.</summary>
    private static async Task<Dictionary<string, string>> OpenAsync(HttpClient officer, Guid id, string form = "household") =>
        FieldsOf(await officer.GetStringAsync($"/households/{id}/edit"), form);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient officer, Guid id, Dictionary<string, string> form) =>
        await officer.PostAsync($"/households/{id}/edit", new FormUrlEncodedContent(form));

    private static Dictionary<string, string> FieldsOf(string page, string form = "household")
    {
        var html = Form().Matches(page).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var fields = new Dictionary<string, string>();
        foreach (Match input in Input().Matches(html))
        {
            if (Named(input.Value, "name") is { } name && Named(input.Value, "type") is not "checkbox")
            {
                fields[name] = WebUtility.HtmlDecode(Named(input.Value, "value") ?? "");
            }
        }

        foreach (Match area in Area().Matches(html))
        {
            fields[Named(area.Value, "name")!] = WebUtility.HtmlDecode(area.Groups[1].Value);
        }

        foreach (Match select in Select().Matches(html))
        {
            var chosen = Option().Matches(select.Value).FirstOrDefault(o => o.Value.Contains("selected", StringComparison.Ordinal));
            fields[Named(select.Value, "name")!] = chosen is null ? "" : WebUtility.HtmlDecode(Named(chosen.Value, "value") ?? "");
        }

        return fields;
    }

    private static string? Named(string tag, string attribute)
    {
        var match = Regex.Match(tag, $"\\s{attribute}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Area();

    [GeneratedRegex("<select.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();
}
