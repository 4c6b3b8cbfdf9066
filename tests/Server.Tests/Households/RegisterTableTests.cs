using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Households;
using TungNgo.Households.Pages;

namespace TungNgo.Tests.Households;

/// <summary>The register as whoever lives in spreadsheets expects it: sorted, searched, its columns chosen, several lines changed at once.</summary>
public sealed partial class RegisterTableTests
{
    private static readonly string[] Heads = ["Thạch Sà Ân", "Lý Ánh", "Nguyễn Văn Bình", "Nguyễn Văn Đạt", "Nguyễn Văn Dũng", "Trần Thị Ấm", "Sơn Kim Ăng"];

    [Fact]
    public async Task Names_sort_by_the_given_name_as_Vietnamese_do_both_ways_and_in_the_file()
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        string[] sorted = ["Lý Ánh", "Sơn Kim Ăng", "Trần Thị Ấm", "Thạch Sà Ân", "Nguyễn Văn Bình", "Nguyễn Văn Dũng", "Nguyễn Văn Đạt"];
        Assert.Equal(sorted, await HeadsAsync(officer, $"hamlet={hamlet}&sort=name"));
        Assert.Equal(sorted.Reverse(), await HeadsAsync(officer, $"hamlet={hamlet}&sort=name&dir=desc"));
        Assert.Equal(sorted, await HeadsAsync(officer, $"hamlet={hamlet}"));
        var csv = await officer.GetStringAsync($"/households/export?format=csv&hamlet={hamlet}&sort=name&dir=desc");
        Assert.Equal(sorted.Reverse(), Heads.OrderBy(h => csv.IndexOf(h, StringComparison.Ordinal)));
    }

    /// <summary>Each column of the page is a key, and what is unknown stands last both ways.</summary>
    [Fact]
    public async Task Every_column_sorts_with_the_unknown_last()
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        await AddAsync(village, hamlet, "Có Đủ", new() { ["phone"] = "0912345678", ["code"] = "H10", ["door"] = "10", ["language"] = "km", ["size"] = "4" });
        await AddAsync(village, hamlet, "Có Nhỏ", new() { ["phone"] = "0912000000", ["code"] = "H2", ["door"] = "2", ["language"] = "km", ["size"] = "2" });
        using var officer = await village.OfficerAsync();
        foreach (var column in RegisterColumn.All)
        {
            var (up, down) = (await HeadsAsync(officer, $"hamlet={hamlet}&sort={column.Code}"), await HeadsAsync(officer, $"hamlet={hamlet}&sort={column.Code}&dir=desc"));
            Assert.Equal(Heads.Length + 2, up.Count);
            Assert.Equal(up.Order(), down.Order());
            if (column.Code is "code" or "place" or "phone")
            {
                Assert.Equal(["Có Nhỏ", "Có Đủ"], up.Take(2));
                Assert.Equal(["Có Đủ", "Có Nhỏ"], down.Take(2));
            }
        }
    }

    [Theory]
    [InlineData("0912345678", "Có Đủ")]
    [InlineData("+84 912 345 678", "Có Đủ")]
    [InlineData("84912345678", "Có Đủ")]
    [InlineData("0084 912.345.678", "Có Đủ")]
    [InlineData("+84 912 345", "Có Đủ")]
    [InlineData("5678", "Có Đủ")]
    [InlineData("345 678", "Có Đủ")]
    [InlineData("du 0912 345 678", "Có Đủ")]
    [InlineData("nguyen van dat", "Nguyễn Văn Đạt")]
    [InlineData("0912345670", "Có Đủ")]
    [InlineData("nguyne van dat", "Nguyễn Văn Đạt")]
    [InlineData("5679", null)]
    [InlineData("binh nguyen van son", null)]
    public async Task Phones_are_found_in_any_form_and_names_with_a_slip(string words, string? head)
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        await AddAsync(village, hamlet, "Có Đủ", new() { ["phone"] = "0912345678" });
        using var officer = await village.OfficerAsync();
        var found = await HeadsAsync(officer, $"q={Uri.EscapeDataString(words)}");
        Assert.Equal(head is null ? [] : [head], found);
    }

    [Fact]
    public async Task Signs_alone_find_nobody_and_a_page_behind_the_last_is_the_last()
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        foreach (var signs in new[] { "%", "_", "'", "\\", "%%%", "–" })
        {
            Assert.Empty(await HeadsAsync(officer, $"q={Uri.EscapeDataString(signs)}"));
            Assert.DoesNotContain("href=\"/households/", (await officer.GetStringAsync($"/search?q={Uri.EscapeDataString(signs)}")).Split("<main")[^1], StringComparison.Ordinal);
        }

        Assert.Equal(Heads.Length, (await HeadsAsync(officer, $"hamlet={hamlet}&page=78")).Count);
    }

    [Fact]
    public async Task The_filter_keeps_columns_and_order()
    {
        await using var server = await TestServer.StartAsync();
        var (village, _) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        var page = await officer.GetStringAsync("/households?sort=phone&dir=desc&col=hamlet&col=code&page=2");
        var form = page[page.IndexOf("role=\"search\"", page.IndexOf("<main", StringComparison.Ordinal), StringComparison.Ordinal)..];
        var hidden = Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        Assert.Equal([("sort", "phone"), ("dir", "desc"), ("col", "hamlet"), ("col", "code")], hidden);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_new_household_is_told_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        using var refused = await officer.SubmitAsync($"/households/add?hamlet={hamlet}", "add", new() { ["id"] = $"{Guid.CreateVersion7()}", ["head"] = "", ["size"] = "-3", ["point"] = "abc" });
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.All(["head", "size", "point"], field => Assert.Matches($"id=\"{field}\"[^>]*aria-invalid=\"true\"", page));
    }

    [Fact]
    public async Task What_is_near_is_said_to_be_near()
    {
        await using var server = await TestServer.StartAsync();
        var (village, _) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        Assert.Contains("gần giống", WebUtility.HtmlDecode(await officer.GetStringAsync("/households?q=nguyen+vna+dat")), StringComparison.Ordinal);
        Assert.DoesNotContain("gần giống", WebUtility.HtmlDecode(await officer.GetStringAsync("/households?q=nguyen+van+dat")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_chosen_in_the_address_and_the_file_has_the_same()
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households?hamlet={hamlet}&col=phone&col=code"));
        var table = page[page.IndexOf("<thead", StringComparison.Ordinal)..page.IndexOf("</thead>", StringComparison.Ordinal)];
        Assert.Equal(["Chủ hộ", "Mã hộ", "Điện thoại"], Title().Matches(table).Select(m => m.Groups[1].Value));
        var csv = await officer.GetStringAsync($"/households/export?format=csv&hamlet={hamlet}&col=phone&col=code");
        var line = csv.Split('\n').Single(l => l.Contains("Chủ hộ", StringComparison.Ordinal));
        Assert.Equal(["Chủ hộ", "Mã hộ", "Điện thoại"], line.Trim().TrimStart('\ufeff').Split(',', ';').Select(c => c.Trim('"')));
    }

    [Fact]
    public async Task Several_are_marked_and_assigned_at_once_and_all_or_none()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var ids = village.Households.Take(3).Select(h => h.Id).ToArray();
        using var officer = await village.OfficerAsync();
        var path = $"/households?hamlet={village.HamletId}";
        using (var done = await AssignAsync(officer, path, [.. ids.Select(i => ("id", $"{i}")), ("laneId", $"{village.LaneId}"), ("language", "vi+km")]))
        {
            Assert.Equal(HttpStatusCode.Found, done.StatusCode);
            Assert.Contains("saved=true", $"{done.Headers.Location}", StringComparison.Ordinal);
            Assert.Contains($"done={ids.Length}", $"{done.Headers.Location}", StringComparison.Ordinal);
            // It is told once: no link of the page says it again.
            var told = await officer.GetStringAsync(done.Headers.Location);
            Assert.Contains("Đã ghi cho", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
            Assert.DoesNotMatch("href=\"[^\"]*(saved|done)=", told);
        }

        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync(h => h.Language == "vi+km" && h.LaneId == village.LaneId)));

        // One of another hamlet's: nothing is changed.
        var (other, _) = await server.SettleAsync(village.OtherHamletId, "Người Khác");
        using (var refused = await AssignAsync(officer, path, [("id", $"{ids[0]}"), ("id", $"{other}"), ("laneId", $"{village.LaneId}"), ("language", "hoa")]))
        {
            Assert.NotEqual(HttpStatusCode.Found, refused.StatusCode);
        }

        Assert.Equal(0, await server.WithDbAsync(db => db.Households.CountAsync(h => h.Language == "hoa")));
        // Marked, and nothing chosen for them: nothing is said to be saved.
        using (var nothing = await AssignAsync(officer, path, [("id", $"{ids[0]}")]))
        {
            var page = WebUtility.HtmlDecode(await nothing.Content.ReadAsStringAsync());
            Assert.Contains("Chưa chọn gì", page, StringComparison.Ordinal);
            // What was marked is not marked by hand a second time.
            Assert.Matches($"value=\"{ids[0]}\" checked", page);
            Assert.DoesNotMatch($"value=\"{ids[1]}\" checked", page);
        }

        using var none = await AssignAsync(officer, path, [("language", "hoa")]);
        Assert.Contains("Chưa đánh dấu", WebUtility.HtmlDecode(await none.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_is_added_once_and_a_likely_twin_is_asked_about()
    {
        await using var server = await TestServer.StartAsync();
        var (village, hamlet) = await SettledAsync(server);
        using var officer = await village.OfficerAsync();
        var path = $"/households/add?hamlet={hamlet}";
        var fields = new Dictionary<string, string> { ["id"] = $"{Guid.CreateVersion7()}", ["head"] = "Lý Ánh" };
        using var asked = await officer.SubmitAsync(path, "add", fields);
        Assert.Contains("hộ giống", WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        fields["sure"] = "1";
        for (var time = 0; time < 2; time++)
        {
            using var saved = await officer.SubmitAsync(path, "add", fields);
            Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        }

        Assert.Equal(2, await server.WithDbAsync(db => db.Households.CountAsync(h => h.Head == "Lý Ánh")));
        fields["id"] = $"{Guid.CreateVersion7()}";
        fields["head"] = " ";
        using var wrong = await officer.SubmitAsync(path, "add", fields);
        Assert.Contains("field-bad", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nguyen", "nguyen van an", true)]
    [InlineData("nguyne", "nguyen van an", true)]
    [InlineData("nguen", "nguyen van an", true)]
    [InlineData("nguyenn", "nguyen van an", true)]
    [InlineData("nguyem", "nguyen van an", true)]
    [InlineData("ngueyn", "nguyen van an", true)]
    [InlineData("nguy", "nguyen van an", true)]
    [InlineData("ngen", "nguyen van an", false)]
    [InlineData("am", "nguyen van an", false)]
    [InlineData("", "nguyen van an", false)]
    public void A_slip_is_one_letter(string asked, string text, bool near) => Assert.Equal(near, RegisterWords.Of(asked).AreNear(text));

    private static async Task<(Village Village, Guid Hamlet)> SettledAsync(TestServer server)
    {
        var village = await Village.BuildAsync(server);
        foreach (var head in Heads)
        {
            await server.SettleAsync(village.OtherHamletId, head);
        }

        return (village, village.OtherHamletId);
    }

    private static async Task AddAsync(Village village, Guid hamlet, string head, Dictionary<string, string> fields)
    {
        fields["head"] = head;
        fields["id"] = $"{Guid.CreateVersion7()}";
        using var officer = await village.OfficerAsync();
        using var saved = await officer.SubmitAsync($"/households/add?hamlet={hamlet}", "add", fields);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
    }

    private static async Task<HttpResponseMessage> AssignAsync(HttpClient officer, string path, IEnumerable<(string Key, string Value)> fields)
    {
        var token = Officials.TokenOf(await officer.GetStringAsync(path));
        var form = fields.Append(("_handler", "assign")).Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await officer.PostAsync(path, new FormUrlEncodedContent(form));
    }

    private static async Task<List<string>> HeadsAsync(HttpClient officer, string query) =>
        [.. RowHead().Matches(WebUtility.HtmlDecode(await officer.GetStringAsync($"/households?{query}"))).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("<th scope=\"row\"><a href=\"/households/[^\"]+\">([^<]+)</a>")]
    private static partial Regex RowHead();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<a class=\"sort\"[^>]*>([^<]+)")]
    private static partial Regex Title();
}
