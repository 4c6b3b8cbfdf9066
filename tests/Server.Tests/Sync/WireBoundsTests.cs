using TungNgo.Gatherings;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Tests.Training;

namespace TungNgo.Tests.Sync;

/// <summary>Whatever a phone sends has a bound: nothing is too large, too long or too far off to be answered, and nothing of it is cut without a word.</summary>
public sealed class WireBoundsTests
{
    [Fact]
    public void Every_number_day_and_list_of_the_wire_has_its_bounds_and_every_bound_its_field()
    {
        var places = Leaves(typeof(Mutation), "Mutation").Where(l => NeedsBounds(l.Type)).Select(l => l.Place).ToList();
        Assert.NotEmpty(places);
        Assert.Equal(places.Order(), WireBounds.Places.Order());
    }

    [Fact]
    public async Task Every_text_of_the_wire_has_an_end()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await village.ShareAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        var wall = await Wall.ShowAsync(village);
        var texts = Leaves(typeof(Mutation), "Mutation").Where(l => l.Type == typeof(string)).Select(l => l.Place).ToList();
        var tried = new HashSet<string>();
        Assert.All(await phone.PushAsync([.. Samples(village, notice, wall)]), a => Assert.True(a.Result is "applied" or "superseded", $"{a.Result} {a.Code}"));
        foreach (var good in Samples(village, notice, wall))
        {
            foreach (var (body, place) in With(good, texts, JsonValue.Create(new string('x', 20_000))))
            {
                tried.Add(place);
                var answer = await SendAsync(phone, body);
                Assert.True(answer is ("refused", "text-too-long" or "invalid" or "sync.kind-unknown"), $"{place}: {answer}");
            }
        }

