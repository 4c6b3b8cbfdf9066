using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;

namespace TungNgo.Tests.Accounts;

/// <summary>
/// Walks every id that a body or a query of any route can carry, with one that lies in the neighbouring commune: nothing may come of it. An id that
/// is not understood in <see cref="Understood"/> fails the walk, so a new field is thought about before it is merged.
/// </summary>
public sealed class ForeignIdWalkTests
{
    private const string AnyPlace = "";

    /// <summary>
    /// By "METHOD route field": which foreign thing to name, or why a foreign one is no fault. Ids inside the phone's push are walked by the tests of the wire.
    /// </summary>
    private static readonly Dictionary<string, (Func<ForeignThings, Guid>? Foreign, string Why)> Understood = new()
    {
        ["POST /api/areas/ parentId"] = (f => f.Commune, AnyPlace),
        ["POST /api/areas/merge parts[]"] = (f => f.Commune, AnyPlace),
        ["POST /api/areas/merge parentId"] = (f => f.Commune, AnyPlace),
        ["POST /api/areas/{id:guid}/reparent parentId"] = (f => f.Commune, AnyPlace),
        ["POST /api/areas/{id:guid}/end into"] = (f => f.Hamlet, AnyPlace),
        ["PUT /api/areas/{id:guid}/lanes [].id"] = (f => f.Lane, AnyPlace),
        ["POST /api/teams/ areaId"] = (f => f.Hamlet, AnyPlace),
        ["POST /api/teams/{id:guid}/reform seats[].member.id"] = (f => f.Member, AnyPlace),
        ["POST /api/teams/{id:guid}/reform areaId"] = (f => f.Hamlet, AnyPlace),
        ["POST /api/teams/{id:guid}/members member.id"] = (f => f.Member, AnyPlace),
        ["POST /api/teams/{id:guid}/zalo-groups ownerMemberId"] = (f => f.Member, AnyPlace),
        ["PUT /api/teams/{id:guid}/zalo-groups/{group:guid} ownerMemberId"] = (f => f.Member, AnyPlace),
        ["POST /api/bulletins/ areaId"] = (f => f.Commune, AnyPlace),
        ["POST /api/bulletins/ relatedId"] = (f => f.Bulletin, AnyPlace),
        ["POST /api/bulletins/ texts.vi.audioId"] = (f => f.File, AnyPlace),
        ["POST /api/bulletins/ audience.areas[]"] = (f => f.Hamlet, AnyPlace),
        ["POST /api/bulletins/ audience.touchedBy"] = (f => f.Bulletin, AnyPlace),
        ["POST /api/bulletins/ audience.services[].serviceId"] = (null, "services are the province's and everybody's"),
        ["POST /api/bulletins/ templateId"] = (null, "templates are the province's and everybody's"),
        ["POST /api/bulletins/ attachments[]"] = (f => f.File, AnyPlace),
        ["PUT /api/bulletins/{id:guid} areaId"] = (null, "the issuing unit does not change: it is not read"),
        ["PUT /api/bulletins/{id:guid} relatedId"] = (f => f.Bulletin, AnyPlace),
        ["PUT /api/bulletins/{id:guid} texts.vi.audioId"] = (f => f.File, AnyPlace),
        ["PUT /api/bulletins/{id:guid} audience.areas[]"] = (f => f.Hamlet, AnyPlace),
        ["PUT /api/bulletins/{id:guid} audience.touchedBy"] = (f => f.Bulletin, AnyPlace),
        ["PUT /api/bulletins/{id:guid} audience.services[].serviceId"] = (null, "services are the province's and everybody's"),
        ["PUT /api/bulletins/{id:guid} templateId"] = (null, "templates are the province's and everybody's"),
        ["PUT /api/bulletins/{id:guid} attachments[]"] = (f => f.File, AnyPlace),
        ["POST /api/help/{id:guid}/assign memberId"] = (f => f.Member, AnyPlace),
        ["POST /api/help/{id:guid}/hamlet hamletId"] = (null, "a resident may live elsewhere: the request is handed over and leaves the caller's sight"),
        ["POST /api/enrolments memberId"] = (f => f.Member, AnyPlace),
        ["POST /api/badges/cards/end memberId"] = (f => f.Member, AnyPlace), ["PUT /api/badges/key memberId"] = (null, "only the calling phone's own members (DoorTests)"),
        ["POST /api/portal/push/ hamlet"] = (null, "anybody may be told of any hamlet's public news"),
    };

