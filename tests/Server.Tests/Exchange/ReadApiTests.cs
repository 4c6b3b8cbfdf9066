using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Routing;
using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Reports;
using TungNgo.Tests.Accounts;
using TungNgo.Tests.Reports;
using TungNgo.Web;

namespace TungNgo.Tests.Exchange;

public sealed class ReadApiTests
{
    private static readonly DateTime October = new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task All_units_of_a_tier_and_several_periods_come_in_one_answer_and_as_one_long_table()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October));
        await offices.ApprovedAsync("2024-MA10");
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        var answer = await program.GetAsync("/api/indicators/values?periods=2024-MA9,2024-MA10&level=commune&codes=TK_DDDT2,TO").ReadAsync<IndicatorValues>();
        Assert.Equal(("2024-MA9", "live", "2024-MA10"), (answer.Period, answer.Status, Assert.Single(answer.Others!).Period));
        Assert.Equal(11, answer.Units.Length);
        Assert.All(answer.Units, u => Assert.Equal(2, u.Figures.Length));
        Assert.Equal(8326m, answer.Others![0].Units.Single(u => u.AreaId == offices.Village.CommuneId).Figures.Single(f => f.Code == "TK_DDDT2").Value);

        var table = await TableAsync(program, "/api/indicators/values?periods=2024-MA9,2024-MA10&level=commune&codes=TK_DDDT2,TO&format=csv");
        Assert.Equal(44, table.Count);
        var row = table.Single(r => r["area_code"] == "31654" && r["indicator"] == "TK_DDDT2" && r["period"] == "2024-MA10");
        Assert.Equal(("8326", "live", "2024-09-15", "2024-10-14", "2024-10-14", ""), (row["value"], row["status"], row["from"], row["to"], row["boundaries"], row["seal"]));
        Assert.Equal(answer.Others[0].Change.ToString(CultureInfo.InvariantCulture), row["image"]);
        using var accepted = new HttpRequestMessage(HttpMethod.Get, "/api/indicators/values?period=2024-MA10");
        accepted.Headers.Add("Accept", "text/csv");
        Assert.Equal("text/csv", (await program.SendAsync(accepted)).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_table_says_from_how_many_units_a_sum_comes_and_which_word_stands_before_it()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October));
        await offices.ApprovedAsync("2024-MA10");
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        Assert.Equal(["why", "reporting", "of", "qualifier"], FigureCsv.Columns.TakeLast(4));
        var district = Assert.Single(await TableAsync(program, "/api/indicators/values?period=2024-MA10&codes=TK_DDDT2&format=csv"));
        Assert.Equal(("8326", "1", "11", "exact"), (district["value"], district["reporting"], district["of"], district["qualifier"]));

        // The commune told it itself, and what the system counts is told by nobody.
        var commune = await TableAsync(program, $"/api/indicators/values?area={offices.Village.CommuneId}&period=2024-MA10&codes=TK_DDDT2,TO&format=csv");
        Assert.All(commune, r => Assert.Equal(("", "", "exact"), (r["reporting"], r["of"], r["qualifier"])));
    }

    [Fact]
    public async Task Approved_figures_are_those_of_the_snapshot_and_of_the_revision_or_day_that_is_asked_for()
    {
        // Half past eleven in the evening: the correction is approved after midnight, in the same sessions.
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 16, 30, 0, DateTimeKind.Utc)));
        var first = await offices.ApprovedAsync("2024-MA10");
        offices.Server.Clock.Advance(TimeSpan.FromMinutes(45));
        await CorrectAsync(offices, first, "9.000");
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        async Task<(decimal? Value, int? Revision, string? Seal)> AskAsync(string more)
        {
            var answer = await program.GetAsync($"/api/indicators/values?area={offices.Village.CommuneId}&period=2024-MA10&codes=TK_DDDT2{more}").ReadAsync<IndicatorValues>();
            var unit = Assert.Single(answer.Units);
            return (Assert.Single(unit.Figures).Value, unit.Snapshot?.Revision, unit.Snapshot?.Seal);
        }

        var snapshots = await offices.Server.WithDbAsync(db => Task.FromResult(db.ReportSnapshots.OrderBy(s => s.At).Select(s => s.Seal).ToList()));
        Assert.Equal((9000m, null, null), await AskAsync(""));
        Assert.Equal((9000m, 1, snapshots[1]), await AskAsync("&status=approved"));
        Assert.Equal((8326m, 0, snapshots[0]), await AskAsync("&status=approved&revision=0"));
        Assert.Equal((8326m, 0, snapshots[0]), await AskAsync("&status=approved&asOf=2024-10-16"));
        Assert.Equal((9000m, 1, snapshots[1]), await AskAsync("&status=approved&asOf=2024-10-17"));
        Assert.Equal((null, null, null), await AskAsync("&status=approved&asOf=2024-10-15"));
        var table = await TableAsync(program, $"/api/indicators/values?level=commune&period=2024-MA10&codes=TK_DDDT2&status=approved&format=csv");
        Assert.Equal(11, table.Count);
        Assert.Equal(("9000", "1", snapshots[1], "approved"), table.Where(r => r["area_code"] == "31654").Select(r => (r["value"], r["revision"], r["seal"], r["status"])).Single());
        Assert.All(table.Where(r => r["area_code"] != "31654"), r => Assert.Equal(("", "notApproved"), (r["value"], r["why"])));
    }

    [Fact]
    public async Task Whoever_has_an_answer_is_spared_it_until_something_changes()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        var (_, program) = await server.ProgramAsync(commune);
        foreach (var address in new[] { "/api/indicators/values?period=2024-M9", "/api/indicators/values?period=2024-M9&format=csv", "/api/areas", "/api/areas?format=csv" })
        {
            async Task<(HttpStatusCode Status, string Tag)> AskAsync(string? tag)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (tag is not null)
                {
                    request.Headers.TryAddWithoutValidation("If-None-Match", tag);
                }

                using var answer = await program.SendAsync(request);
                return (answer.StatusCode, answer.Headers.ETag!.ToString());
            }

            var first = await AskAsync(null);
            Assert.Equal((HttpStatusCode.NotModified, first.Tag), await AskAsync(first.Tag));
            await server.WriteAsync((_, write) => write.Changed(TungNgo.Feed.ChangeKind.Target, Guid.Empty));
            var next = await AskAsync(first.Tag);
            Assert.Equal(HttpStatusCode.OK, next.Status);
            Assert.NotEqual(first.Tag, next.Tag);
            server.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(next.Tag)).Status);
        }
    }

    [Theory]
    [InlineData("periods=2024-M1..2024&level=commune", "report.period")]
    [InlineData("level=village", "invalid")]
    [InlineData("level=commune&children=true", "invalid")]
    [InlineData("status=signed", "invalid")]
    [InlineData("revision=1", "invalid")]
    [InlineData("status=approved&boundaries=today", "invalid")]
    [InlineData("status=approved&form=KHONG-CO", "invalid")]
    [InlineData("status=approved&asOf=hom-qua", "invalid")]
    public async Task What_cannot_be_asked_is_refused_by_its_name(string question, string code)
    {
        await using var server = await TestServer.StartAsync();
        var (_, program) = await server.ProgramAsync(server.AreaByCode("31654"));
        using var answer = await program.GetAsync($"/api/indicators/values?{question}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_answer_holds_so_many_figures_and_no_more()
    {
        await using var server = await TestServer.StartAsync();
        var (_, program) = await server.ProgramAsync(server.AreaByCode("94"));
        var years = string.Join(',', Enumerable.Range(1, 12).SelectMany(m => new[] { 2022, 2023, 2024 }.Select(y => $"{y}-M{m}")));
        using var many = await program.GetAsync($"/api/indicators/values?level=commune&periods={years}");
        Assert.Contains("figures.too-many", await many.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/indicators/values?level=commune&periods={years}&codes=DVHC_XA&format=csv")).StatusCode);
    }

    [Fact]
    public async Task Units_join_to_figures_by_id_and_code()
    {
        await using var server = await TestServer.StartAsync(October);
        var (_, program) = await server.ProgramAsync(server.AreaByCode("94"));
        var units = await TableAsync(program, "/api/areas?date=2024-10-14&format=csv");
        var tree = await program.GetAsync("/api/areas?date=2024-10-14").ReadAsync<AreaTreeAnswer>();
        Assert.Equal(tree.Areas.Select(a => $"{a.Id}"), units.Select(u => u["id"]));
        var figures = await TableAsync(program, "/api/indicators/values?level=commune&period=2024-MA10&codes=TO&format=csv");
        Assert.Equal(108, figures.Count);
        Assert.All(figures, f => Assert.Equal(f["area_name"], units.Single(u => u["code"] == f["area_code"] && u["tier"] == "commune")["name"]));
        var periods = await program.GetAsync("/api/indicators/periods?year=2024").ReadAsync<PeriodRow[]>();
        Assert.Equal(("202409", "2024-09-01/P1M", true), periods.Where(p => p.Code == "2024-M9").Select(p => (p.Dhis2, p.Iso, p.Over)).Single());
        Assert.Equal(["2024Q3", "2024S2", "2024"], periods.Where(p => p.Code is "2024-Q3" or "2024-H2" or "2024-Y").Select(p => p.Dhis2));
        Assert.All(periods.Where(p => p.Kind is "N" || p.Kind.EndsWith('A')), p => Assert.Null(p.Dhis2));
    }

    [Fact]
    public async Task Every_example_of_the_description_is_answered()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October));
        await offices.ApprovedAsync("2024-MA9");
        await offices.Server.WriteAsync((db, write) => db.ReceivingSystems.Add(new() { Id = write.NewId(), AreaId = offices.Above, Code = "dhis2", Name = "DHIS2", Kind = "data-values" }));
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        var description = await offices.Server.Anonymous().GetStringAsync("/api/openapi.json");
        var asked = 0;
        foreach (var (_, route, endpoint) in RouteWalkTests.Routes(offices.Server))
        {
            foreach (var question in endpoint.Metadata.OfType<ApiExamples>().SelectMany(e => e.Questions))
            {
                var address = $"/{route.Trim('/')}{question}";
                Assert.Contains(System.Text.Json.JsonEncodedText.Encode($"GET {address}`", System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), description.Replace("\\u0026", "&", StringComparison.Ordinal).Replace("\\u0060", "`", StringComparison.Ordinal), StringComparison.Ordinal);
                using var answer = await program.GetAsync(address);
                Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                asked++;
            }
        }

        Assert.True(asked >= 19, $"{asked}");
    }

    internal static async Task<List<Dictionary<string, string>>> TableAsync(HttpClient program, string address)
    {
        using var answer = await program.GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second))];
    }

    /// <summary>The commune corrects its approved report, with leave from above, and the correction is approved.</summary>
    /// <param name="value">Empty takes the figure back.</param>
    internal static async Task<Guid> CorrectAsync(ReportOffices offices, Guid report, string value)
    {
        var until = offices.Server.Clock.GetUtcNow().UtcDateTime.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await ReportOffices.MoveAsync(offices.AboveApprover, report, "except", ("reason", "Công an huyện đính chính"), ("until", until));
        var correction = ReportOffices.IdIn(await ReportOffices.MoveAsync(offices.Officer, report, "correct"));
        await ReportOffices.EnterAsync(offices.Officer, correction, ("TK_DDDT2", value));
        (string Name, string Value)[] remarks = value.Length == 0 ? [("remark-TK_DDDT2", "Công an rút số đã báo")] : [];
        await ReportOffices.MoveAsync(offices.Officer, correction, "submit", remarks);
        await ReportOffices.MoveAsync(offices.Approver, correction, "judge");
        await ReportOffices.MoveAsync(offices.AboveApprover, correction, "judge");
        return correction;
    }
}