        Assert.Equal(texts.Order(), tried.Order());
        Assert.False(await server.WithDbAsync(db => db.AuditEntries.AnyAsync(a => a.After != null && a.After.Contains("xxxxx"))));
    }

    /// <summary>Whatever is refused, covered or left out: the number stands nowhere, in no column of any table.</summary>
    [Theory]
    [InlineData("093050001234")]
    [InlineData("093 050 001 234")]
    [InlineData("093\u00a0050\u00a0001\u00a0234")]
    [InlineData("0930\u200b5000\u20601234")]
    [InlineData("093+050_001,234")]
    [InlineData("០៩៣០៥០០០១២៣៤")]
    [InlineData("CMND 930500012")]
    public async Task No_text_of_the_wire_keeps_a_citizen_number(string number)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await village.ShareAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        var wall = await Wall.ShowAsync(village);
        var texts = Leaves(typeof(Mutation), "Mutation").Where(l => l.Type == typeof(string)).Select(l => l.Place).ToList();
        var tried = new HashSet<string>();
        Assert.All(await phone.PushAsync([.. Samples(village, notice, wall)]), a => Assert.True(a.Result is "applied" or "superseded", $"{a.Result} {a.Code}"));
        foreach (var good in Samples(village, notice, wall))
        {
            foreach (var (body, place) in With(good, texts, JsonValue.Create(number)))
            {
                tried.Add(place);
                var answer = await SendAsync(phone, body);
                Assert.True(answer.Result is "refused", $"{place}: {answer}");
            }
        }

        Assert.Equal(texts.Order(), tried.Order());
        Assert.Empty(await server.HoldingAsync("930500012"));
    }

    /// <summary>Misfits by what they are; none may be a fault of the server, nor be kept where it is beyond the bounds.</summary>
    [Theory]
    [InlineData("2147483647", true)]
    [InlineData("-2147483648", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("1e300", true)]
    [InlineData("1e999", true)]
    [InlineData("\"9999-12-31\"", true)]
    [InlineData("\"0001-01-01\"", true)]
    [InlineData("\"\\ud800\"", true)]
    [InlineData("\"x\\udc00x\"", true)]
    [InlineData("\"\\u0000\"", false)]
    [InlineData("\"\\u200b\\u2060\"", false)]
    public async Task What_is_beyond_all_bounds_is_refused_and_is_nobodys_fault(string misfit, bool mustRefuse)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await village.ShareAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        var wall = await Wall.ShowAsync(village);
        var isText = misfit.StartsWith("\"\\u", StringComparison.Ordinal) || misfit.StartsWith("\"x", StringComparison.Ordinal);
        var isDay = misfit.StartsWith('"') && !isText;
        var places = Leaves(typeof(Mutation), "Mutation")
            .Where(l => isText ? l.Type == typeof(string) : isDay ? l.Type == typeof(DateOnly) : l.Type != typeof(DateOnly) && NeedsBounds(l.Type) && !typeof(System.Collections.IList).IsAssignableFrom(l.Type))
            .Select(l => l.Place).Where(p => !p.EndsWith(".Version", StringComparison.Ordinal) || misfit.StartsWith('-') || misfit.Contains('e', StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(places);
        foreach (var good in Samples(village, notice, wall))
        {
            foreach (var (body, place) in With(good, places, JsonValue.Create("@@")))
            {
                var (result, code) = await SendAsync(phone, body.Replace("\"@@\"", misfit, StringComparison.Ordinal));
                Assert.True(result is "refused" || (!mustRefuse && result is "applied" or "superseded"), $"{place} with {misfit}: {result} {code}");
            }
        }

        Assert.All(await server.WithDbAsync(db => db.Households.ToListAsync()), h => Assert.DoesNotContain('\0', $"{h.Head} {h.Landmark} {h.Door} {h.Phone}"));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task A_list_longer_than_its_bound_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var visit = village.Visit(0, ("vneid2", Stage.Working));
        var id = village.Households[0].Id;
        Mutation[] work =
        [
            visit with { Visit = visit.Visit! with { Activities = [.. Enumerable.Repeat(visit.Visit!.Activities[0], 201)] } },
            village.Visit(0) with { Visit = visit.Visit! with { Fields = [.. Enumerable.Repeat("note", 21)] } },
            village.Mutate("household.edit") with { Household = new PushHousehold(id, Landmark: "x", Fields: [.. Enumerable.Repeat("landmark", 21)]) },
            village.Mutate("household.edit") with { Household = new PushHousehold(id, Point: [9.6, 105.9, 1], Fields: ["point"]) },
            village.Mutate("household.edit") with { Household = new PushHousehold(id, Point: [9.6], Fields: ["point"]) },
            village.Mutate("household.edit") with { Household = new PushHousehold(id, Point: [105.9, 9.6], Fields: ["point"]) },
            village.Mutate("person.edit") with { Person = new PushPerson(village.People[0].Id, id, "x", Fields: [.. Enumerable.Repeat("name", 21)]) },
            village.Mutate("household.edit") with { Household = new PushHousehold(id, Fields: ["hamletId"]) },
            village.Visit(0) with { Visit = visit.Visit! with { NextDate = server.Clock.Today().AddDays(-1) } },
        ];
        Assert.All(await phone.PushAsync(work), a => Assert.Equal(("refused", "invalid"), (a.Result, a.Code)));
        Assert.Equal(0, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    /// <summary>Every kind with every field set, so that each place of the wire is found in one of them.</summary>
    private static IEnumerable<Mutation> Samples(Village village, Notice notice, Wall wall)
    {
        var (day, id) = (village.Server.Clock.Today(), village.Households[0].Id);
        foreach (var mutation in DoorWork.All(village, notice))
        {
            yield return (mutation with
            {
                Skew = 5,
                Visit = mutation.Visit is { } visit
                    ? visit with { NextDate = day.AddDays(1), Note = "hẹn", Seconds = 60, Fields = ["note"], Activities = [visit.Activities[0] with { Blocker = "police-only" }] }
                    : null,
                Household = mutation.Household is null ? null : new PushHousehold(
                    mutation.Household.Id, village.HamletId, village.LaneId, "Sơn Kim", "12", "gần chùa", [9.6, 105.9], "km", "0912345678", 4, 2, ["landmark", "head", "door", "point", "language", "phone", "size", "smartphones"], 1),
                Person = mutation.Person is null ? null : new PushPerson(
                    mutation.Person.Id, id, "Kim Lan", 1980, "f", "0912345678", "child", Fields: ["name", "birthYear", "sex", "phone", "relation"], Version: 1),
                Crop = mutation.Crop is null ? null : mutation.Crop with { SownOn = day },
                Reading = mutation.Reading is null ? null : mutation.Reading with { Depth = 20, Point = [9.6, 105.9], Note = "dưới cầu" },
                Contact = mutation.Contact is null ? null : mutation.Contact with { Channel = mutation.Contact.Channel ?? "sms" },
                Help = mutation.Kind == "help.add" ? mutation.Help! with { Name = "Kim Lan", Phone = "0912345678", Language = "km" } : mutation.Help,
            });
        }

        var held = Guid.CreateVersion7();
        yield return village.Mutate("gathering.plan", village.LeaderId) with
        {
            Skew = 5,
            Gathering = new(
                held, village.TeamId, village.HamletId, GatheringPlace.Pagoda, "Chùa", day, new(8, 0), 600, [village.ServiceIds["vneid2"]], [village.MemberId], 30, 2, [0, 0, 0, 0, 0, 0, 0, 0],
                new(village.HamletId, GatheringPlace.Pagoda, "Chùa", day, new(8, 0), 600, [village.ServiceIds["vneid2"]], [village.MemberId], 30, 2), 1),
        };
        yield return village.Mutate("gathering.book") with { Skew = 5, Booking = new(Guid.CreateVersion7(), held, new(17, 30), "Kim Lan", "0912345678", id) };
        yield return village.Coming(wall.ClassId, wall.Code) with { Skew = 5 };
        yield return village.Test(wall.ClassId) with { Skew = 5 };
        yield return village.Mutate("class.rate") with { Skew = 5, Rating = new PushRating(wall.ClassId, 5, 4, 3, "Nói chậm hơn") };
        yield return village.Mutate("lesson.read") with { Skew = 5, Lesson = new PushLesson("otp") };
    }

    private static IEnumerable<(string Body, string Place)> With(Mutation good, List<string> places, JsonValue misfit)
    {
        var node = JsonSerializer.SerializeToNode(good, TestServer.Json)!.AsObject();
        foreach (var place in places)
        {
            var (type, name) = (place[..place.IndexOf('.', StringComparison.Ordinal)], place[(place.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            var property = JsonNamingPolicy.CamelCase.ConvertName(name.TrimEnd('[', ']'));
            var copy = node.DeepClone().AsObject();
            var of = type == "Mutation" ? copy : type == "PushActivity" ? copy["visit"]?["activities"]?[0] as JsonObject
                : type == "PushPlan" ? copy["gathering"]?["before"] as JsonObject
                : type == "PushTestAnswer" ? copy["test"]?["answers"]?[0] as JsonObject : copy[JsonNamingPolicy.CamelCase.ConvertName(type["Push".Length..])] as JsonObject;
            // A kind that does not look at the field says nothing of its bound.
            if (of?[property] is null || (good.Kind == "contact.group" && name == "Channel") || (good.Kind == "consent.withdraw" && type == "PushConsent"))
            {
                continue;
            }

            if (name.EndsWith("[]", StringComparison.Ordinal))
            {
                of[property]![0] = misfit.DeepClone();
            }
            else
            {
                of[property] = misfit.DeepClone();
            }

            copy["id"] = $"{Guid.CreateVersion7()}";
            yield return (copy.ToJsonString(), place);
        }
    }

    private static async Task<(string Result, string? Code)> SendAsync(HttpClient phone, string mutation)
    {
        using var content = new StringContent($"{{\"mutations\":[{mutation}]}}", Encoding.UTF8, "application/json");
        using var answer = await phone.PostAsync("/api/sync/push", content);
        var said = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            // Not a number, not a day, half a letter: the whole request cannot be read, and the phone sends the others without it.
            return answer.StatusCode == HttpStatusCode.BadRequest && JsonNode.Parse(said)?["code"]?.GetValue<string>() is { } code ? ("refused", code) : ($"{answer.StatusCode}", said);
        }

        var result = JsonSerializer.Deserialize<PushResponse>(said, TestServer.Json)!.Results.Single();
        return (result.Result, result.Code);
    }

    private static bool NeedsBounds(Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(DateOnly) || typeof(System.Collections.IList).IsAssignableFrom(type);

    /// <summary>Every field of the wire, named as the tables of bounds name it.</summary>
    private static IEnumerable<(string Place, Type Type)> Leaves(Type of, string name)
    {
        foreach (var property in of.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var place = $"{name}.{property.Name}";
            if (type.IsArray)
            {
                yield return (place, type);
                var item = type.GetElementType()!;
                foreach (var below in IsRecord(item) ? Leaves(item, item.Name) : [($"{place}[]", item)])
                {
                    yield return below;
                }
            }
            else if (IsRecord(type))
            {
                foreach (var below in Leaves(type, type.Name))
                {
                    yield return below;
                }
            }
            else
            {
                yield return (place, type);
            }
        }
    }

    private static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && type.Namespace == typeof(Mutation).Namespace;
}
