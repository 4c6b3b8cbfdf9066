using TungNgo.Areas.Register;
using TungNgo.Reports;

namespace TungNgo.Tests.Reports;

/// <summary>What offices told of units of one time, read on the boundaries of another.</summary>
public sealed class BoundariesTests
{
    [Fact]
    public async Task A_figure_follows_the_land_and_is_not_told_where_the_land_does_not_fit()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2025, 8, 18, 3, 0, 0, DateTimeKind.Utc)));
        var (village, city) = (offices.Village, offices.AboveOfficer);
        var report = await ReportOffices.BeginAsync(offices.Officer, village.CommuneId, "2025-MA8");
        await ReportOffices.EnterAsync(offices.Officer, report, ("TK_DDDT2", "1.204"));
        Assert.Equal(1204m, await ValueAsync(city, village.CommuneId, "today"));

        // One of its two hamlets goes to the neighbour: what the commune told was of both.
        using var moved = await city.PostAsync($"/api/areas/{village.OtherHamletId}/reparent", new AreaReparent(offices.Server.AreaByCode("31645"), new(2025, 8, 18), "NQ 9"));
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        Assert.Equal(1204m, await ValueAsync(city, village.CommuneId, "then"));
        Assert.Null(await ValueAsync(city, village.CommuneId, "today"));
        Assert.Equal(1204m, await ValueAsync(city, offices.Above, "today"));
    }

    private static async Task<decimal?> ValueAsync(HttpClient official, Guid area, string boundaries)
    {
        var values = await official.GetAsync($"/api/indicators/values?area={area}&period=2025-MA8&boundaries={boundaries}&codes=TK_DDDT2").ReadAsync<IndicatorValues>();
        return values.Units[0].Figures.Single().Value;
    }
}