    private static readonly Dictionary<string, (Func<ForeignThings, Guid>? Foreign, string Why)> UnderstoodQueries = new()
    {
        ["/api/teams/ area"] = (f => f.Commune, AnyPlace),
        ["/api/teams/counts area"] = (f => f.Commune, AnyPlace),
        ["/api/help/ area"] = (f => f.Commune, AnyPlace),
        ["/help/export area"] = (f => f.Commune, AnyPlace),
        ["/api/bulletins/{id:guid}/reach/ area"] = (f => f.Commune, AnyPlace),
        ["/api/bulletins/ area"] = (f => f.Commune, AnyPlace),
        ["/bulletins/{id:guid}/reach/download area"] = (f => f.Commune, AnyPlace),
        ["/bulletins/{id:guid}/reach/households/download area"] = (f => f.Commune, AnyPlace),
        ["/api/indicators/values area"] = (f => f.Commune, AnyPlace),
        ["/work/sheet area"] = (f => f.Commune, AnyPlace),
        ["/stock/sheet area"] = (f => f.Commune, AnyPlace),
        ["/work/payments/sheet area"] = (f => f.Commune, AnyPlace),
        ["/api/exchange/adx area"] = (f => f.Commune, AnyPlace),
        ["/api/exchange/dataValueSets area"] = (f => f.Commune, AnyPlace),
        ["/api/boundaries.geojson area"] = (f => f.Commune, AnyPlace),
        ["/indicators/compare/sheet area"] = (f => f.Commune, AnyPlace),
        ["/indicators/sheet area"] = (f => f.Commune, AnyPlace),
        ["/indicators/{code}/sheet area"] = (f => f.Commune, AnyPlace),
        ["/audit/export entity"] = (null, "narrows what the auditor's own scope holds"),
        ["/api/sync/pull epoch"] = (null, "compared with the server's own, names nothing"),
        ["/tin area"] = (null, "public"),
        ["/api/portal/push/key hamlet"] = (null, "public"),
    };

