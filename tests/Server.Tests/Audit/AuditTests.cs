using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams.Phones;

namespace TungNgo.Tests.Audit;

public sealed partial class AuditTests
{
    [Fact]
    public async Task A_change_at_a_door_is_told_with_before_and_after_but_the_auditor_reads_no_phone_number()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await EditPhoneAsync(server, village, phone, "0912345678");
        var entry = await server.WithDbAsync(db => db.AuditEntries.OrderBy(a => a.Number).LastAsync(a => a.EntityId == village.Households[0].Id));
        Assert.Equal(("Kim Thị Út", village.MemberId, village.HamletId), (entry.Actor, entry.MemberId, entry.AreaId));
        Assert.Contains("0912345678", entry.After, StringComparison.Ordinal);

        using var auditor = await server.OfficialAsync(Role.Auditor, village.CommuneId);
        var page = WebUtility.HtmlDecode(await auditor.GetStringAsync($"/audit?entity={village.Households[0].Id}"));
        Assert.Contains("Kim Thị Út", page, StringComparison.Ordinal);
        Assert.Contains("•••", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0912345678", page, StringComparison.Ordinal);
        var file = await auditor.GetStringAsync($"/audit/export?format=csv&entity={village.Households[0].Id}");
        Assert.Contains(entry.Action, file, StringComparison.Ordinal);
        Assert.DoesNotContain("0912345678", file, StringComparison.Ordinal);
    }

