using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas.Register;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;

namespace TungNgo.Tests.Reports;

/// <summary>Figures of many units at once, beside the same figures one by one.</summary>
public sealed class ColumnsOfUnitsTests
{
    [Fact]
    public async Task A_column_says_of_each_unit_what_the_unit_alone_says()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2025, 8, 18, 3, 0, 0, DateTimeKind.Utc)));
        // One commune of many tells what a formula is made of: above it, the formula is over that commune alone.
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2025-MA8");
        await ReportOffices.EnterAsync(offices.Officer, report, ("TK_DDDT2", "1.204"), ("HO_NHAN_TIN", "2"));
        using var moved = await offices.AboveOfficer.PostAsync(
            $"/api/areas/{offices.Village.OtherHamletId}/reparent", new AreaReparent(offices.Server.AreaByCode("31645"), new(2025, 8, 18), "NQ 9"));
        Assert.True(moved.IsSuccessStatusCode);

        await using var scope = offices.Server.Services.CreateAsyncScope();
        var reader = scope.ServiceProvider.GetRequiredService<IndicatorReader>();
        var codes = scope.ServiceProvider.GetRequiredService<IndicatorCatalogue>().Versions.Select(i => i.Code).Distinct().Append("KHONG_CO").ToList();
        var (told, missing, partly) = (0, 0, 0);
        foreach (var boundaries in new DateOnly?[] { null, new(2025, 6, 30), new(2025, 8, 18) })
        {
            foreach (var period in new[] { "2024-Y", "2025-M6", "2025-MA8", "2025-M8", "2025-Q3", "2025-08-18", "2025-M12" }.Select(p => reader.PeriodOf(p)!))
            {
                var (together, alone) = (reader.Read(boundaries), reader.Read(boundaries));
                Guid[] units = [.. together.TreeOf(period).All.Select(u => u.AreaId), Guid.CreateVersion7()];
                foreach (var code in codes)
                {
                    var values = together.Values(code, units, period);
                    foreach (var (unit, value) in units.Zip(values))
                    {
                        var plain = alone.Value(code, unit, period);
                        Assert.Equal(plain is null ? null : plain with { Told = [] }, value is null ? null : value with { Told = [] });
                        Assert.Equal(plain?.Told.Order(), value?.Told.Order());
                        told += value?.Value is null ? 0 : 1;
                        missing += value?.Value is null ? 1 : 0;
                        partly += value is { IsWhole: false, Indicator.Origin: IndicatorOrigin.Formula } ? 1 : 0;
                    }
                }
            }
        }

        Assert.True(
            told > 1000 && missing > 1000 && partly > 0, $"{told} told, {missing} missing, {partly} formulas of a part: the test would prove little");
    }
}
