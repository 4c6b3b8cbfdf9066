using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways.Polling;
using TungNgo.Web;

namespace TungNgo.Tests.Water;

/// <summary>Files of other people's servers, looked at for a station.</summary>
public sealed class PollingTests : IAsyncLifetime
{
    private const string Csv = "at;value;unit\n2024-09-20 06:00;1,5;g/l\n2024-09-20 06:10;5200;µS/cm\n2024-09-20 06:20;-;g/l\n2024-09-20 06:30;\"0,8\";g/l\n";

    private PollServer other = null!;
    private TestServer server = null!;
    private Village village = null!;
    private Station station = null!;
    private HttpClient officer = null!;

    private string Page => $"/water/stations/{station.Id}/polling";

    public async ValueTask InitializeAsync()
    {
        other = await PollServer.StartAsync();
        server = await TestServer.StartAsync(simulators: [other.Authority]);
        village = await Village.BuildAsync(server);
        station = await server.StationAsync(village.HamletId, areaId: village.CommuneId);
        officer = await server.OfficialAsync(Role.AgricultureOfficer, village.CommuneId, "en");
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        await server.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task An_officer_names_a_file_and_its_rows_are_kept_once()
    {
        other.Answer = c => PollServer.TextAsync(c, Csv);
        await SetUpAsync(separator: ";", unitColumn: "unit");
        Assert.Equal(1, await LookAsync());
        var readings = await server.ReadingsAsync(station.Number);
        Assert.Equal([1.5, Units.Salinity(5.2), 0.8], readings.Select(r => r.Value));
        Assert.Equal(new DateTime(2024, 9, 19, 23, 0, 0, DateTimeKind.Utc), readings[0].At);
        Assert.Equal(Way.Polled, (await server.WithDbAsync(db => db.ReadingBatches.SingleAsync())).Way);

        Assert.Equal(0, await LookAsync());
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(1, await LookAsync());
        var source = await SourceAsync();
        Assert.Equal((0, 3, 0, null), (source.Taken, source.Known, source.NotUnderstood, source.Problem));
        Assert.Equal(3, (await server.ReadingsAsync(station.Number)).Count);
        Assert.Contains("0 new, 3 known, 0 rows not understood", await officer.GetStringAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_has_not_changed_is_not_sent_again()
    {
        var given = 0;
        other.Answer = c =>
        {
            if (c.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                c.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            given++;
            c.Response.Headers.ETag = "\"v1\"";
            return PollServer.TextAsync(c, Csv);
        };
        await SetUpAsync(separator: ";", unitColumn: "unit");
        await LookAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        await LookAsync();
        Assert.Equal((2, 1), (other.Asked, given));
        Assert.Equal((3, null), ((await SourceAsync()).Taken, (await SourceAsync()).Problem));
        // Other columns: the copy that was taken says nothing any more.
        await SetUpAsync(separator: ";", unitColumn: "");
        await LookAsync();
        Assert.Equal(2, given);
    }

    [Theory]
    [InlineData("html", PollProblem.NoData)]
    [InlineData("empty", PollProblem.NoData)]
    [InlineData("missing", PollProblem.StatusBad)]
    [InlineData("broken", PollProblem.StatusBad)]
    [InlineData("redirect", PollProblem.Redirected)]
    [InlineData("endless", PollProblem.TooLarge)]
    [InlineData("dribbling", PollProblem.TimedOut)]
    [InlineData("silent", PollProblem.TimedOut)]
    [InlineData("cut", PollProblem.Unreachable)]
    [InlineData("not-packed", PollProblem.Unreadable)]
    [InlineData("not-utf8", PollProblem.Unreadable)]
    [InlineData("binary", PollProblem.Unreadable)]
    [InlineData("other-columns", PollProblem.ColumnMissing)]
    [InlineData("nonsense", PollProblem.NothingUnderstood)]
    public async Task A_server_that_is_slow_wrong_huge_or_lies_changes_the_state_and_nothing_else(string how, PollProblem problem)
    {
        other.Answer = c => PollServer.LieAsync(c, how);
        await SetUpAsync();
        await LookAsync(problem == PollProblem.TimedOut ? TimeSpan.FromSeconds(1) : null);
        var source = await SourceAsync();
        Assert.Equal((problem, 1, null), (source.Problem, source.Failures, source.SucceededAt));
        Assert.Empty(await server.ReadingsAsync(station.Number));
        var shown = WebUtility.HtmlDecode(await officer.GetStringAsync(Page));
        Assert.Contains(Texts.In("en")[$"polling.problem.{problem.Word()}"], shown, StringComparison.Ordinal);
        Assert.Contains(Texts.In("en")[$"polling.problem.{problem.Word()}.next"], shown, StringComparison.Ordinal);

        // It is well again, and so is the state.
        other.Answer = c => PollServer.TextAsync(c, "at,value\n2024-09-20 06:00,1\n");
        server.Clock.Set(source.DueAt);
        await LookAsync();
        Assert.Equal((null, 0, 1), ((await SourceAsync()).Problem, (await SourceAsync()).Failures, (await SourceAsync()).Taken));
    }

    [Fact]
    public async Task The_pause_grows_with_each_failure_up_to_six_hours()
    {
        other.Answer = c => PollServer.LieAsync(c, "missing");
        await SetUpAsync();
        var pauses = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(1, await LookAsync());
            var due = (await SourceAsync()).DueAt;
            pauses.Add((due - server.Clock.GetUtcNow().UtcDateTime).TotalMinutes);
            server.Clock.Set(due);
        }

        Assert.Equal([60, 120, 240, 360, 360, 360], pauses);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_in_the_state()
    {
        await SetUpAsync();
        await other.DisposeAsync();
        await LookAsync();
        Assert.Equal(PollProblem.Unreachable, (await SourceAsync()).Problem);
    }

    [Theory]
    [InlineData("http://example.org/a.csv")]
    [InlineData("https://127.0.0.1/a.csv")]
    [InlineData("https://[::1]/a.csv")]
    [InlineData("https://[::ffff:10.0.0.1]/a.csv")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://lan:mat-khau@example.org/a.csv")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a.csv")]
    [InlineData("so-do.csv")]
    public async Task What_is_no_public_address_is_refused_at_once(string url)
    {
        foreach (var look in new[] { false, true })
        {
            using var answer = await SubmitAsync(url, look);
            Assert.Contains("Nothing can be fetched from this address", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await server.WithDbAsync(db => db.PolledSources.CountAsync()));
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_refused_when_it_is_called()
    {
        using var saved = await SubmitAsync($"https://localhost:{new Uri(other.Url).Port}/so-do", look: false);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await LookAsync();
        Assert.Equal(PollProblem.AddressRefused, (await SourceAsync()).Problem);
        Assert.Equal(0, other.Asked);
    }

    [Fact]
    public async Task A_preview_shows_what_would_be_read_and_keeps_nothing()
    {
        other.Answer = c => PollServer.TextAsync(c, "at,value\n2024-09-20 06:00,1.25\nhom qua,2\n2024-09-20 07:00,<b>x</b>\n2034-09-20 07:00,3\n");
        using var answer = await SubmitAsync(other.Url, look: true);
        var html = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);
        Assert.Contains("1 rows understood, 3 not.", page, StringComparison.Ordinal);
        Assert.Contains("1,25 g/l", page, StringComparison.Ordinal);
        foreach (var fault in new[] { ReadingFault.TimeUnreadable, ReadingFault.ValueUnreadable, ReadingFault.TimeFuture })
        {
            Assert.Contains(Texts.In("en")[$"polling.fault.{fault.Word()}"], page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<b>x", html, StringComparison.Ordinal);
        Assert.Empty(await server.ReadingsAsync(station.Number));
        Assert.Equal(0, await server.WithDbAsync(db => db.PolledSources.CountAsync()));
    }

    [Fact]
    public async Task Several_nodes_look_once()
    {
        other.Answer = c => PollServer.TextAsync(c, Csv);
        await SetUpAsync(separator: ";", unitColumn: "unit");
        var looked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LookAsync())));
        Assert.Equal((1, 1), (looked.Sum(), other.Asked));
    }

    [Fact]
    public async Task Only_officers_of_the_stations_unit_may_and_what_they_do_is_in_the_audit()
    {
        using var stranger = await server.OfficialAsync(Role.AgricultureOfficer, server.AreaByCode("31657"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Page)).StatusCode);
        using var looker = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal(HttpStatusCode.Forbidden, (await looker.GetAsync(Page)).StatusCode);
        await SetUpAsync();
        using (var old = await officer.SubmitAsync(Page, "polling", Fields(other.Url, edition: 0)))
        {
            Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        }

        using var stopped = await officer.SubmitAsync(Page, "stop");
        Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        Assert.Equal((0, 0), (await LookAsync(), other.Asked));
        var entries = await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("water.polling")).OrderBy(a => a.Number).ToListAsync());
        Assert.Equal(["water.polling", "water.pollingStop"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal((station.Id, village.CommuneId), (e.EntityId, e.AreaId)));
        Assert.DoesNotContain("bi-mat", entries[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_a_node_began_and_never_ended_is_begun_again()
    {
        other.Answer = c => PollServer.TextAsync(c, Csv);
        await SetUpAsync(separator: ";", unitColumn: "unit");
        // The server's answer never comes: this node is as good as dead, and holds the source.
        var answers = other.Answer;
        other.Answer = c => PollServer.LieAsync(c, "silent");
        using var dies = new CancellationTokenSource();
        var dying = server.Services.GetRequiredService<PollLoop>().StepAsync(dies.Token);
        await Waiting.UntilAsync(() => Task.FromResult(other.Asked == 1));
        Assert.Equal(0, await LookAsync());
        await dies.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying);
        other.Answer = answers;
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await LookAsync());
        Assert.Equal(3, (await server.ReadingsAsync(station.Number)).Count);
    }

    private async Task SetUpAsync(string separator = ",", string unitColumn = "")
    {
        var edition = await server.WithDbAsync(db => db.PolledSources.Select(s => s.Edition).SingleOrDefaultAsync());
        using var answer = await officer.SubmitAsync(Page, "polling", Fields(other.Url, separator, unitColumn, edition));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> SubmitAsync(string url, bool look)
    {
        var fields = Fields(url);
        if (look)
        {
            fields["look"] = "true";
        }

        return officer.SubmitAsync(Page, "polling", fields);
    }

    private static Dictionary<string, string> Fields(string url, string separator = ",", string unitColumn = "", int edition = 0) => new()
    {
        ["Form.Url"] = url, ["Form.Format"] = "Csv", ["Form.Separator"] = separator, ["Form.Rows"] = "", ["Form.Time"] = "at", ["Form.Value"] = "value",
        ["Form.Measure"] = "Salinity", ["Form.Unit"] = "GramsPerLitre", ["Form.MeasureColumn"] = "", ["Form.UnitColumn"] = unitColumn,
        ["Form.Minutes"] = "30", ["Form.Edition"] = $"{edition}",
    };

    /// <param name="patience">Of a node that is in a hurry.</param>
    private async Task<int> LookAsync(TimeSpan? patience = null)
    {
        if (patience is null)
        {
            return await server.Services.GetRequiredService<PollLoop>().StepAsync(CancellationToken.None);
        }

        await using var scope = server.Services.CreateAsyncScope();
        using var fetch = new PollFetch(server.Services.GetRequiredService<ServerOptions>(), patience);
        var hurried = ActivatorUtilities.CreateInstance<PollStation>(scope.ServiceProvider, fetch);
        return await hurried.RunAsync((await SourceAsync()).Id, CancellationToken.None) ? 1 : 0;
    }

    private Task<PolledSource> SourceAsync() => server.WithDbAsync(db => db.PolledSources.AsNoTracking().SingleAsync());
}
