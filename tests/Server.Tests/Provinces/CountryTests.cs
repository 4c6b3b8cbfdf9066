using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Provinces;

/// <summary>The same program as the node above the provinces.</summary>
public sealed class CountryTests
{
    [Fact]
    public async Task A_new_node_above_waits_for_34_provinces_and_shows_every_page()
    {
        await using var node = await TestServer.StartCountryAsync(new(2025, 9, 2, 3, 0, 0, DateTimeKind.Utc));
        var root = node.Tree().Roots.Single();
        Assert.Equal(AreaKind.Country, root.Kind);
        Assert.Equal(34, await node.WithDbAsync(db => db.Provinces.CountAsync()));
        using var other = new OtherProvince("92");
        await node.WithDbAsync(db => db.Provinces.Where(p => p.Code == "92").ExecuteDeleteAsync());
        await other.RegisterAsync(node, from: new(2025, 7, 1));
        await OtherProvince.SendAsync(node, other.Package(node, "2025-M8", new(2025, 9, 2, 2, 0, 0, DateTimeKind.Utc), 100, 3));
        using var officer = await node.OfficialAsync(Role.ProvinceOfficer, root.AreaId);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/provinces?period=2025-M8&indicator=TO"));
        Assert.Contains("103 (từ 1/34", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/provinces\"", page, StringComparison.Ordinal);
        foreach (var path in (string[])[$"/figures/{root.AreaId}", "/areas", $"/areas/{root.AreaId}", "/teams", "/indicators", "/indicators/TO", "/reports", "/bulletins", "/services", "/documents", "/water", "/indicators/upward", "/me"])
        {
            using var answer = await officer.GetAsync(path);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        }
    }
}
