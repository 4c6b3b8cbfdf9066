using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>What an address says and nobody can read is answered in words; a day in it is read as it is written on paper.</summary>
public sealed class WrongAddressTests
{
    [Fact]
    public async Task A_day_that_is_none_is_said_and_one_in_any_form_is_read()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var auditor = await server.OfficialAsync(Role.Auditor, server.AreaByCode("94"));
        var wrong = WebUtility.HtmlEncode(Texts.In("vi")["error.day-unreadable", "x"]);
        foreach (var path in new[]
        {
            "/areas?date=x", "/areas/export?date=x", $"/figures/{village.CommuneId}?date=x", $"/figures/{village.CommuneId}?from=x", $"/figures/{village.CommuneId}/table.csv?date=x",
            "/water/bulletin?from=x", "/water/bulletin/download?to=x", "/water/replay?from=x", "/audit?from=x", "/audit/export?to=x",
        })
        {
            using var answer = await (path.StartsWith("/audit", StringComparison.Ordinal) ? auditor : officer).GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path} answers {answer.StatusCode}");
            Assert.Contains(WebUtility.HtmlDecode(wrong), WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        var iso = await officer.GetStringAsync("/areas/export?format=csv&date=2024-08-05");
        Assert.Equal(iso, await officer.GetStringAsync("/areas/export?format=csv&date=05%2F08%2F2024"));
        Assert.NotEqual(iso, await officer.GetStringAsync("/areas/export?format=csv&date=08%2F05%2F2025"));
        Assert.Contains("value=\"05/08/2024\"", await officer.GetStringAsync("/areas?date=5.8.24"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_breaks_on_a_value_that_it_cannot_read()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var callers = (await world.CallersAsync()).Where(c => c.Role is not null && c.Token is not null).ToList();
        var (faults, asked) = (new List<string>(), 0);
        foreach (var page in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var values = page.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(p => p.PropertyType != typeof(string)).Select(p => (p.Name, Query: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(p => p.Query is not null).ToList() ?? [];
            if (values.Count == 0 || page.Metadata.GetMetadata<NeedsAttribute>()?.Permission is not { } needs)
            {
                continue;
            }

            var (sample, _) = samples.Find("GET", "/" + page.RoutePattern.RawText!.TrimStart('/'), isPage: true, anonymous: false);
            foreach (var (name, query) in values)
            {
                var path = $"{sample!.Path}{(sample.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}{query!.Name ?? name}=x";
                using var answer = await callers.First(c => RouteSamples.Expected[needs].Contains(c.Role!.Value)).Client.GetAsync(path);
                asked++;
                if ((int)answer.StatusCode >= 500)
                {
                    faults.Add($"{path}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(faults);
        Assert.InRange(asked, 20, 500);
    }
}
