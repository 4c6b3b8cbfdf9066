using System.Text.Json;
using System.Text.Json.Nodes;

namespace TungNgo.Tests.Web;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_description_in_docs_is_the_one_served()
    {
        await using var server = await TestServer.StartAsync();
        var served = JsonNode.Parse(await server.Anonymous().GetStringAsync("/api/openapi.json"));
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Source.Root, "docs", "api", "openapi.json")));
        Assert.True(JsonNode.DeepEquals(served, kept), $"The API changed: run tools/openapi and look at the difference. {FirstDifference(kept, served, "")}");
    }

    private static string? FirstDifference(JsonNode? kept, JsonNode? served, string path)
    {
        if (JsonNode.DeepEquals(kept, served))
        {
            return null;
        }

        return kept is JsonObject k && served is JsonObject s
            ? k.Select(p => p.Key).Union(s.Select(p => p.Key)).Select(key => FirstDifference(k[key], s[key], $"{path}/{key}")).First(d => d is not null)
            : $"At {path}: {Short(kept)} became {Short(served)}.";
    }

    private static string Short(JsonNode? node) => JsonSerializer.Serialize(node) is var text && text.Length > 200 ? text[..200] + "…" : text;
}
