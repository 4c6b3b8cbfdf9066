using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using TungNgo.Accounts;
using TungNgo.Tests.Accounts;

namespace TungNgo.Tests.Data;

/// <summary>
/// Writes a citizen number into every text of every form of the console and of every body of the API, each in turn and each another one: whatever the
/// answer, none of them stands anywhere afterwards. What the phones send is walked in WireBoundsTests, the columns of lists in CitizenNumberListTests.
/// </summary>
public sealed partial class CitizenNumberWalkTests
{
    private readonly List<string> places = [];

    [Fact]
    public async Task No_text_of_a_form_or_a_body_keeps_a_citizen_number()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var callers = await world.CallersAsync();
        var faults = new List<string>();
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).ToList())
        {
            var isPage = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
            if (isPage ? method != "GET" : method is not ("POST" or "PUT"))
            {
                continue;
            }

            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission;
            if (samples.Find(method, route, isPage, anonymous: needs is null).Sample is not { } sample)
            {
                continue;
            }

            var caller = callers.FirstOrDefault(c => needs is not { } permission ? c.Role is null
                : c.Role is { } role && RouteSamples.Expected[permission].Contains(role) && (c.AreaId == world.ProvinceId || c.AreaId == world.CommuneId)
                    && (c.AreaId == world.ProvinceId || !RouteSamples.ProvinceWide.Contains(permission)));
            if (caller is null)
            {
                continue;
            }

            if (isPage)
            {
                await WalkFormsAsync(caller.Client, route, sample.Path, faults);
            }
            else if (sample.Body?.Invoke() is JsonContent content)
            {
                await WalkBodyAsync(caller.Client, method, route, sample.Path, await content.ReadAsStringAsync(), faults);
            }
        }

        var kept = (await server.HoldingAsync(Beginning)).Select(f => $"{PlaceOf(f)} is kept in {f}");
        Assert.True(places.Count > 200, $"only {places.Count} texts were found");
        var wrong = faults.Concat(kept).ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private const string Beginning = "0930507";

    /// <summary>Another number for each place, and another way of writing it.</summary>
    private string NumberFor(string place)
    {
        places.Add(place);
        var number = $"{Beginning}{places.Count:00000}";
        return (places.Count % 5) switch
        {
            0 => number,
            1 => $"{number[..3]} {number[3..6]} {number[6..9]} {number[9..]}",
            2 => $"{number[..4]}\u00a0{number[4..8]}\u00a0{number[8..]}",
            3 => $"CCCD {number[..3]}.{number[3..6]}.{number[6..]}",
            _ => string.Concat(number.Select(d => (char)('０' + d - '0'))),
        };
    }

    private string PlaceOf(string found)
    {
        var digits = string.Concat(found.Where(char.IsDigit).Select(d => (int)char.GetNumericValue(d)));
        var at = digits.IndexOf(Beginning, StringComparison.Ordinal) + Beginning.Length;
        return places[int.Parse(digits[at..(at + 5)], System.Globalization.CultureInfo.InvariantCulture) - 1];
    }

    private async Task WalkBodyAsync(HttpClient caller, string method, string route, string path, string body, List<string> faults)
    {
        var count = Strings(JsonNode.Parse(body)!).Count;
        for (var i = 0; i < count; i++)
        {
            var json = JsonNode.Parse(body)!;
            var text = Strings(json)[i];
            text.ReplaceWith(NumberFor($"{method} {route}: {text.GetPath()}"));
            await SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(json) }, caller, route, faults);
        }
    }

    private static List<JsonValue> Strings(JsonNode node) => node switch
    {
        JsonObject o => [.. o.Select(p => p.Value).OfType<JsonNode>().SelectMany(Strings)],
        JsonArray a => [.. a.OfType<JsonNode>().SelectMany(Strings)],
        JsonValue v when v.GetValueKind() == System.Text.Json.JsonValueKind.String && !Guid.TryParse(v.GetValue<string>(), out _) => [v],
        _ => [],
    };

    private async Task WalkFormsAsync(HttpClient caller, string route, string path, List<string> faults)
    {
        using var got = await caller.GetAsync(path);
        if (!got.IsSuccessStatusCode)
        {
            return;
        }

        foreach (Match form in Form().Matches(await got.Content.ReadAsStringAsync()))
        {
            if (!form.Groups["head"].Value.Contains("method=\"post\"", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var action = Attribute(form.Groups["head"].Value, "action") is { Length: > 0 } to ? to : path;
            var (fields, texts) = FieldsOf(form.Groups["body"].Value);
            foreach (var text in texts)
            {
                var filled = new Dictionary<string, string>(fields) { [text] = NumberFor($"{route}: {fields.GetValueOrDefault("_handler")}.{text}") };
                await SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(filled) }, caller, route, faults);
            }
        }
    }

    private static async Task SendAsync(HttpRequestMessage request, HttpClient caller, string route, List<string> faults)
    {
        using (request)
        using (var answer = await caller.SendAsync(request))
        {
            if ((int)answer.StatusCode >= 500)
            {
                faults.Add($"{request.Method} {route} answered {(int)answer.StatusCode}");
            }
        }
    }

    /// <summary>What a browser would send, with something in every field that is empty, and the names of those in which a person writes.</summary>
    private static (Dictionary<string, string> Fields, List<string> Texts) FieldsOf(string form)
    {
        var (fields, texts) = (new Dictionary<string, string>(), new List<string>());
        foreach (Match field in Field().Matches(form))
        {
            var head = field.Groups["head"].Value;
            if (Attribute(head, "name") is not { Length: > 0 } name)
            {
                continue;
            }

            var type = field.Groups["tag"].Value == "input" ? Attribute(head, "type") ?? "text" : field.Groups["tag"].Value;
            var value = type switch
            {
                "textarea" => WebUtility.HtmlDecode(field.Groups["body"].Value),
                "select" => Option().Matches(field.Groups["body"].Value) is var options && options.FirstOrDefault(o => o.Value.Contains(" selected", StringComparison.Ordinal)) is { } chosen
                    ? Attribute(chosen.Value, "value") ?? "" : Attribute(options.LastOrDefault()?.Value ?? "", "value") ?? "",
                _ => Attribute(head, "value") ?? "",
            };
            if (type is "checkbox" or "radio" && !head.Contains(" checked", StringComparison.Ordinal) && (type == "checkbox" || fields.ContainsKey(name)))
            {
                continue;
            }

            if (type is "text" or "textarea" or "search" or "tel")
            {
                texts.Add(name);
            }

            fields[name] = value.Length > 0 ? value : type switch { "text" when head.Contains("data-day", StringComparison.Ordinal) => "01/10/2024", "number" => "1", "text" or "textarea" => "Thử", "tel" => "0912345678", _ => "" };
        }

        return (fields, texts);
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form(?<head>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(?<tag>input)(?<head>[^>]*)>|<(?<tag>textarea|select)(?<head>[^>]*)>(?<body>.*?)</(?:textarea|select)>", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();
}