    [Fact]
    public async Task An_id_in_a_body_that_lies_outside_of_the_callers_scope_is_refused_and_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        await world.AddForeignAsync();
        var samples = new RouteSamples(world);
        var callers = await world.CallersAsync();
        var faults = new List<string>();
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server))
        {
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } type || type == typeof(TungNgo.Sync.PushRequest))
            {
                continue;
            }

            foreach (var field in IdsOf(type, ""))
            {
                var key = $"{method} {route} {field}";
                if (!Understood.TryGetValue(key, out var known))
                {
                    faults.Add($"{key}: say in ForeignIdWalkTests.Understood which foreign thing it could name, or why none does harm.");
                    continue;
                }

                if (known.Foreign is not { } foreign || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                {
                    continue;
                }

                var permission = endpoint.Metadata.GetMetadata<NeedsAttribute>()!.Permission;
                var (sample, _) = samples.Find(method, route, isPage: false, anonymous: false);
                var body = JsonNode.Parse(samples.BodyOf(method, route)!)!;
                await RefreshAsync(world, route, body);
                Put(ref body, field, foreign(world.Foreign));
                if (field == "relatedId")
                {
                    // Without a relation the id is not read.
                    body["relation"] = body["relation"] is JsonValue old && old.TryGetValue<int>(out _) ? 1 : "supersedes";
                }

                var asked = callers.Where(c => c.Role is { } role && RouteSamples.Expected[permission].Contains(role) && (c.AreaId == world.CommuneId || c.AreaId == world.HamletId)
                    && role.Fits(role is Role.Leader or Role.Member ? TungNgo.Areas.AreaTier.Hamlet : TungNgo.Areas.AreaTier.Commune)).ToList();
                if (asked.Count == 0)
                {
                    faults.Add($"{key}: no caller of the commune may ask it.");
                }

                foreach (var caller in asked)
                {
                    await AskAsync(faults, world, caller, method, sample!.Path, key, body);
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));
    }

    [Fact]
    public async Task A_unit_in_a_query_that_lies_outside_of_the_callers_scope_is_refused_or_shows_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        await world.AddForeignAsync();
        var samples = new RouteSamples(world);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var faults = new List<string>();
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).Where(r => r.Method == "GET"))
        {
            var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
            var names = page is not null
                ? page.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Where(p => p.GetCustomAttribute<SupplyParameterFromQueryAttribute>() is not null && IsId(p.PropertyType))
                    .Select(p => p.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? p.Name.ToLowerInvariant())
                : (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).Where(p => IsId(p.ParameterType) && !endpoint.RoutePattern.Parameters.Any(r => r.Name == p.Name)).Select(p => p.Name!);
            foreach (var name in names)
            {
                var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                Func<ForeignThings, Guid>? foreign = name == "with" ? f => f.Household : f => f.Commune;
                if (page is null)
                {
                    if (!UnderstoodQueries.TryGetValue($"{route} {name}", out var known))
                    {
                        faults.Add($"GET {route} ?{name}: say in ForeignIdWalkTests.UnderstoodQueries which foreign thing it could name, or why none does harm.");
                        continue;
                    }

                    foreign = known.Foreign;
                }

                if (foreign is null || anonymous)
                {
                    continue;
                }

                var (sample, missing) = samples.Find("GET", route, page is not null, anonymous);
                if (sample is null)
                {
                    faults.Add(missing!);
                    continue;
                }

                using var answer = await officer.GetAsync($"{sample.Path.Split('?')[0]}?{name}={foreign(world.Foreign)}");
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                if ((int)answer.StatusCode >= 500 || text.Contains("Hàng Xóm", StringComparison.Ordinal) || text.Contains("Người Lạ", StringComparison.Ordinal) || text.Contains("LAHOAC", StringComparison.Ordinal)
                    || (page is null && answer.IsSuccessStatusCode && text.Contains("bên cạnh", StringComparison.OrdinalIgnoreCase)))
                {
                    faults.Add($"GET {route} ?{name}: {(int)answer.StatusCode}, shows what is the neighbours'.");
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));
    }

    private static async Task AskAsync(List<string> faults, RouteWorld world, Caller caller, string method, string path, string key, JsonNode body)
    {
        Task<long> WrittenAsync() => world.Server.WithDbAsync(db => db.AuditEntries.LongCountAsync(a => !a.Action.StartsWith("access.")));
        var before = await WrittenAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        using var answer = await caller.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode is < 400 or >= 500 || text.Contains("changed-meanwhile", StringComparison.Ordinal))
        {
            faults.Add($"{key} as {caller.Name}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 160)]}");
        }
        else if (await WrittenAsync() != before)
        {
            faults.Add($"{key} as {caller.Name}: {(int)answer.StatusCode}, and something was written.");
        }
    }

    /// <summary>The version that stands, so that the id is what is refused and not a stale form.</summary>
    private static async Task RefreshAsync(RouteWorld world, string route, JsonNode body)
    {
        if (body is not JsonObject form)
        {
            return;
        }

        if (form.ContainsKey("version"))
        {
            form["version"] = await world.Server.WithDbAsync(async db => route.StartsWith("/api/help", StringComparison.Ordinal)
                ? await db.HelpRequests.Where(h => h.Id == world.HelpId).Select(h => h.Version).SingleAsync() : await db.Teams.Where(t => t.Id == world.TeamId).Select(t => t.Version).SingleAsync());
        }

        if (form.ContainsKey("edition"))
        {
            form["edition"] = await world.Server.WithDbAsync(db => db.BulletinVersions.Where(v => v.BulletinId == world.BulletinId).Select(v => v.Edition).SingleAsync());
        }
    }

    private static bool IsId(Type type) => type == typeof(Guid) || type == typeof(Guid?) || type == typeof(Guid[]);

    /// <summary>Paths of all ids of a body: "member.id", "from[]", "texts.vi.audioId".</summary>
    private static IEnumerable<string> IdsOf(Type type, string path)
    {
        if (type == typeof(Guid) || type == typeof(Guid?))
        {
            yield return path;
        }
        else if (type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var generic && (generic == typeof(List<>) || generic == typeof(IReadOnlyList<>))))
        {
            foreach (var id in IdsOf(type.GetElementType() ?? type.GetGenericArguments()[0], path + "[]"))
            {
                yield return id;
            }
        }
        else if (type.IsGenericType && type.Name.Contains("Dictionary", StringComparison.Ordinal))
        {
            foreach (var id in IdsOf(type.GetGenericArguments()[1], path + ".vi"))
            {
                yield return id;
            }
        }
        else if (type.Namespace?.StartsWith("TungNgo", StringComparison.Ordinal) == true && !type.IsEnum)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite))
            {
                foreach (var id in IdsOf(property.PropertyType, $"{path}.{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}".TrimStart('.')))
                {
                    yield return id;
                }
            }
        }
    }

    private static void Put(ref JsonNode body, string path, Guid id)
    {
        var steps = path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        body = Set(body, steps, id);
    }

    /// <summary>Makes what is missing on the way; of a list the first place is taken.</summary>
    private static JsonNode Set(JsonNode? node, ReadOnlySpan<string> steps, Guid id)
    {
        if (steps.Length == 0)
        {
            return JsonValue.Create(id.ToString())!;
        }

        if (steps[0] == "[]")
        {
            var list = node as JsonArray ?? [];
            var first = list.Count > 0 ? list[0]?.DeepClone() : null;
            var changed = Set(first, steps[1..], id);
            if (list.Count > 0)
            {
                list[0] = changed;
            }
            else
            {
                list.Add(changed);
            }

            return list;
        }

        var form = node as JsonObject ?? [];
        var inner = Set(form[steps[0]]?.DeepClone(), steps[1..], id);
        form[steps[0]] = inner;
        return form;
    }
}
