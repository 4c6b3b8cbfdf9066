using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Feed;
using TungNgo.Tests.Accounts;

namespace TungNgo.Tests.Audit;

/// <summary>Who has read data of residents and members stands in the trail.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task Every_route_that_shows_a_resident_leaves_a_trace()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var samples = new RouteSamples(world);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var faults = new List<string>();
        foreach (var (method, route, endpoint) in RouteWalkTests.Routes(server).Where(r => r.Method == "GET" && r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var (sample, _) = samples.Find(method, route, isPage: false, anonymous: false);
            if (sample is null || route.EndsWith("/events", StringComparison.Ordinal))
            {
                continue;
            }

            var before = await ReadsAsync(server);
            using var answer = await officer.GetAsync(sample.Path);
            var body = WebUtility.HtmlDecode(await TextAsync(answer));
            var shows = answer.StatusCode == HttpStatusCode.OK && (body.Contains(RouteWorld.Resident, StringComparison.Ordinal) || body.Replace(" ", "", StringComparison.Ordinal).Contains(RouteWorld.MemberPhone, StringComparison.Ordinal));
            var left = (await ReadsAsync(server)).Count - before.Count;
            var marked = endpoint.Metadata.GetMetadata<LeavesTraceAttribute>() is not null;
            if (shows && left != 1)
            {
                faults.Add($"{route} shows a resident or a member's number and leaves {left} traces: say [LeavesTrace(…)].");
            }
            else if (answer.StatusCode == HttpStatusCode.OK && marked != (left == 1))
            {
                faults.Add($"{route}: marked {marked}, traces {left}.");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_trace_says_who_read_what_and_how_many_and_not_what_was_typed()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var user = await server.AddOfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var officer = await server.SignInAsync(user);
        var house = village.Households[0].Id;
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/households/{house}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/households?q=0912%20345%20678&hamlet={village.HamletId}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/households/export?format=csv")).StatusCode);
        var reads = await ReadsAsync(server);
        Assert.Equal(["read.household", "read.households", "read.households-export"], reads.Select(r => r.Action));
        Assert.All(reads, r => Assert.Equal((user.Id, "127.0.0.1"), (r.UserId, r.Address)));
        Assert.Equal((house, village.HamletId), (reads[0].EntityId, reads[0].AreaId));
        Assert.Contains("\"byPhone\":true", reads[1].After, StringComparison.Ordinal);
        Assert.Contains($"{village.HamletId}", reads[1].After, StringComparison.Ordinal);
        Assert.DoesNotContain("0912", reads[1].After, StringComparison.Ordinal);
        Assert.Contains($"\"count\":{village.Households.Count}", reads[2].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_auditor_of_the_unit_reads_it_and_that_of_another_does_not()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var opened = await officer.GetAsync($"/households/{village.Households[0].Id}");
        await ReadsAsync(server);
        using var near = await server.OfficialAsync(Role.Auditor, village.CommuneId);
        using var far = await server.OfficialAsync(Role.Auditor, server.AreaByCode("31669"));
        const string Said = "Mở hồ sơ hộ";
        Assert.Contains(Said, WebUtility.HtmlDecode(await near.GetStringAsync("/audit?action=read")), StringComparison.Ordinal);
        Assert.DoesNotContain(Said, WebUtility.HtmlDecode(await far.GetStringAsync("/audit?action=read")), StringComparison.Ordinal);
        Assert.Contains(Said, await near.GetStringAsync("/audit/export?format=csv&action=read"), StringComparison.Ordinal);
        Assert.DoesNotContain(Said, await far.GetStringAsync("/audit/export?format=csv&action=read"), StringComparison.Ordinal);
        Assert.Equal(2, (await ReadsAsync(server)).Count(r => r.Action == "read.audit-export"));
    }

    [Fact]
    public async Task What_was_refused_or_not_found_was_not_read()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31669"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/households/{village.Households[0].Id}")).StatusCode);
        Assert.Empty(await ReadsAsync(server));
    }

    [Fact]
    public async Task A_server_that_ends_writes_what_it_still_knows()
    {
        var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using (var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId))
        using (await officer.GetAsync($"/households/{village.Households[0].Id}"))
        {
        }

        await server.StopAsync();
        await using var again = await server.StartAgainAsync();
        Assert.Equal("read.household", await again.WithDbAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("read.")).Select(a => a.Action).SingleAsync()));
    }

    private static async Task<List<AuditEntry>> ReadsAsync(TestServer server)
    {
        await server.Services.GetRequiredService<TraceLoop>().FlushAsync(CancellationToken.None);
        return await server.WithDbAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.Action.StartsWith("read.")).OrderBy(a => a.Number).ToListAsync());
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType?.Contains("spreadsheet", StringComparison.Ordinal) == true
            ? await SheetTextAsync(await answer.Content.ReadAsStreamAsync()) : await answer.Content.ReadAsStringAsync();

    private static async Task<string> SheetTextAsync(Stream sheet)
    {
        using var book = new ZipArchive(sheet);
        var parts = new List<string>();
        foreach (var part in book.Entries)
        {
            using var reader = new StreamReader(await part.OpenAsync());
            parts.Add(await reader.ReadToEndAsync());
        }

        return string.Join('\n', parts);
    }
}
