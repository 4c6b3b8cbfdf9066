using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

public sealed partial class EveryLanguageTests
{
    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    [InlineData("en")]
    public async Task Every_page_opens_in_the_chosen_language_and_shows_no_name_of_a_text(string language)
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var readers = new Dictionary<Role, HttpClient>();
        foreach (var role in RouteWorld.Officials)
        {
            readers[role] = await server.OfficialAsync(role, role.Fits(AreaTier.Commune) ? world.CommuneId : world.ProvinceId, language);
        }

        var (faults, seen) = (new List<string>(), 0);
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).Where(r => r.Method == "GET" && r.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null))
        {
            var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            if (samples.Find(method, route, isPage: true, anonymous).Sample is not { } sample)
            {
                continue;
            }

            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission;
            foreach (var (role, reader) in readers.Where(r => needs is { } permission && RouteSamples.Expected[permission].Contains(r.Key)))
            {
                using var answer = await reader.GetAsync(sample.Path);
                if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Found)
                {
                    // It asks for more than its route does, or sends on to another page; the route walk knows these.
                    continue;
                }

                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                seen++;
                if (answer.StatusCode != HttpStatusCode.OK || !page.Contains($"<html lang=\"{language}\"", StringComparison.Ordinal))
                {
                    faults.Add($"{route} as {role}: {answer.StatusCode}, {page[..Math.Min(80, page.Length)]}");
                }

                faults.AddRange(Word().Matches(page).Select(m => m.Groups[1].Value).Where(w => !w.EndsWith(".svg", StringComparison.Ordinal) && (Texts.Has(w) || LooksLikeKey(w))).Select(w => $"{route} as {role} shows {w}"));
            }
        }

        Assert.True(seen > 60, $"only {seen} pages were seen");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct().Take(60)));
    }

    /// <summary>What a page shows when a text is missing is the text's name: "areas.title".</summary>
    private static bool LooksLikeKey(string word) => Texts.Catalogue("vi").Keys.Any(k => word.StartsWith(k.Split('.')[0] + ".", StringComparison.Ordinal)) && Key().IsMatch(word);

    [GeneratedRegex("(?:>|aria-label=\"|title=\"|placeholder=\")([a-z][a-z-]*(?:\\.[a-z0-9-]+)+)(?:<|\")")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[a-z-]+(\.[a-z-]+)+$")]
    private static partial Regex Key();
}