    /// <summary>Whatever a phone can tell of a household, a person, a place or a wish: no value of it may be read by whoever only audits.</summary>
    [Fact]
    public async Task Nothing_that_is_told_at_a_door_reads_as_itself_to_whoever_only_audits()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var (household, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        string[] told = ["Lý Sà Rinh", "Cạnh chùa Bốn Mặt", "Số 77 lộ đal", "0978123456", "9.60123", "105.97321", "Thạch Thị Sa Mết", "0978123457", "Chủ nhà ốm nặng", "Con đi làm Bình Dương", "0978123458", "Hỏi trợ cấp"];
        await phone.PushAsync(
            village.Mutate("household.add") with { Household = new PushHousehold(household, village.HamletId, null, "Lý Sà Rinh", "Số 77 lộ đal", "Cạnh chùa Bốn Mặt", [9.60123, 105.97321], "km", "0978123456") },
            village.Mutate("person.add") with { Person = new PushPerson(person, household, "Thạch Thị Sa Mết", 1961, "f", "0978123457", "spouse") },
            village.Mutate("help.add") with { Help = new PushHelp(Guid.CreateVersion7(), "Hỏi trợ cấp", null, "Con đi làm Bình Dương", "0978123458", "vi") });
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await phone.PushAsync(
            village.Mutate("household.edit") with { Household = new PushHousehold(household, Point: [9.60124, 105.97322], Landmark: "Sau trường", Fields: ["point", "landmark"]) },
            village.Mutate("person.edit") with { Person = new PushPerson(person, household, BirthYear: 1962, Fields: ["birthYear"]) },
            village.Visit(0, ("vneid2", Stage.Working)) is var visit ? visit with { Visit = visit.Visit! with { Note = "Chủ nhà ốm nặng" } } : null!);
        var written = string.Join('\n', await server.WithDbAsync(db => db.AuditEntries.Select(a => a.Before + a.After).ToListAsync()));
        Assert.Contains("Lý Sà Rinh", written, StringComparison.Ordinal);
        foreach (var role in new[] { Role.Auditor, Role.Administrator })
        {
            using var reader = await server.OfficialAsync(role, village.CommuneId);
            var read = await reader.GetStringAsync("/audit/export?format=csv") + WebUtility.HtmlDecode(await reader.GetStringAsync("/audit"));
            Assert.Contains("household.add", read, StringComparison.Ordinal);
            // The prints of style sheets hold any digits.
            read = System.Text.RegularExpressions.Regex.Replace(read, "\\?v=[0-9a-f]+", "");
            Assert.All(told.Append("9.60124").Append("Sau trường").Append("1961").Append("1962"), value => Assert.DoesNotContain(value, read, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_trail_is_read_within_the_own_area_and_by_actor_day_and_kind()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await EditPhoneAsync(server, village, phone, "0912345678");
        var sibling = server.Services.GetRequiredService<AreaTree>().Today.ChildrenOf(
            server.Services.GetRequiredService<AreaTree>().Today.LineOf(village.CommuneId).ElementAt(1).AreaId).First(u => u.AreaId != village.CommuneId).AreaId;
        using var here = await server.OfficialAsync(Role.Auditor, village.CommuneId);
        using var there = await server.OfficialAsync(Role.Auditor, sibling);
        Assert.True(await RowsAsync(here, "/audit?action=device") > 0);
        Assert.Equal(0, await RowsAsync(there, "/audit?action=device"));
        Assert.True(await RowsAsync(here, $"/audit?actor={village.MemberId}&from=2024-09-20&to=2024-09-20") > 0);
        Assert.Equal(0, await RowsAsync(here, $"/audit?actor={village.MemberId}&from=2024-09-21"));
        Assert.Equal(0, await RowsAsync(here, "/audit?actor=không+có+ai"));
    }

    [Fact]
    public async Task Pages_of_the_trail_neither_repeat_nor_skip_an_entry_even_when_one_write_left_many()
    {
        await using var server = await TestServer.StartAsync();
        await server.WriteAsync((db, write) =>
        {
            for (var i = 0; i < 120; i++)
            {
                write.Audit("test.many", write.NewId(), null, null, new { i });
            }
        });
        using var auditor = await server.OfficialAsync(Role.Auditor, server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId);
        var seen = new List<string>();
        for (var next = "/audit?action=test.many"; next is not null;)
        {
            var page = WebUtility.HtmlDecode(await auditor.GetStringAsync(next));
            seen.AddRange(EntityLink().Matches(page).Select(m => m.Groups[1].Value));
            next = NextLink().Match(page) is { Success: true } link ? link.Groups[1].Value : null;
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_write_without_an_audit_entry_is_refused_and_leaves_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        await using (var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None))
        {
            write.Changed(ChangeKind.Team, Guid.CreateVersion7());
            await Assert.ThrowsAsync<InvalidOperationException>(() => write.CommitAsync(CancellationToken.None));
        }

        Assert.False(await server.WithDbAsync(db => db.Changes.AnyAsync(c => c.Kind == ChangeKind.Team)));
    }

    [Fact]
    public async Task No_route_changes_or_removes_an_entry()
    {
        await using var server = await TestServer.StartAsync();
        var writing = server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.Contains("audit", StringComparison.OrdinalIgnoreCase) && e.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Where(m => m != "GET");
        Assert.Empty(writing);
        foreach (var (file, text) in Source.Server(".cs", ".razor"))
        {
            Assert.False(ChangesEntries().IsMatch(text), $"{file} changes or removes audit entries.");
        }
    }

    [Fact]
    public void Whatever_writes_past_the_one_writer_is_on_a_short_list()
    {
        // Each of these is the writer itself, runs inside a write of its caller, or writes what is nobody's data.
        string[] known =
        [
            "Feed/Write.cs", "Data/AppDb.cs", "Feed/Startup.cs", "Feed/NewEpoch.cs", "Data/Rows/EntityRows.cs", "Data/Sqlite/SqliteDb.cs", "Data/Postgres/PostgresDb.cs",
            "Sync/MediaUploads.cs", "Households/Import/Taking/ImportRows.cs", "Households/Import/Taking/ImportChunk.cs", "Households/Import/Job/ImportQueue.cs",
            "Households/Import/Job/ImportRun.cs", "Lists/ImportFiles.cs", "Households/Import/Undo/UndoImport.cs", "Accounts/Presence.cs", "Accounts/SigningIn/Brake.cs", "Demo/DemoMode.cs",
            "Cli/ImportCommand.cs", "Providers/Inbox/FoldInbox.cs", "Sendings/EndQueued.cs", "Sendings/Dispatch/Ledger.cs", "Providers/RateLimit.cs", "Sendings/Settling/Settle.cs", "Sendings/Settling/Sweep.cs",
            "Providers/Inbox/InboxQueue.cs", "Help/SendAnswers.cs", "Contacts/ContactEvents.cs", "Water/Events/WatchStation.cs", "Water/Readings/ReadingBook.cs", "Water/Readings/RecordReadings.cs",
            "Water/Authorities/AuthorityTurn.cs", "Water/Ways/Mqtt/MqttLineBook.cs", "Water/Ways/Polling/PollStation.cs",
            "Reports/Ladder/EnterValues.cs", "Exchange/Keys/KeyUses.cs", "Households/Import/Desk/ImportDesk.cs",
        ];
        var writing = Source.Server(".cs", ".razor")
            .Where(f => WritesPast().IsMatch(f.Text)).Select(f => f.Path).Except(known);
        Assert.Empty(writing);
    }

    private static async Task EditPhoneAsync(TestServer server, Village village, HttpClient phone, string number)
    {
        var edit = new Mutation(Guid.CreateVersion7(), "household.edit", village.MemberId, server.Clock.GetUtcNow().UtcDateTime,
            Household: new PushHousehold(village.Households[0].Id, Phone: number, Fields: ["phone"]));
        var answer = await phone.PostAsync("/api/sync/push", new PushRequest([edit])).ReadAsync<PushResponse>();
        Assert.Equal("applied", Assert.Single(answer.Results).Result);
    }

    private static async Task<int> RowsAsync(HttpClient browser, string path) => EntityLink().Count(await browser.GetStringAsync(path));

    [GeneratedRegex("entity=([0-9a-f-]{36})[^>]*\" title=\"")]
    private static partial Regex EntityLink();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex(@"AuditEntries\s*\.(Remove|Update|ExecuteDelete|ExecuteUpdate|Where\([^;]*Execute)|DELETE FROM \\?""AuditEntries|UPDATE \\?""AuditEntries")]
    private static partial Regex ChangesEntries();

    [GeneratedRegex(@"\b(SaveChanges(Async)?|ExecuteUpdate(Async)?|ExecuteDelete(Async)?|InsertRowsAsync|ExecuteRowsAsync|ExecuteSql\w*)\(")]
    private static partial Regex WritesPast();
}
