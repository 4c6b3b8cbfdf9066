using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Households.Import.Desk;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams.Phones;
using TungNgo.Tests.Accounts;

namespace TungNgo.Tests.Audit;

/// <summary>
/// Calls every route that is not a page and not a GET so that it succeeds, and looks for the audit entry. Pages write through the same
/// classes; that nothing writes past them is <see cref="AuditTests"/>' part.
/// </summary>
public sealed class EveryWriteTests
{
    /// <summary>Routes that are not called here, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["POST /demo/clock"] = "sets the demo's clock in memory; not there outside the demo",
        ["POST /sign-in/passkey/options"] = "asks a browser for its passkey and writes nothing",
        ["POST /me/passkeys/options"] = "offers a browser to make a passkey and writes nothing; keeping it is a form of a page",
        ["POST /api/areas/merge"] = "is refused in 2024, because the reform of 2025 follows; its entry is looked for in AreaPageTests",
    };

    /// <summary>
    /// Routes that need a state of their own to succeed (a text to decide on, an open request, a link that was sent) or keep what came before
    /// anything is done with it, by the beginning of the address; their entries are held by the tests named.
    /// </summary>
    private static readonly Dictionary<string, string> HeldElsewhere = new()
    {
        ["/api/bulletins"] = "Bulletins/ApprovalTests", ["/api/help"] = "Help/HelpFlowTests", ["/hoi"] = "Help/AskTests", ["/hen"] = "Gatherings/BookingTests", ["/thoi"] = "Portal/OptOutTests", ["/t/"] = "Sync/AnswerTests", ["/thu"] = "Mail/MailTests",
        ["/api/badges"] = "Badges/DoorTests and CardTests: by a key and a card of their own", ["/b/"] = "Badges/AlertTests: a resident says it, and from where stands nowhere",
        ["/api/portal"] = "Portal/PushTests", ["/api/provinces/packages"] = "Provinces/PackageTests: by a province's signature", ["/api/water/readings"] = "Water/StationPushTests: by a station's key; the day's first batch has its entry", ["/hooks"] = "Channels/TroubleTests: the inbox is folded with an entry", ["/api/sync/media"] = "Sync: pieces of a file, audited with the post they prove",
    };

    /// <summary>What must stand until everything else was tried.</summary>
    private static readonly string[] Last = ["/role", MembershipEnd, "/reform", "/dissolve", AreaEnd, "/revoke", "/undo", "/sign-out"];

    private const string MembershipEnd = "/members/{membership:guid}/end", AreaEnd = "/areas/{id:guid}/end";

    [Fact]
    public async Task Every_write_leaves_its_entry_with_who_and_from_where()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var callers = await world.CallersAsync();
        var officer = callers.First(c => c.Role == Role.CommuneOfficer && c.AreaId == world.CommuneId);
        var importId = await ListAsync(world, officer.Client);
        var faults = new List<string>();
        var routes = RouteWalkTests.Routes(server)
            .Where(r => r.Method != "GET" && r.Endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null && !LeftOut.ContainsKey($"{r.Method} {r.Route}")
                && !HeldElsewhere.Keys.Any(k => r.Route.TrimStart('/').StartsWith(k[1..], StringComparison.Ordinal)))
            .OrderBy(r => Array.FindIndex(Last, l => r.Route.EndsWith(l, StringComparison.Ordinal))).ToList();
        foreach (var (method, route, endpoint) in routes)
        {
            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission;
            var (sample, missing) = samples.Find(method, route, isPage: false, anonymous: needs is null);
            if (sample is null)
            {
                faults.Add(missing!);
                continue;
            }

            // Choosing a language and signing out are open to everybody and write for who is signed in.
            var caller = route.EndsWith(AreaEnd, StringComparison.Ordinal) ? callers.First(c => c.Role == Role.ProvinceOfficer && c.AreaId == world.ProvinceId)
                : needs is null && !route.StartsWith("/api", StringComparison.Ordinal)
                ? officer
                : callers.First(c => needs is not { } permission ? c.Role is null : c.Role is { } role && RouteSamples.Expected[permission].Contains(role) && (c.AreaId == world.ProvinceId || !RouteSamples.ProvinceWide.Contains(permission)) && (sample.AreaId is not { } area || RouteWalkTests.Covers(world, c.AreaId!.Value, area)));
            var before = await server.WithDbAsync(db => db.AuditEntries.CountAsync());
            using var request = new HttpRequestMessage(new HttpMethod(method), await PathAsync(world, route, sample.Path, importId))
            {
                Content = await BodyAsync(world, officer.Client, method, route, sample, caller.Token),
            };
            using var answer = await caller.Client.SendAsync(request);
            var status = (int)answer.StatusCode;
            if (status >= 400)
            {
                faults.Add($"{method} {route} as {caller.Name} was meant to succeed and answered {status}: {await answer.Content.ReadAsStringAsync()}");
                continue;
            }

            var entries = await server.WithDbAsync(db => db.AuditEntries.OrderByDescending(a => a.Number).Take(20).ToListAsync());
            if (await server.WithDbAsync(db => db.AuditEntries.CountAsync()) == before)
            {
                faults.Add($"{method} {route} as {caller.Name} left no entry.");
            }
            else if (entries[0] is not { Actor.Length: > 0, Address.Length: > 0 })
            {
                faults.Add($"{method} {route} as {caller.Name}: its entry {entries[0].Action} does not say who and from where.");
            }
        }

        Assert.True(routes.Count > 30, $"only {routes.Count} writing routes were found");
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults.Take(60)));
    }

    /// <summary>What one call ended, another cannot end again: each has a unit, a seat or a list of its own.</summary>
    private static async Task<string> PathAsync(RouteWorld world, string route, string path, Guid importId)
    {
        if (route.EndsWith(MembershipEnd, StringComparison.Ordinal))
        {
            var seat = await world.Server.WithDbAsync(db => db.Memberships.Where(m => m.MemberId == world.Village.LeaderId).Select(m => m.Id).SingleAsync());
            return path.Replace($"{world.SeatId}", $"{seat}", StringComparison.Ordinal);
        }

        if (route.EndsWith(AreaEnd, StringComparison.Ordinal))
        {
            var neighbour = world.Server.Services.GetRequiredService<AreaTree>().Today.All.Single(u => u.Name == "Bên Cạnh").AreaId;
            return path.Replace($"{world.HamletId}", $"{neighbour}", StringComparison.Ordinal);
        }

        return path.Replace($"{world.ImportId}", $"{importId}", StringComparison.Ordinal);
    }

    /// <summary>The walk's bodies are made to change nothing; here they carry the versions, codes and texts with which they do.</summary>
    private static async Task<HttpContent?> BodyAsync(RouteWorld world, HttpClient officer, string method, string route, Sample sample, string? token)
    {
        var server = world.Server;
        var team = await server.WithDbAsync(db => db.Teams.Where(t => t.Id == world.TeamId).Select(t => t.Version).SingleAsync());
        var member = await server.WithDbAsync(db => db.Members.Where(m => m.Id == world.MemberId).Select(m => m.Version).SingleAsync());
        switch ($"{method} {route}")
        {
            case "POST /language" or "POST /sign-out":
                return new FormUrlEncodedContent(new Dictionary<string, string> { ["language"] = "km", ["__RequestVerificationToken"] = token ?? "" });
            case "POST /households/import/upload":
                return new MultipartFormDataContent
                {
                    { new StringContent($"{world.CommuneId}"), "area" }, { new StringContent(token!), "__RequestVerificationToken" }, { new ByteArrayContent("Họ tên,Ấp\nA,B\n"u8.ToArray()), "file", "a.csv" },
                };
            case "POST /api/enrol" or "POST /api/enrol/member":
                var whom = route.EndsWith("member", StringComparison.Ordinal) ? world.Village.LeaderId : world.MemberId;
                var code = await officer.PostAsync("/api/enrolments", new EnrolmentCodeRequest(whom)).ReadAsync<EnrolmentCodeResponse>();
                return JsonContent.Create(new EnrolRequest(code.Code, "Máy"), options: TestServer.Json);
            case "POST /api/sync/push":
                var edit = new Mutation(Guid.CreateVersion7(), "household.edit", world.Village.LeaderId, server.Clock.GetUtcNow().UtcDateTime, Household: new PushHousehold(world.HouseholdId, Phone: "0912345678", Fields: ["phone"]));
                return JsonContent.Create(new PushRequest([edit]), options: TestServer.Json);
            case "PUT /api/services/{id:guid}":
                var text = new Dictionary<string, string> { ["vi"] = "Tên" };
                return JsonContent.Create(new ServiceEdit(text, text, text, "id", 1, true, []), options: TestServer.Json);
            case "PUT /api/services/{id:guid}/guides/{language}":
                var guide = await server.WithDbAsync(db => db.Guides.SingleAsync(g => g.ServiceId == world.ServiceId && g.Language == "vi"));
                return JsonContent.Create(new GuideEdit(guide.Title + "!", guide.Markdown, false, guide.Version), options: TestServer.Json);
        }

        if (sample.Body?.Invoke() is not JsonContent content)
        {
            return sample.Body?.Invoke();
        }

        // The far day of the walk lies after the reorganisation; this week everything is still there. A day each, in the order of the calls;
        // only a hamlet's end is never recorded ahead.
        var ahead = route.EndsWith(AreaEnd, StringComparison.Ordinal) ? 0 : 1 + Math.Max(0, Array.FindIndex(Last, l => route.EndsWith(l, StringComparison.Ordinal)));
        var day = server.Clock.Today().AddDays(ahead)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var json = JsonNode.Parse((await content.ReadAsStringAsync()).Replace("2031-01-01", day, StringComparison.Ordinal)
            .Replace("Lâm Sương", route.EndsWith("/reform", StringComparison.Ordinal) ? "Lâm Sương Mai" : "Lâm Sương", StringComparison.Ordinal))!;
        if (json is JsonObject o && o.ContainsKey("version"))
        {
            o["version"] = route.Contains("zalo-groups", StringComparison.Ordinal) ? 0 : route.Contains("teams/members", StringComparison.Ordinal) ? member : team;
        }

        return JsonContent.Create(json);
    }

    private static async Task<Guid> ListAsync(RouteWorld world, HttpClient officer)
    {
        using var form = new MultipartFormDataContent { { new StringContent($"{world.CommuneId}"), "area" }, { new ByteArrayContent("Họ tên chủ hộ,Ấp\nSơn Thị Mới,Trường Thành B\n"u8.ToArray()), "file", "a.csv" } };
        return (await officer.PostAsync("/api/imports", form).ReadAsync<ImportAnswer>()).Id;
    }
}
