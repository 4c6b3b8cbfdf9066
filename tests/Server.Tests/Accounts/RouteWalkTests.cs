using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.SigningIn;
using TungNgo.Areas;

namespace TungNgo.Tests.Accounts;

/// <summary>
/// Walks every route of the app, as every role, in every relation of its unit to what is touched. What each call should answer comes
/// from <see cref="RouteSamples"/>; a route that is not understood there fails with a sentence that says what to add.
/// </summary>
public sealed class RouteWalkTests
{
    [Fact]
    public async Task Every_route_answers_each_role_in_each_area_as_the_table_says()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var callers = await world.CallersAsync();
        var faults = new List<string>();
        foreach (var (method, route, endpoint) in Routes(server))
        {
            var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Permission;
            if (!anonymous && needs is null)
            {
                faults.Add($"{method} {route}: states neither [Needs(…)] nor AllowAnonymous.");
                continue;
            }

            var isPage = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
            var (sample, missing) = samples.Find(method, route, isPage, anonymous);
            if (sample is null)
            {
                faults.Add(missing!);
                continue;
            }

            foreach (var caller in callers.Where(c => anonymous ? c.Role is null : IsWorthAsking(c, needs!.Value, world)))
            {
                await AskAsync(faults, world, caller, method, route, sample, needs, isPage);
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults.Take(80)));
    }

    [Fact]
    public async Task After_a_reorganisation_the_heir_sees_the_doors_and_the_old_units_officer_does_not()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var areas = server.Services.GetRequiredService<AreaTree>();
        var heir = areas.Successions.Single(s => s.FromId == village.CommuneId && s.Date == new DateOnly(2025, 7, 1)).ToId;
        await server.WriteAsync((db, write) =>
        {
            db.AreaVersions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = village.HamletId, Name = "Trường Thành B", NameKey = "ap truong thanh b", Kind = AreaKind.Hamlet, ParentId = heir,
                ValidFrom = new DateOnly(2025, 7, 1), RecordedAt = write.Now,
            });
            write.Changed(TungNgo.Feed.ChangeKind.Area, village.HamletId);
        });
        var before = await server.AddOfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var phone = await village.EnrolAsync(village.MemberId);
        var door = $"/households/{village.Households[0].Id}";
        using (var old = await server.SignInAsync(before))
        {
            Assert.Equal(HttpStatusCode.OK, (await old.GetAsync(door)).StatusCode);
        }

        server.Clock.Set(new DateTime(2025, 7, 2, 5, 0, 0, DateTimeKind.Utc));
        using var left = await server.SignInAsync(before);
        using var heirs = await server.OfficialAsync(Role.CommuneOfficer, heir);
        Assert.Equal(HttpStatusCode.Forbidden, (await left.GetAsync(door)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await left.GetAsync("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await heirs.GetAsync(door)).StatusCode);
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<TungNgo.Sync.PullResponse>();
        Assert.Equal(3, pull.Households.Length);
    }

    [Fact]
    public void Every_permission_is_in_the_table_and_every_role_holds_what_it_says()
    {
        Assert.Equal(Enum.GetValues<Permission>().Order(), RouteSamples.Expected.Keys.Order());
        foreach (var (permission, roles) in RouteSamples.Expected.Where(e => e.Key != Permission.OwnAccount))
        {
            Assert.Equal(roles.Order(), Enum.GetValues<Role>().Where(r => r.Allows(permission)).Order());
        }
    }

    private static async Task AskAsync(
        List<string> faults, RouteWorld world, Caller caller, string method, string route, Sample sample, Permission? needs, bool isPage)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), sample.Path);
        if (method != "GET")
        {
            // A page draws itself before it looks for the form, so a form that does not exist asks for the page's own checks and writes nothing.
            request.Content = isPage ? Form(caller.Token) : sample.Body?.Invoke();
        }

        using var answer = await caller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var status = (int)answer.StatusCode;
        var toSignIn = answer.Headers.Location?.OriginalString.StartsWith("/sign-in?", StringComparison.Ordinal) == true;
        var expected = Expect(world, caller, sample, needs);
        if (expected == Expectation.Open && RouteSamples.AsksForMore.TryGetValue(route, out var more) && !more.Any(p => RouteSamples.Expected[p].Contains(caller.Role!.Value)))
        {
            expected = Expectation.NotThere;
        }

        if (expected == Expectation.NotThere && RouteSamples.SeenFromBelow.Contains(route) && Covers(world, sample.AreaId!.Value, caller.AreaId!.Value))
        {
            expected = Expectation.Open;
        }

        var met = expected switch
        {
            Expectation.Open when RouteSamples.ByKey.Contains(route) => status == 401,
            Expectation.Open => status is not (401 or 403) && status < 500 && !toSignIn && (status != 404 || RouteSamples.MayBeMissing.Contains(route)),
            Expectation.SignIn => method == "GET" && !sample.Path.StartsWith("/api", StringComparison.Ordinal) ? toSignIn : status == 401,
            Expectation.Forbidden => status == 403,
            // What is out of scope is not there; a few writes say that they are for the level above.
            _ => status is 404 or 403,
        };
        if (!met)
        {
            faults.Add($"{method} {route} as {caller.Name}: expected {expected}, got {status}{(toSignIn ? " to sign-in" : "")}");
        }

        if (status == 200 && answer.Content.Headers.ContentType?.MediaType is { } type && type != "text/event-stream")
        {
            var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            var maySeeDoors = caller.Role is { } role && caller.AreaId is { } area
                && (RouteSamples.Expected[Permission.ViewHouseholds].Contains(role) || caller.Role is Role.Leader or Role.Member) && Covers(world, area, world.HamletId);
            if (!maySeeDoors && body.Contains(RouteWorld.Resident, StringComparison.Ordinal))
            {
                faults.Add($"{method} {route} as {caller.Name}: shows a resident's name.");
            }

            if (!(caller.AreaId is { } own && Covers(world, own, world.HamletId)) && RouteWorld.TeamMembers.Any(m => body.Contains(m, StringComparison.Ordinal)))
            {
                faults.Add($"{method} {route} as {caller.Name}: shows members of a team elsewhere.");
            }
        }
    }

    private enum Expectation { Open, SignIn, Forbidden, NotThere }

    private static Expectation Expect(RouteWorld world, Caller caller, Sample sample, Permission? needs)
    {
        if (needs is not { } permission)
        {
            return Expectation.Open;
        }

        if (caller.Role is not { } role)
        {
            return Expectation.SignIn;
        }

        // The authority of a unit ends with the unit; the own account stays.
        var gone = world.Server.Services.GetRequiredService<AreaTree>().Today.Find(caller.AreaId!.Value) is null;
        if (!RouteSamples.Expected[permission].Contains(role) || (gone && permission != Permission.OwnAccount) || (RouteSamples.ProvinceWide.Contains(permission) && caller.AreaId != world.ProvinceId))
        {
            return Expectation.Forbidden;
        }

        return sample.AreaId is not { } area || Covers(world, caller.AreaId!.Value, area) ? Expectation.Open : Expectation.NotThere;
    }

    /// <summary>All relations for roles that hold the permission; for the others one is enough, the answer comes before the area is looked at.</summary>
    private static bool IsWorthAsking(Caller caller, Permission permission, RouteWorld world) =>
        caller.Role is not { } role || RouteSamples.Expected[permission].Contains(role) || caller.AreaId == world.CommuneId || caller.AreaId == world.HamletId;

    internal static bool Covers(RouteWorld world, Guid root, Guid area) => world.Server.Services.GetRequiredService<AreaTree>().Today.IsWithin(area, root);

    private static FormUrlEncodedContent Form(string? token) => new(new Dictionary<string, string> { ["_handler"] = "no-such-form", ["__RequestVerificationToken"] = token ?? "" });

    internal static IEnumerable<(string Method, string Route, RouteEndpoint Endpoint)> Routes(TestServer server)
    {
        var methods = new[] { "GET", "POST", "PUT", "DELETE", "PATCH" }.ToFrozenSet();
        return server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } raw && !raw.StartsWith("/_framework", StringComparison.Ordinal) && !raw.StartsWith("_framework", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(methods.Contains).Select(m => (m, e.RoutePattern.RawText!, e)))
            .DistinctBy(r => (r.m, r.Item2))
            .OrderBy(r => r.Item2, StringComparer.Ordinal).ThenBy(r => r.m, StringComparer.Ordinal);
    }
}
