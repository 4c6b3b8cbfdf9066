using CsCheck;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Targets;

namespace TungNgo.Tests.Reports;

public sealed class TargetTests
{
    [Fact]
    public void Parts_are_the_whole_whatever_the_weights() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 5000].Array[1, 60], Gen.Int[0, 2]).Sample((total, weights, decimals) =>
        {
            var parts = LargestRemainder.Split(total, [.. weights.Select(w => (decimal)w)], decimals);
            Assert.Equal(total, parts.Sum());
            Assert.All(parts, p => Assert.True(p >= 0));
            Assert.All(parts.Zip(weights), p => Assert.True(Math.Abs(p.First - (weights.Sum() == 0 ? total / (decimal)weights.Length : (decimal)total * p.Second / weights.Sum())) <= 1));
        }, iter: 500);

    [Theory]
    [InlineData(50, 0, 100, 0.5, PaceState.OnPace)]
    [InlineData(40, 0, 100, 0.5, PaceState.Behind)]
    [InlineData(100, 0, 100, 0.5, PaceState.Reached)]
    [InlineData(0, 0, 100, 0.03, PaceState.OnPace)]
    [InlineData(150, 100, 200, 0.5, PaceState.OnPace)]
    [InlineData(120, 100, 200, 0.5, PaceState.Behind)]
    public void Who_goes_on_as_they_went_reaches_it_or_not(double value, double start, double target, double elapsed, PaceState expected) =>
        Assert.Equal(expected, Pace.Of(Direction.Up, (decimal)value, (decimal)start, (decimal)target, (decimal)elapsed).State);

    [Fact]
    public async Task The_office_above_sets_it_spread_to_the_last_household_and_sees_who_is_behind()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync());
        var (server, district) = (offices.Server, offices.Above);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var address = $"/indicators/HO_DA_GAP?area={district}&period=2024-M9";
        using var set = await province.SubmitAsync(address, "target", new() { ["target"] = "1.001", ["spread"] = "BySize" });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, set.StatusCode);
        var targets = await server.WithDbAsync(db => db.Targets.AsNoTracking().ToListAsync());
        Assert.Equal(1001, targets.Where(t => t.SpreadFrom == district).Sum(t => t.Value));
        Assert.Equal(1001, targets.Single(t => t.AreaId == district).Value);
        // Only the village's commune has households.
        Assert.Equal(1001, targets.Single(t => t.AreaId == offices.Village.CommuneId).Value);
        Assert.Contains("Chậm tiến độ", System.Net.WebUtility.HtmlDecode(await province.GetStringAsync(address)), StringComparison.Ordinal);

        // Nobody sets their own; it is refused although the form is built by hand.
        using var own = await offices.Officer.PostFormAsync($"/reports?area={offices.Village.CommuneId}", $"/indicators/HO_DA_GAP?area={offices.Village.CommuneId}&period=2024-M9", new() { ["_handler"] = "target", ["target"] = "1", ["spread"] = "None" });
        Assert.NotEqual(System.Net.HttpStatusCode.Redirect, own.StatusCode);
        Assert.Equal(1001, (await server.WithDbAsync(db => db.Targets.AsNoTracking().SingleAsync(t => t.AreaId == offices.Village.CommuneId))).Value);
    }
}
