using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Gateways.Cap;
using TungNgo.Water.Authorities;

namespace TungNgo.Tests.Water.Authorities;

public sealed class PlacesTests
{
    private static readonly DateOnly Then = new(2024, 9, 20);

    [Fact]
    public async Task Names_are_found_in_any_accents_and_what_stands_behind_a_name_says_where_it_lies()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (places, tree) = (new AlertPlaces(server.Services.GetRequiredService<AreaTree>()), server.Services.GetRequiredService<AreaTree>().Today);
        var province = tree.Roots.Single().AreaId;
        Placed Find(string said, Guid? unit = null) => places.Find([new CapArea(said)], Then, unit ?? province);

        Assert.Equal([village.CommuneId], Find("Xã Trường Khánh, huyện Long Phú").Areas);
        Assert.Equal([village.CommuneId], Find("XA TRUONG KHANH").Areas);
        Assert.Equal([village.HamletId], Find("ấp Trường Thành B, xã Trường Khánh, tỉnh Sóc Trăng").Areas);
        Assert.Equal(Codes(tree, "946", "951"), Find("các huyện Long Phú, Trần Đề và vùng biển ngoài khơi").Areas.Order());
        Assert.Equal(["vùng biển ngoài khơi"], Find("các huyện Long Phú, Trần Đề và vùng biển ngoài khơi").Unresolved);
        Assert.Equal([province], Find("tỉnh Sóc Trăng").Areas);

        var nowhere = Find("miền Trung");
        Assert.True(nowhere.Whole);
        Assert.Equal([province], nowhere.Areas);
        Assert.Equal("miền Trung", Assert.Single(nowhere.Unresolved));
        // Long Phú is a district, a township and a commune: without its kind it is not known which.
        Assert.True(Find("Long Phú").Whole);
        // Whoever speaks to all of the province speaks to the commune too; its neighbours are none of the commune's business.
        Assert.Equal(village.CommuneId, Assert.Single(Find("tỉnh Sóc Trăng", village.CommuneId).Areas));
        Assert.False(Find("tỉnh Sóc Trăng", village.CommuneId).Whole);
    }

    [Fact]
    public async Task Codes_are_those_of_the_alerts_own_day_and_lead_to_the_units_of_today()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2025, 7, 2, 5, 0, 0, DateTimeKind.Utc));
        var (places, areas) = (new AlertPlaces(server.Services.GetRequiredService<AreaTree>()), server.Services.GetRequiredService<AreaTree>());
        var (root, before) = (areas.Today.Roots.Single().AreaId, new DateOnly(2025, 6, 30));
        Placed Find(string code, DateOnly day) => places.Find([new CapArea("x", Geocodes: [new("GSO", code)])], day, root);

        // 31639 was the township and is the new commune.
        Assert.Equal(areas.Today.All.Single(u => u.Code == "31639").AreaId, Assert.Single(Find("31639", areas.Today.Day).Areas));
        var old = areas.On(before).All.Single(u => u.Code == "31639").AreaId;
        var heir = areas.Today.Find(old) is not null ? old : areas.Successions.Single(s => s.FromId == old && s.ToId != old).ToId;
        Assert.Equal([heir], Find("31639", before).Areas);
        Assert.Equal(["GSO 00000"], Find("00000", before).Unresolved.Take(1));
    }

    [Fact]
    public async Task What_is_drawn_holds_the_units_whose_points_lie_in_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            var hamlet = db.AreaVersions.Single(v => v.AreaId == village.HamletId);
            (hamlet.Latitude, hamlet.Longitude) = (9.60, 106.00);
            write.Changed(TungNgo.Feed.ChangeKind.Area, village.HamletId);
        });
        var places = new AlertPlaces(server.Services.GetRequiredService<AreaTree>());
        CapPoint[] square = [new(9.59m, 105.99m), new(9.61m, 105.99m), new(9.61m, 106.01m), new(9.59m, 106.01m), new(9.59m, 105.99m)];
        Assert.Equal([village.HamletId], places.Find([new CapArea("vùng A", Polygons: [square])], Then, village.CommuneId).Areas);
        // The other hamlet has no point of its own and lies where its commune does.
        Assert.Equal([village.OtherHamletId], places.Find([new CapArea("vùng B", Circles: [new(new(9.68m, 106.01m), 1)])], Then, village.CommuneId).Areas);
        Assert.Equal([village.CommuneId], places.Find([new CapArea("vùng C", Circles: [new(new(9.64m, 106.00m), 12)])], Then, village.CommuneId).Areas);
        var sea = places.Find([new CapArea("ngoài khơi", Circles: [new(new(8.0m, 107.5m), 5)])], Then, village.CommuneId);
        Assert.Equal((true, "ngoài khơi"), (sea.Whole, Assert.Single(sea.Unresolved)));
        var elsewhere = places.Find([new CapArea("x", Geocodes: [new("GSO", "951")])], Then, village.CommuneId);
        Assert.True(elsewhere.Whole);
        Assert.Contains("Trần Đề", Assert.Single(elsewhere.Outside), StringComparison.Ordinal);
    }

    private static IEnumerable<Guid> Codes(DayTree tree, params string[] codes) => tree.All.Where(u => codes.Contains(u.Code)).Select(u => u.AreaId).Order();
}
