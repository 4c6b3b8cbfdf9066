using System.Text.Json.Nodes;
using TungNgo.Accounts;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Sync;

/// <summary>A pull as columns says what a pull says.</summary>
public sealed class ColumnsTests
{
    [Fact]
    public async Task As_columns_the_same_households_come_to_the_last_field()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 90);
        using (var officer = await village.OfficerAsync())
        {
            // Blank texts, unknown fields, a household of another write.
            using var added = await officer.SubmitAsync($"/households/add?hamlet={village.HamletId}", "add", new()
            {
                ["id"] = $"{Guid.CreateVersion7()}", ["head"] = "Sơn \"Ba\" \\ ហេង", ["point"] = "9.60315,105.97312", ["size"] = "0", ["phone"] = "0912345678",
            });
            Assert.Equal(System.Net.HttpStatusCode.Found, added.StatusCode);
        }

        using var phone = await village.EnrolAsync(village.MemberId);
        var at = server.Clock.GetUtcNow().UtcDateTime.AddHours(-1);
        var mutations = village.Households.Take(40).SelectMany((h, i) => new[]
        {
            new Mutation(Guid.CreateVersion7(), "visit", village.MemberId, at, Visit: new PushVisit(h.Id, i % 3 == 0 ? Outcome.Away : Outcome.Met, "km",
                i % 3 == 0 ? [] : [new PushActivity(village.ServiceIds["vneid2"], i % 2 == 0 ? Stage.Introduced : Stage.Working, village.People.FirstOrDefault(p => p.HouseholdId == h.Id)?.Id)])),
            new Mutation(Guid.CreateVersion7(), "consent.give", village.MemberId, at, Consent: new PushConsent(Guid.CreateVersion7(), h.Id, "store", "spoken", "km")),
        }).ToArray();
        Assert.All((await phone.PushAsync(mutations)), r => Assert.Equal("applied", r.Result));

        var plain = JsonNode.Parse(await phone.GetStringAsync("/api/sync/pull?after=0"))!;
        var text = await phone.GetStringAsync("/api/sync/pull?after=0&form=columns");
        var columns = JsonNode.Parse(text)!;
        Assert.Equal(91, plain["households"]!.AsArray().Count);
        var read = new JsonArray([.. Records(columns["households"]!)]);
        Assert.True(JsonNode.DeepEquals(plain["households"], read), $"{plain["households"]}\n{read}");
        Assert.True(text.Length < plain.ToJsonString().Length * 2 / 3, "columns save nothing");
        var upTo = plain["upTo"]!.ToString();
        // Something else of the server's may have been written between the two.
        foreach (var key in (string[])["households", "upTo"])
        {
            plain.AsObject().Remove(key);
            columns.AsObject().Remove(key);
        }

        Assert.Equal(plain.ToJsonString(), columns.ToJsonString());

        // Nothing new is no rows.
        var none = JsonNode.Parse(await phone.GetStringAsync($"/api/sync/pull?after={upTo}&have={village.HamletId}&form=columns"))!["households"]!;
        Assert.Equal(0, (int)none["n"]!);
    }

    /// <summary>As a phone reads them, written down a second time.</summary>
    private static List<JsonNode> Records(JsonNode columns)
    {
        var count = columns["n"] is JsonArray counts ? counts.Sum(n => Math.Max((int)n!, 0)) : (int)columns["n"]!;
        var rows = Enumerable.Range(0, count).Select(_ => new JsonObject()).ToList();
        foreach (var (name, column) in columns["of"]!.AsObject())
        {
            foreach (var (value, row) in Values(column!).Zip(rows))
            {
                if (value is not null)
                {
                    row[name] = value.DeepClone();
                }
            }
        }

        return [.. rows];
    }

    private static IEnumerable<JsonNode?> Values(JsonNode column)
    {
        if (column is JsonArray plain)
        {
            return plain;
        }

        if (column["d"] is { } words)
        {
            return column["i"]!.AsArray().Select(i => words[(int)i!]);
        }

        if (column["s"] is { } differences)
        {
            var sum = 0L;
            return differences.AsArray().Select(d => (JsonNode?)JsonValue.Create(sum += (long)d!)).ToList();
        }

        if (column["g"] is { } ids)
        {
            var before = "";
            return ids.AsArray().Select(g =>
            {
                if (g is null)
                {
                    return null;
                }

                var (same, rest) = ((string)g!).Split(':') is [var s, var r] ? (int.Parse(s, System.Globalization.CultureInfo.InvariantCulture), r) : default;
                return (JsonNode?)JsonValue.Create(before = before[..same] + rest);
            }).ToList();
        }

        var (all, from) = (Records(column), 0);
        return column["n"]!.AsArray().Select(n =>
        {
            if ((int)n! < 0)
            {
                return null;
            }

            var some = new JsonArray([.. all.Skip(from).Take((int)n!)]);
            from += (int)n!;
            return (JsonNode?)some;
        }).ToList();
    }
}
