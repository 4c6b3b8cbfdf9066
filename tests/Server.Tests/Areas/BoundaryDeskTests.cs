using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;
using TungNgo.Demo;
using TungNgo.Feed;
using TungNgo.Figures.Charts;
using TungNgo.Web;

namespace TungNgo.Tests.Areas;

/// <summary>Boundaries from the file to the map: tried, taken, drawn, merged with their units, given out again and taken back.</summary>
public sealed class BoundaryDeskTests
{
    private static readonly DateOnly Day = new(2024, 9, 20);

    [Fact]
    public async Task A_file_is_tried_taken_drawn_given_out_and_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        var province = server.AreaByCode("94");
        var district = server.AreaByCode("946");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, province);
        var communes = server.Services.GetRequiredService<AreaTree>().On(Day).ChildrenOf(district).ToList();
        Assert.NotEmpty(communes);

        var list = await UploadAsync(officer, Grid(communes, 0));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync(list));
        Assert.Contains(Texts.In("vi")["areas.boundaries.to-take", communes.Count], page, StringComparison.Ordinal);
        Assert.Empty(await server.WithDbAsync(db => db.Boundaries.ToListAsync()));
        Assert.Equal(MapKind.Cells, Map(server, district).Kind);

        await SubmitAsync(officer, list, "apply", communes.Select(c => c.AreaId));
        Assert.Equal(communes.Count, await server.WithDbAsync(db => db.Boundaries.CountAsync(b => b.ReplacedBy == null)));
        Assert.Equal(MapKind.Boundaries, Map(server, district).Kind);
        Assert.Contains(Texts.In("vi")["figures.map.boundaries"], WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{district}")), StringComparison.Ordinal);
        // The district's own land is that of its communes.
        Assert.Contains(Texts.In("vi")["figures.map.mixed"], WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{province}")), StringComparison.Ordinal);

        var first = await BoundariesAsync(officer, province);
        Assert.Equal(communes.Select(c => c.Code).Order(StringComparer.Ordinal), first.Keys.Order(StringComparer.Ordinal));

        var second = await UploadAsync(officer, Grid(communes, 0.01));
        await SubmitAsync(officer, second, "apply", [communes[0].AreaId, communes[1].AreaId]);
        Assert.NotEqual(first[communes[0].Code!], (await BoundariesAsync(officer, province))[communes[0].Code!]);
        using (var early = await officer.SubmitAsync(list, "undo"))
        {
            Assert.Contains(Texts.In("vi")["error.boundaries.replaced"], WebUtility.HtmlDecode(await early.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        await SubmitAsync(officer, second, "undo", []);
        Assert.Equal(first, await BoundariesAsync(officer, province));
        await SubmitAsync(officer, list, "undo", []);
        Assert.Equal(MapKind.Cells, Map(server, district).Kind);
        var deeds = await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("boundaries.")).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync());
        Assert.Equal(["boundaries.upload", "boundaries.apply", "boundaries.upload", "boundaries.apply", "boundaries.undo", "boundaries.undo"], deeds);
    }

    [Fact]
    public async Task What_is_given_out_is_the_same_until_something_changes_and_only_of_ones_own_units()
    {
        await using var server = await TestServer.StartAsync();
        var district = server.AreaByCode("946");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var communes = server.Services.GetRequiredService<AreaTree>().On(Day).ChildrenOf(district).ToList();
        await SubmitAsync(officer, await UploadAsync(officer, Grid(communes, 0)), "apply", communes.Select(c => c.AreaId));
        var path = $"/api/boundaries.geojson?area={district}&level=commune&day=2024-09-20";
        using var answer = await officer.GetAsync(path);
        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await officer.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, communes[0].AreaId);
        using var above = await neighbour.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, above.StatusCode);
        using var own = await neighbour.GetAsync($"/api/boundaries.geojson?area={communes[0].AreaId}&day=2024-09-20");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var upload = await neighbour.GetAsync("/areas/boundaries");
        Assert.DoesNotContain("Form.File", await upload.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_units_have_the_land_of_their_parts_and_divided_ones_have_none()
    {
        await using var server = await TestServer.StartAsync();
        var areas = server.Services.GetRequiredService<AreaTree>();
        var tree = areas.On(Day);
        var communes = tree.All.Where(u => u.Tier == AreaTier.Commune).ToList();
        await server.WriteAsync((db, write) =>
        {
            var list = new BoundaryList { Id = write.NewId(), FileName = "x", Source = "x", By = "x", At = write.Now, ValidFrom = Day, State = BoundaryListState.Applied };
            db.BoundaryLists.Add(list);
            db.Boundaries.AddRange(BoundaryDesk.Rows(list, [.. Boxes(communes, 0).Select(b => new ReadBoundary(0, b.Unit, b.Shape, 1))], write.NewId));
            communes.ForEach(c => write.Changed(ChangeKind.Boundary, c.AreaId));
        });
        var land = server.Services.GetRequiredService<BoundaryBook>().Land;
        var later = new DateOnly(2025, 7, 1);
        var merged = areas.Successions.Where(s => s.Date == later && s.Kind == SuccessionKind.Merge && areas.On(later).Find(s.ToId)?.Tier == AreaTier.Commune)
            .ToLookup(s => s.ToId, s => s.FromId);
        Assert.NotEmpty(merged);
        foreach (var unit in merged)
        {
            var shape = land.Of(unit.Key, later);
            Assert.NotNull(shape);
            Assert.True(shape.Derived);
            Assert.Equal(unit.Sum(p => Ground.Hectares(land.Of(p, Day)!.Shape)), Ground.Hectares(shape.Shape), 1.0);
        }

        Assert.Null(land.Of(merged.First().Key, later.AddDays(-1)));
        Assert.Null(land.Of(communes[0].AreaId, Day.AddDays(-1)));

        // A commune that divides: nobody knows along which line.
        var whole = communes[0];
        await server.WriteAsync((db, write) =>
        {
            var book = new AreaBook(db.AreaVersions.ToList(), db.Successions.ToList(), write.NewId, write.Now);
            var known = book.Versions.ToHashSet();
            var parts = book.Split(whole.AreaId, [new(AreaKind.Commune, "Phần một", "90001", whole.ParentId, []), new(AreaKind.Commune, "Phần hai", "90002", whole.ParentId,
                [.. book.Versions.Where(v => v.ParentId == whole.AreaId && v.IsValidOn(Day.AddDays(5))).Select(v => v.AreaId)])], Day.AddDays(5), "NQ 9");
            db.Areas.AddRange(parts.Select(p => new Area { Id = p.AreaId }));
            db.AreaVersions.AddRange(book.Versions.Where(v => !known.Contains(v)));
            db.Successions.AddRange(book.Successions.Where(s => s.Date == Day.AddDays(5)));
            write.Changed(ChangeKind.Area, whole.AreaId);
        });
        land = server.Services.GetRequiredService<BoundaryBook>().Land;
        var after = areas.On(Day.AddDays(5));
        Assert.All(after.All.Where(u => u.Code is "90001" or "90002"), u => Assert.Null(land.Of(u.AreaId, after.Day)));
        Assert.Equal(MapKind.Mixed, UnitMap.Draw([.. after.ChildrenOf(whole.ParentId!.Value).Select((u, i) => With(u, i))], u => land.Of(u, after.Day)).Kind);
    }

    [Fact]
    public async Task The_demonstrations_boundaries_tile_without_gap_or_overlap_and_are_light_enough_for_a_page()
    {
        await using var server = await TestServer.StartAsync();
        var tree = server.Services.GetRequiredService<AreaTree>().On(new DateOnly(2015, 1, 1));
        var communes = tree.All.Where(u => u.Tier == AreaTier.Commune).ToList();
        var shapes = DemoBoundaries.Shapes([.. communes.Select(u => new Coordinate(u.Longitude!.Value, u.Latitude!.Value))]);
        Assert.All(shapes, s => Assert.True(s.IsValid, s.AsText()));
        var check = BoundaryCheck.Of([.. communes.Zip(shapes, (u, s) => new GeoFeature(1, new Dictionary<string, string> { ["code"] = u.Code! }, s, null, 0))], tree, null, new Dictionary<Guid, Geometry>());
        Assert.Equal(communes.Count, check.Read.Count);
        Assert.Empty(check.Faults.Select(f => $"{f.Key} {f.Name} {string.Join(' ', f.Values)}"));
        var map = UnitMap.Draw(communes, u => new(shapes[communes.FindIndex(c => c.AreaId == u)], Day, false, true, ""));
        Assert.InRange(map.Shapes.Sum(s => Encoding.UTF8.GetByteCount(s.Path)), 10_000, 300_000);
    }

    private static AreaVersion With(AreaVersion unit, int at) => unit.Latitude is not null && unit.Code is not "90002" ? unit : new()
    {
        Id = unit.Id, AreaId = unit.AreaId, Name = unit.Name, NameKey = unit.NameKey, Kind = unit.Kind, ParentId = unit.ParentId, Latitude = 9.5 + (at * 0.001), Longitude = 105.9,
    };

    private static UnitMap Map(TestServer server, Guid unit) => UnitMap.Of(server.Services.GetRequiredService<AreaTree>().On(Day), unit, server.Services.GetRequiredService<BoundaryBook>().Land);

    private static async Task<Dictionary<string, string>> BoundariesAsync(HttpClient officer, Guid area)
    {
        using var document = JsonDocument.Parse(await officer.GetStringAsync($"/api/boundaries.geojson?area={area}&day=2024-09-20"));
        return document.RootElement.GetProperty("features").EnumerateArray().ToDictionary(f => f.GetProperty("properties").GetProperty("code").GetString()!, f => f.GetProperty("geometry").GetRawText());
    }

    /// <summary>A row of squares, each beside the next.</summary>
    private static IEnumerable<(AreaVersion Unit, Polygon Shape)> Boxes(IReadOnlyList<AreaVersion> units, double higher) => units.Select((u, i) =>
    {
        var (left, bottom) = (105 + (i % 12 * 0.05), 9 + higher + (i / 12 * 0.05));
        return (u, Ground.Shapes.CreatePolygon([new(left, bottom), new(left + 0.05, bottom), new(left + 0.05, bottom + 0.05), new(left, bottom + 0.05), new(left, bottom)]));
    });

    private static string Grid(IReadOnlyList<AreaVersion> units, double higher)
    {
        static string Position(Coordinate c) => string.Create(CultureInfo.InvariantCulture, $"[{c.X:0.######},{c.Y:0.######}]");
        var features = Boxes(units, higher).Select(b => $$$"""
            {"type":"Feature","properties":{"ma_xa":"{{{b.Unit.Code}}}","ten_xa":"{{{AreaNames.WithKind(b.Unit)}}}"},
             "geometry":{"type":"Polygon","coordinates":[[{{{string.Join(',', b.Shape.Coordinates.Select(Position))}}}]]}}
            """);
        return "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(',', features) + "]}";
    }

    private static async Task<string> UploadAsync(HttpClient officer, string file)
    {
        var page = await officer.GetStringAsync("/areas/boundaries");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Officials.TokenOf(page)), "__RequestVerificationToken" }, { new StringContent("boundaries"), "_handler" }, { new StringContent("2024-09-20"), "Form.From" },
            { new StringContent("Sở Nông nghiệp và Môi trường"), "Form.Source" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "Form.File", "xa.geojson" },
        };
        using var answer = await officer.PostAsync("/areas/boundaries", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString().Split('?')[0];
    }

    private static async Task SubmitAsync(HttpClient officer, string path, string form, IEnumerable<Guid> units)
    {
        var fields = units.Select(u => KeyValuePair.Create("unit", $"{u}")).Append(new("_handler", form))
            .Append(new("__RequestVerificationToken", Officials.TokenOf(await officer.GetStringAsync(path))));
        using var answer = await officer.PostAsync(path, new FormUrlEncodedContent(fields));
        Assert.True(answer.StatusCode == HttpStatusCode.Found, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
