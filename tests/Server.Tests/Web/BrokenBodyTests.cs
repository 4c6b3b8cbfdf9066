using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using TungNgo.Accounts;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>Whatever a caller sends instead of what was asked for, the answer is one of the catalogue and never the server's own fault.</summary>
public sealed class BrokenBodyTests
{
    /// <summary>No JSON route means anything by these, whatever its body looks like.</summary>
    private static readonly string[] Senseless = ["", "null", "5", "\"x\"", "{", "[null]", "[[]]", "[5]"];

    /// <summary>Put in the place of each value of a good body in turn.</summary>
    private static readonly string[] Misfits = ["null", "5", "-1", "1e40", "\"\"", "\"x\"", "\"\\u0000\"", "{}", "[]", "[null]", "{\"x\":null}"];

    [Fact]
    public async Task Every_json_route_answers_a_broken_body_with_a_problem_of_the_catalogue()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var callers = await world.CallersAsync();
        var faults = new List<string>();
        var tried = 0;
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).Where(r => r.Method != "GET" && r.Route.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)))
        {
            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission;
            if (samples.Find(method, route, isPage: false, anonymous: needs is null).Sample is not { Body: { } body } sample || await JsonOfAsync(body) is not { } good)
            {
                continue;
            }

            tried++;
            var caller = callers.First(c => needs is not { } permission ? c.Role is null : c.Role is { } role && RouteSamples.Expected[permission].Contains(role) && (c.AreaId == world.ProvinceId || !RouteSamples.ProvinceWide.Contains(permission)) && Covers(world, c, sample));
            var bodies = Senseless.Select(text => (Text: text, MustRefuse: true)).Append((good is JsonArray ? "{}" : "[]", true)).Concat(Spoilt(good).Select(text => (text, false)));
            foreach (var (text, mustRefuse) in bodies)
            {
                if (await FaultAsync(caller.Client, method, sample.Path, text, mustRefuse) is { } fault)
                {
                    faults.Add($"{method} {route} with {text}: {fault}");
                }
            }
        }

        Assert.True(tried > 20, $"only {tried} routes with a JSON body were found");
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults.Take(60)));
    }

    private static async Task<string?> FaultAsync(HttpClient client, string method, string path, string text, bool mustRefuse)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.SendAsync(request);
        var (status, said) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        if (status < 400)
        {
            return mustRefuse ? $"{status}" : null;
        }

        if (status >= 500)
        {
            return $"{status} {said}";
        }

        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonNode.Parse(said)?["code"]?.GetValue<string>() : null;
        return Problems.All.Any(p => p.Code == code) ? null : $"{status} without a code of the catalogue: {said}";
    }

    /// <summary>The good body with one value after the other, at any depth, replaced by each misfit or left out.</summary>
    private static IEnumerable<string> Spoilt(JsonNode good)
    {
        foreach (var path in Paths(good).ToList())
        {
            foreach (var misfit in Misfits)
            {
                yield return With(good, path, JsonNode.Parse(misfit), remove: false);
            }

            if (path[^1] is string)
            {
                yield return With(good, path, null, remove: true);
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => Below(p.Key, p.Value)),
        JsonArray a => a.SelectMany((item, i) => Below(i, item)),
        _ => [],
    };

    private static IEnumerable<object[]> Below(object step, JsonNode? node) => (node is null ? [] : Paths(node)).Select(p => (object[])[step, .. p]).Prepend([step]);

    private static string With(JsonNode good, object[] path, JsonNode? value, bool remove)
    {
        var copy = good.DeepClone();
        var at = path[..^1].Aggregate(copy, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        if (remove)
        {
            at.AsObject().Remove((string)path[^1]);
        }
        else if (path[^1] is int i)
        {
            at.AsArray()[i] = value;
        }
        else
        {
            at.AsObject()[(string)path[^1]] = value;
        }

        return copy.ToJsonString();
    }

    private static async Task<JsonNode?> JsonOfAsync(Func<HttpContent> body)
    {
        using var content = body();
        return content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(await content.ReadAsStringAsync()) : null;
    }

    private static bool Covers(RouteWorld world, Caller caller, Sample sample) => sample.AreaId is not { } area || RouteWalkTests.Covers(world, caller.AreaId!.Value, area);
}
