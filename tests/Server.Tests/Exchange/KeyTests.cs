using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas.Register;
using TungNgo.Exchange.Keys;
using TungNgo.Reports;
using TungNgo.Tests.Accounts;

namespace TungNgo.Tests.Exchange;

public sealed partial class KeyTests
{
    [Fact]
    public async Task A_key_is_made_shown_once_used_renewed_and_revoked()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        using var made = await admin.SubmitAsync("/exchange/keys/new", "add-key", Form(commune));
        var secret = Secret().Match(await made.Content.ReadAsStringAsync()).Value;
        var key = await server.WithDbAsync(db => db.ApiKeys.SingleAsync());
        Assert.Equal((KeyBook.Hash(secret), "Bản đồ QGIS", 60), (key.SecretHash, key.Name, key.PerMinute));
        Assert.DoesNotContain(secret, await admin.GetStringAsync($"/exchange/keys/{key.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, string.Join('\n', await server.WithDbAsync(db => db.AuditEntries.Select(a => a.Before + a.After).ToListAsync())), StringComparison.Ordinal);
        using var program = server.Phone(secret);
        Assert.Equal("2024-M9", (await program.GetAsync("/api/indicators/values").ReadAsync<IndicatorValues>()).Period);

        using var renewed = await admin.SubmitAsync($"/exchange/keys/{key.Id}", "renew-key");
        var fresh = Secret().Match(await renewed.Content.ReadAsStringAsync()).Value;
        Assert.NotEqual(secret, fresh);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/indicators/values")).StatusCode);
        using var again = server.Phone(fresh);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/indicators/values")).StatusCode);

        using var revoked = await admin.SubmitAsync($"/exchange/keys/{key.Id}", "revoke-key");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/indicators/values")).StatusCode);
        string[] actions = ["key.add", "key.renew", "key.revoke"];
        Assert.Equal(actions, await server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == key.Id).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync()));
    }

    [Theory]
    [InlineData("Form.Name", " ")]
    [InlineData("Form.Contact", "")]
    [InlineData("Form.PerMinute", "0")]
    [InlineData("Form.ValidUntil", "2024-09-19")]
    [InlineData("Form.ValidUntil", "2034-09-19")]
    [InlineData("Form.AreaId", "00000000-0000-0000-0000-000000000001")]
    public async Task What_a_key_must_say_is_asked_for(string field, string value)
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        using var made = await admin.SubmitAsync("/exchange/keys/new", "add-key", new(Form(commune)) { [field] = value });
        Assert.Contains("problem", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.ApiKeys.AnyAsync()));
    }

    [Fact]
    public async Task A_key_reads_figures_of_its_unit_and_nothing_else_anywhere()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        var (id, program) = await server.ProgramAsync(world.CommuneId);
        var (open, faults) = (new List<string>(), new List<string>());
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server))
        {
            var (sample, _) = samples.Find(method, route, endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
            using var request = new HttpRequestMessage(new(method), sample!.Path) { Content = method == "GET" ? null : sample.Body?.Invoke() };
            using var answer = await program.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (answer.IsSuccessStatusCode)
            {
                open.Add($"{method} {route.TrimEnd('/')}");
            }
            else if (answer.StatusCode != HttpStatusCode.Forbidden)
            {
                faults.Add($"{method} {route} answered {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(faults);
        string[] expected = ["GET /api/areas", "GET /api/boundaries.geojson", "GET /api/exchange/adx", "GET /api/exchange/dataValueSets", "GET /api/indicators", "GET /api/indicators/periods", "GET /api/indicators/values"];
        Assert.Equal(expected, open.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/indicators/values?area={world.SiblingId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/indicators/values?area={world.ProvinceId}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/indicators/values?area={world.HamletId}")).StatusCode);
        var units = await program.GetAsync("/api/areas").ReadAsync<AreaTreeAnswer>();
        Assert.DoesNotContain(units.Areas, a => a.Id == world.SiblingId);
        Assert.All(units.Areas.Where(a => a.InScope), a => Assert.True(a.Id == world.CommuneId || a.ParentId == world.CommuneId));

        await server.Uses().FlushAsync(default);
        var uses = await server.WithDbAsync(db => db.ApiKeyUses.Where(u => u.KeyId == id).ToListAsync());
        Assert.True(uses.Sum(u => u.Refused) > 200);
        Assert.DoesNotContain(uses, u => u.Route.Contains($"{world.HamletId}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_over_or_whose_unit_is_no_more_opens_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var district = server.Services.GetService(typeof(TungNgo.Areas.AreaTree)) is TungNgo.Areas.AreaTree tree ? tree.Today.All.First(u => u.Tier == TungNgo.Areas.AreaTier.District).AreaId : default;
        var (_, brief) = await server.ProgramAsync(district, until: new(2024, 9, 20));
        var (_, gone) = await server.ProgramAsync(district);
        Assert.Equal(HttpStatusCode.OK, (await brief.GetAsync("/api/indicators/values")).StatusCode);
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await brief.GetAsync("/api/indicators/values")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gone.GetAsync("/api/indicators/values")).StatusCode);
        server.Clock.Set(new(2025, 7, 2, 3, 0, 0, DateTimeKind.Utc));
        Assert.Equal(HttpStatusCode.Forbidden, (await gone.GetAsync("/api/indicators/values")).StatusCode);
        using var forged = server.Phone(KeyBook.NewSecret());
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.GetAsync("/api/indicators/values")).StatusCode);
    }

    [Fact]
    public async Task Whoever_calls_too_fast_is_told_how_long_to_wait_and_others_are_not_held()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        var (id, hasty) = await server.ProgramAsync(commune, perMinute: 3);
        var (_, other) = await server.ProgramAsync(commune, perMinute: 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await hasty.GetAsync("/api/indicators/periods")).StatusCode);
        }

        using var held = await hasty.GetAsync("/api/indicators/periods");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(20)), (held.StatusCode, held.Headers.RetryAfter!.Delta));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/indicators/periods")).StatusCode);
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await hasty.GetAsync("/api/indicators/periods")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await hasty.GetAsync("/api/indicators/periods")).StatusCode);

        Assert.False(await server.WithDbAsync(db => db.ApiKeyUses.AnyAsync()));
        await server.Uses().FlushAsync(default);
        var use = await server.WithDbAsync(db => db.ApiKeyUses.SingleAsync(u => u.KeyId == id));
        Assert.Equal(("/api/indicators/periods", 6, 2, 4 * 40L), (use.Route, use.Calls, use.Refused, use.Rows));
        await hasty.GetAsync("/api/indicators/periods");
        await server.Uses().FlushAsync(default);
        Assert.Equal(7, (await server.WithDbAsync(db => db.ApiKeyUses.SingleAsync(u => u.KeyId == id))).Calls);
        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        Assert.Contains("/api/indicators/periods", await admin.GetStringAsync($"/exchange/keys/{id}"), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromDays(KeyUses.KeptDays));
        await server.Uses().FlushAsync(default);
        Assert.Equal(2, await server.WithDbAsync(db => db.ApiKeyUses.CountAsync()));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.Uses().FlushAsync(default);
        Assert.False(await server.WithDbAsync(db => db.ApiKeyUses.AnyAsync()));
    }

    private static Dictionary<string, string> Form(Guid area) => new()
    {
        ["Form.Name"] = "Bản đồ QGIS", ["Form.Contact"] = "Lâm Sương, Sở KH&CN", ["Form.AreaId"] = $"{area}", ["Form.PerMinute"] = "60", ["Form.ValidUntil"] = "2025-09-20",
    };

    [GeneratedRegex("tnk_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();
}
