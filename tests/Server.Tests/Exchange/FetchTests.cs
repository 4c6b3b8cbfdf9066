using System.Net;
using System.Xml.Linq;
using TungNgo.Exchange.Systems;
using TungNgo.Exchange.Wire;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Exchange;

/// <summary>Other systems fetch figures in their own words.</summary>
public sealed class FetchTests
{
    private static readonly XNamespace Ns = "urn:ihe:qrph:adx:2015";

    [Fact]
    public async Task Adx_groups_values_by_unit_and_period_in_the_words_of_the_receiver()
    {
        await using var offices = await OpenAsync();
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        using var answer = await program.GetAsync("/api/exchange/adx?system=dhis2&level=commune&periods=2024-M9,2024-Q3&codes=DVHC_XA,AP_KHOM&dataSet=TCNS");
        Assert.Equal((HttpStatusCode.OK, "application/adx+xml"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var adx = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.Equal((Ns + "adx", "2024-10-16T03:00:00Z"), (adx.Name, adx.Attribute("exported")!.Value));
        var groups = adx.Elements(Ns + "group").ToList();
        Assert.Equal(22, groups.Count);
        Assert.All(groups, g => Assert.Equal("TCNS", g.Attribute("dataSet")!.Value));
        Assert.Equal(["2024-07-01/P3M", "2024-09-01/P1M"], groups.Select(g => g.Attribute("period")!.Value).Distinct().Order());
        var commune = groups.Single(g => g.Attribute("orgUnit")!.Value == "OU_TK" && g.Attribute("period")!.Value.EndsWith("P1M", StringComparison.Ordinal));
        var value = Assert.Single(commune.Elements(Ns + "dataValue"));
        Assert.Equal(("abcAPKHOM", "2000"), (value.Attribute("dataElement")!.Value, value.Attribute("value")!.Value));

        // DVHC_XA has no code there: it is left out once for each unit and period.
        Assert.Equal("22", answer.Headers.GetValues("X-Left-Out").Single());
    }

    [Fact]
    public async Task Data_value_sets_are_texts_in_the_form_of_dhis2()
    {
        await using var offices = await OpenAsync();
        var (_, program) = await offices.Server.ProgramAsync(offices.Village.CommuneId);
        var set = await program.GetAsync("/api/exchange/dataValueSets?system=dhis2&periods=2024-M9,2024-Q3,2024-H1,2024-Y&codes=AP_KHOM&dataSet=TCNS").ReadAsync<DataValueSet>();
        Assert.Equal("TCNS", set.DataSet);
        Assert.Equal(["202409", "2024Q3", "2024S1", "2024"], set.DataValues.Select(v => v.Period));
        Assert.All(set.DataValues, v => Assert.Equal(("abcAPKHOM", "OU_TK", "2000", null), (v.DataElement, v.OrgUnit, v.Value, v.Comment)));
    }

    [Fact]
    public async Task A_sum_of_a_part_of_the_units_says_so()
    {
        await using var offices = await OpenAsync();
        await QuarterReport.ToldAsync(offices, "8.326");
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        const string Question = "?system=dhis2&period=2024-Q3&children=true&codes=TK_DDDT2";
        var set = await program.GetAsync($"/api/exchange/dataValueSets{Question}").ReadAsync<DataValueSet>();
        Assert.Equal([("946", "8326", "from 1 of 11 units"), ("OU_TK", "8326", "")], set.DataValues.Select(v => (v.OrgUnit, v.Value, v.Comment ?? "")));
        var adx = XDocument.Parse(await program.GetStringAsync($"/api/exchange/adx{Question}")).Root!;
        Assert.Equal(
            [("946", "from 1 of 11 units"), ("OU_TK", "")],
            adx.Elements(Ns + "group").Select(g => (g.Attribute("orgUnit")!.Value, g.Element(Ns + "dataValue")!.Element(Ns + "annotation")?.Value ?? "")));
    }

    [Theory]
    [InlineData("2024-MA9")]
    [InlineData("2024-N")]
    [InlineData("2024-09-01..2024-09-10")]
    [InlineData("2024-M9,2024-YA")]
    public async Task A_period_that_others_do_not_know_is_refused_by_its_name(string periods)
    {
        await using var offices = await OpenAsync();
        var (_, program) = await offices.Server.ProgramAsync(offices.Above);
        foreach (var format in new[] { "adx", "dataValueSets" })
        {
            using var answer = await program.GetAsync($"/api/exchange/{format}?system=dhis2&periods={periods}");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("exchange.period", text, StringComparison.Ordinal);
            Assert.Contains(periods.Split(',')[^1], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_system_speaks_for_its_unit_and_for_those_below_alone()
    {
        await using var offices = await OpenAsync();
        var (_, city) = await offices.Server.ProgramAsync(offices.Server.AreaByCode("94"));
        Assert.Equal(HttpStatusCode.NotFound, (await city.GetAsync("/api/exchange/adx?system=dhis2&period=2024-M9")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await city.GetAsync($"/api/exchange/adx?system=dhis2&period=2024-M9&area={offices.Village.CommuneId}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await city.GetAsync("/api/exchange/adx?period=2024-M9")).StatusCode);
    }

    private static async Task<ReportOffices> OpenAsync()
    {
        var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        await offices.Server.WriteAsync((db, write) =>
        {
            var system = write.NewId();
            db.ReceivingSystems.Add(new() { Id = system, AreaId = offices.Above, Code = "dhis2", Name = "DHIS2", Kind = "data-values" });
            db.CodeMappings.Add(new() { Id = write.NewId(), SystemId = system, Thing = MappedThing.Indicator, Ours = "AP_KHOM", Theirs = "abcAPKHOM", Factor = 1000 });
            db.CodeMappings.Add(new() { Id = write.NewId(), SystemId = system, Thing = MappedThing.Indicator, Ours = "TK_DDDT2", Theirs = "abcDDDT2" });
            db.CodeMappings.Add(new() { Id = write.NewId(), SystemId = system, Thing = MappedThing.Unit, Ours = "31654", Theirs = "OU_TK" });
        });
        return offices;
    }
}
