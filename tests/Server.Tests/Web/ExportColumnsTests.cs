using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Tests.Accounts;

namespace TungNgo.Tests.Web;

/// <summary>Who takes a table along finds its columns in the file: all of them, named as on the page, in the page's order.</summary>
public sealed partial class ExportColumnsTests
{
    /// <summary>Pages whose file is another table than the one beside the button, each with its reason.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["/campaigns/{Id:guid}"] = "a line for each aim of a unit, with its days",
        ["/provinces"] = "all figures of each province; the page shows one of them",
        ["/water/bulletin"] = "the printed bulletin's two rows of heads as one",
        ["/water/stations/{Id:guid}"] = "all readings, of which the page draws a line",
        ["/work"] = "a line for each person of the teams that the page lists",
    };

    /// <summary>Columns of a page that are more than one in a file, which can be sorted and added up there: the first of them.</summary>
    private static readonly Dictionary<string, string> Parted = new()
    {
        ["Trước → sau"] = "Trước", ["Hiệu lực"] = "Có hiệu lực từ", ["Tử số/mẫu số"] = "Tử số", ["Hạng trong các đơn vị cùng cấp"] = "Hạng",
    };

    [Fact]
    public async Task Files_have_the_columns_of_their_page()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var readers = new Dictionary<Role, HttpClient>();
        foreach (var role in RouteWorld.Officials)
        {
            readers[role] = await server.OfficialAsync(role, role.Fits(AreaTier.Commune) ? world.CommuneId : world.ProvinceId);
        }

        var (faults, seen, excepted) = (new List<string>(), new HashSet<(string, bool)>(), new HashSet<string>());
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).Where(r => r.Method == "GET" && r.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null))
        {
            if (endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission is not { } needs || samples.Find(method, route, isPage: true, anonymous: false).Sample is not { } sample)
            {
                continue;
            }

            foreach (var (role, reader) in readers.Where(r => RouteSamples.Expected[needs].Contains(r.Key) && !seen.Contains((route, r.Key.Fits(AreaTier.Commune)))))
            {
                using var answer = await reader.GetAsync(sample.Path);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    continue;
                }

                var page = await answer.Content.ReadAsStringAsync();
                if (CsvLink().Match(page) is not { Success: true } link)
                {
                    continue;
                }

                if (Others.ContainsKey(route))
                {
                    excepted.Add(route);
                    break;
                }

                var csv = (await reader.GetStringAsync(WebUtility.HtmlDecode(link.Groups[1].Value))).TrimStart('\uFEFF').Split("\r\n")[0].Split(';').Select(Plain).ToList();
                // The table that the file is of: the one that shares most columns with it.
                var tables = Head().Matches(page).Select(h => Column().Matches(h.Value).Select(c => Plain(WebUtility.HtmlDecode(Tag().Replace(Hidden().Replace(c.Groups[1].Value, ""), " ")))).Where(c => c.Length > 0).ToList());
                var columns = tables.MaxBy(t => t.Count(csv.Contains));
                if (columns is null)
                {
                    continue;
                }

                // A province's page lists units where a commune's lists its own.
                seen.Add((route, role.Fits(AreaTier.Commune)));
                // A figure without its sign has its unit in the heading.
                var places = columns.ConvertAll(c => csv.FindIndex(f => f == Parted.GetValueOrDefault(c, c) || f.StartsWith(c + " (", StringComparison.Ordinal)));
                if (places.Contains(-1) || !places.SequenceEqual(places.Order()))
                {
                    faults.Add($"{route} as {role}: page [{string.Join(" | ", columns)}] file [{string.Join(" | ", csv)}]");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(Others.Keys.Except(excepted));
        Assert.True(seen.Count > 12, string.Join(' ', seen));
    }

    [Fact]
    public async Task The_file_of_the_water_has_the_lines_of_its_page_also_when_it_is_narrowed()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var whole = await CountAsync("");
        var some = await CountAsync("silent=all");
        Assert.Equal(whole.Shown, whole.Written);
        Assert.Equal(some.Shown, some.Written);
        Assert.NotEqual(whole.Shown, some.Shown);

        async Task<(int Shown, int Written)> CountAsync(string query) => (
            (await officer.GetStringAsync($"/water?{query}")).Split("data-work=\"1\"").Length - 1,
            (await officer.GetStringAsync($"/water/download?{query}&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    private static string Plain(string text) => Spaces().Replace(text.Trim('"', ' '), " ").Trim();

    [GeneratedRegex("href=\"([^\"]*format=csv[^\"]*)\"")]
    private static partial Regex CsvLink();

    [GeneratedRegex("<thead.*?</thead>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<th[^>]*>(.*?)</th>", RegexOptions.Singleline)]
    private static partial Regex Column();

    [GeneratedRegex("<span class=\"visually-hidden\">.*?</span>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
