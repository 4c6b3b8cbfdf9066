using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Register;

namespace TungNgo.Tests.Areas;

/// <summary>The register's pages as a browser uses them: read, fill in, send, follow.</summary>
public class AreaPageTests
{
    private static readonly DateTime Later = new(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_hamlet_is_added_renamed_given_lanes_and_numbers_and_ended_by_forms()
    {
        await using var server = await TestServer.StartAsync(Later);
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);

        var first = await SentAsync(officer, $"/areas/{commune}/add", "add-hamlet", new()
        {
            ["Form.Kind"] = "Hamlet", ["Form.Name"] = "Trường Thọ", ["Form.From"] = "2025-08-01", ["Form.Act"] = "QĐ 1",
        });
        var other = await SentAsync(officer, $"/areas/{commune}/add", "add-hamlet", new()
        {
            ["Form.Kind"] = "Hamlet", ["Form.Name"] = "Trường Hưng", ["Form.From"] = "2025-08-01", ["Form.Act"] = "QĐ 1",
        });
        await SentAsync(officer, $"{first}/lanes", "lanes", new() { ["Form.More"] = "Tổ 1\nTổ 2" });
        var lanes = await server.WithDbAsync(db => db.Lanes.OrderBy(l => l.Order).ToListAsync());
        await SentAsync(officer, $"{first}/lanes", "lanes", new()
        {
            ["Form.Ids[0]"] = lanes[0].Id.ToString(), ["Form.Names[0]"] = "Tổ 1", ["Form.Orders[0]"] = "2",
            ["Form.Ids[1]"] = lanes[1].Id.ToString(), ["Form.Names[1]"] = "Hẻm chùa", ["Form.Orders[1]"] = "1",
        });
        await SentAsync(officer, $"{first}/statistics", "statistics", new()
        {
            ["Form.AsOf"] = "2025-12-31", ["Form.Households"] = "1.204", ["Form.Khmer"] = "50,6", ["Form.Source"] = "Báo cáo ấp",
        });
        await SentAsync(officer, $"{first}/edit", "rename", new()
        {
            ["Rename.Kind"] = "UrbanHamlet", ["Rename.Name"] = "Trường Thọ A", ["Rename.From"] = "2026-01-01", ["Rename.Act"] = "QĐ 2",
        });
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync(first));

        Assert.Contains("<h1>Khóm Trường Thọ A</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<li>Hẻm chùa</li><li>Tổ 1</li>", page, StringComparison.Ordinal);
        Assert.Contains("1.204", page, StringComparison.Ordinal);
        Assert.Contains("50,6\u00a0%", page, StringComparison.Ordinal);

        var heir = await SentAsync(officer, $"{first}/edit", "end", new() { ["End.Other"] = other[^36..], ["End.From"] = "2026-02-01", ["End.Act"] = "QĐ 3" });
        Assert.Equal(other, heir);
        Assert.Contains("Khóm Trường Thọ A", WebUtility.HtmlDecode(await officer.GetStringAsync(heir)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Communes_are_merged_by_a_form_and_what_was_typed_stays_when_it_is_refused()
    {
        await using var server = await TestServer.StartAsync(Later);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("92"));
        var parts = new[] { server.AreaByCode("31654"), server.AreaByCode("31645") };
        using var none = await MergeAsync(officer, [], "NQ 9/NQ");
        using var refused = await MergeAsync(officer, parts, "");
        var again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        using var merged = await MergeAsync(officer, parts, "NQ 9/NQ");

        Assert.Equal(HttpStatusCode.OK, none.StatusCode);
        Assert.Contains("role=\"alert\"", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Đại Khánh\"", again, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, merged.StatusCode);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync(merged.Headers.Location));
        Assert.Contains("<h1>Xã Đại Khánh</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Xã Đại Ngãi", page, StringComparison.Ordinal);
        Assert.NotNull(await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "area.merge").Select(a => a.Address).SingleAsync()));
        var tree = await officer.GetAsync("/api/areas").ReadAsync<AreaTreeAnswer>();
        Assert.Equal(42, tree.Areas.Count(a => a.Tier == AreaTier.Commune));
    }

    // A browser sends one pair for each ticked box.
    private static async Task<HttpResponseMessage> MergeAsync(HttpClient officer, IEnumerable<Guid> parts, string act) => await officer.PostAsync("/areas/merge", new FormUrlEncodedContent(
    [
        new("_handler", "merge"),
        new("__RequestVerificationToken", Officials.TokenOf(await officer.GetStringAsync("/areas/merge"))),
        .. parts.Select(p => KeyValuePair.Create("Form.Parts", p.ToString())),
        new("Form.Kind", "Commune"),
        new("Form.Name", "Đại Khánh"),
        new("Form.Code", "31654"),
        new("Form.From", "2026-02-01"),
        new("Form.Act", act),
    ]));

    private static async Task<string> SentAsync(HttpClient officer, string path, string form, Dictionary<string, string> fields)
    {
        using var answer = await officer.SubmitAsync(path, form, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        return new Uri(officer.BaseAddress!, answer.Headers.Location!).AbsolutePath;
    }
}
