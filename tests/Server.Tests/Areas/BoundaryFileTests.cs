using System.Text;
using CsCheck;
using NetTopologySuite.Geometries;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;
using TungNgo.Web;

namespace TungNgo.Tests.Areas;

/// <summary>Files of boundaries as people send them: what is wrong with each is named, and nothing that can be sent breaks the reading.</summary>
public sealed class BoundaryFileTests
{
    private const string Square = "[[105.9,9.6],[106.0,9.6],[106.0,9.7],[105.9,9.7],[105.9,9.6]]";

    [Theory]
    [InlineData("\"Point\",\"coordinates\":[105.9,9.6]", "NotPolygon")]
    [InlineData("\"GeometryCollection\",\"geometries\":[]", "NotPolygon")]
    [InlineData("\"Polygon\",\"coordinates\":[]", "Empty")]
    [InlineData("\"Polygon\",\"coordinates\":[[]]", "Empty")]
    [InlineData("\"MultiPolygon\",\"coordinates\":[[]]", "Empty")]
    [InlineData("\"Polygon\",\"coordinates\":[[[105.9,9.6],[106.0,9.6],[106.0,9.7],[105.9,9.7]]]", "RingOpen")]
    [InlineData("\"Polygon\",\"coordinates\":[[[105.9,9.6],[106.0,9.6],[105.9,9.6]]]", "RingShort")]
    [InlineData("\"Polygon\",\"coordinates\":[[[105.9,9.6],[106.0,9.7],[106.0,9.6],[105.9,9.7],[105.9,9.6]]]", "SelfCrossing")]
    [InlineData("\"Polygon\",\"coordinates\":[" + Square + ",[[107.1,9.6],[107.1,9.65],[107.2,9.65],[107.1,9.6]]]", "HoleOutside")]
    [InlineData("\"Polygon\",\"coordinates\":[[[9.6,105.9],[9.6,106.0],[9.7,106.0],[9.7,105.9],[9.6,105.9]]]", "Swapped")]
    [InlineData("\"Polygon\",\"coordinates\":[[[2.3,48.8],[2.4,48.8],[2.4,48.9],[2.3,48.8]]]", "OutOfVietnam")]
    [InlineData("\"Polygon\",\"coordinates\":[[[585000,1061000],[586000,1061000],[586000,1062000],[585000,1061000]]]", "OutOfRange")]
    [InlineData("\"Polygon\",\"coordinates\":[[[105.9,9.6,1],[106.0,9.6,1],[106.0,9.7,1],[105.9,9.6,1]]]", "Heights")]
    [InlineData("\"Polygon\",\"coordinates\":[[[105.9,\"NaN\"],[106.0,9.6],[106.0,9.7],[105.9,9.6]]]", "NotNumber")]
    [InlineData("\"Polygon\",\"coordinates\":[[[1e999,9.6],[106.0,9.6],[106.0,9.7],[105.9,9.6]]]", "NotNumber")]
    [InlineData("\"Polygon\",\"coordinates\":[[[105.9],[106.0,9.6],[106.0,9.7],[105.9,9.6]]]", "NotNumber")]
    [InlineData("\"Polygon\",\"coordinates\":{}", "Empty")]
    [InlineData("7", "NotPolygon")]
    public void What_is_wrong_with_a_shape_is_named(string geometry, string problem)
    {
        var feature = Assert.Single(Read(Collection($$"""{"type":{{geometry}}}""")));
        Assert.Null(feature.Shape);
        Assert.Equal(problem, $"{feature.Fault?.Problem}");
        Assert.NotEqual($"areas.boundaries.fault.{feature.Fault!.Problem.Word()}", Texts.In("vi")[$"areas.boundaries.fault.{feature.Fault.Problem.Word()}", feature.Fault.Values]);
    }

    [Theory]
    [InlineData("", "boundaries.file-broken")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Fea", "boundaries.file-broken")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[{\"geometry\":{\"coordinates\":[NaN]}}]}", "boundaries.file-broken")]
    [InlineData("[]", "boundaries.file-kind")]
    [InlineData("{\"type\":7,\"features\":[]}", "boundaries.file-kind")]
    [InlineData("{\"type\":\"Feature\",\"geometry\":null}", "boundaries.file-kind")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", "boundaries.file-count")]
    public void A_file_that_is_none_is_refused_by_name(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<Refusal>(() => Read(text)).Problem.Code);

    [Fact]
    public void Deep_nesting_and_other_encodings_are_refused()
    {
        Assert.Equal(Problems.BoundaryFileBroken, Assert.Throws<Refusal>(() => Read(Collection("{\"type\":\"Polygon\",\"coordinates\":" + new string('[', 100_000) + "}"))).Problem);
        var bytes = Encoding.Latin1.GetBytes(Collection("{\"type\":\"Polygon\",\"coordinates\":[" + Square + "]}", "{\"ten\":\"Xã Đại Ngãi é\"}"));
        Assert.Equal(Problems.BoundaryFileEncoding, Assert.Throws<Refusal>(() => GeoFile.Read(bytes, false)).Problem);
        Assert.Equal(Problems.BoundaryFileEncoding, Assert.Throws<Refusal>(() => GeoFile.Read(Encoding.Unicode.GetBytes("{}é"), false)).Problem);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var endless = new MemoryStream(new byte[GeoFile.MostBytes + 1]);
        Assert.Equal(Problems.BoundaryFileLarge, (await Assert.ThrowsAsync<Refusal>(() => GeoFile.ReadAsync(endless, false, CancellationToken.None))).Problem);
    }

    [Fact]
    public void Rings_that_run_the_wrong_way_are_turned_and_swapped_axes_are_taken_when_asked()
    {
        var clockwise = "[[105.9,9.6],[105.9,9.7],[106.0,9.7],[106.0,9.6],[105.9,9.6]]";
        var turned = Assert.Single(Read(Collection("{\"type\":\"Polygon\",\"coordinates\":[" + clockwise + "]}")));
        Assert.Equal(1, turned.Turned);
        Assert.True(((Polygon)turned.Shape!).Shell.IsCCW);
        var swapped = Assert.Single(GeoFile.Read(Encoding.UTF8.GetBytes(Collection("{\"type\":\"Polygon\",\"coordinates\":[[[9.6,105.9],[9.6,106.0],[9.7,106.0],[9.7,105.9],[9.6,105.9]]]}")), true));
        Assert.True(swapped.Shape!.EqualsTopologically(turned.Shape));
        // 0,1° by 0,1° at 9,65° north: 11,06 km by 10,98 km.
        Assert.InRange(Ground.Hectares(turned.Shape!), 12_100, 12_160);
    }

    [Fact]
    public void Whatever_is_cut_out_of_or_put_into_a_file_it_is_read_or_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Collection("{\"type\":\"MultiPolygon\",\"coordinates\":[[" + Square + "]]}", "{\"ma\":\"31648\",\"ten\":\"Xã Trường Khánh\"}"));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 12], Gen.Byte.Array[0, 12]).Sample(
            (at, gone, put) =>
            {
                byte[] other = [.. whole.AsSpan(0, at), .. put, .. whole.AsSpan(Math.Min(whole.Length, at + gone))];
                try
                {
                    return GeoFile.Read(other, false).All(f => f.Shape is null != f.Fault is null);
                }
                catch (Refusal)
                {
                    return true;
                }
            },
            iter: 4_000);
    }

    [Fact]
    public void Any_numbers_at_all_make_a_shape_or_a_fault()
    {
        var position = Gen.Select(Gen.Double, Gen.Double[105, 106.5], Gen.Double[9, 10], Gen.Int[0, 9], (wild, x, y, kind) => kind == 0 ? (wild, y) : (x, y));
        position.Array[1, 12].Array[1, 3].Sample(
            rings =>
            {
                var text = string.Join(',', rings.Select(r => $"[{string.Join(',', r.Append(r[0]).Select(p => $"[{Json(p.Item1)},{Json(p.Item2)}]"))}]"));
                var feature = Read(Collection("{\"type\":\"Polygon\",\"coordinates\":[" + text + "]}")).Single();
                return feature.Shape is { IsValid: true } || feature.Fault is not null;
            },
            iter: 2_000);
        static string Json(double value) => double.IsFinite(value) ? value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "1e999";
    }

    [Fact]
    public void Overlaps_gaps_missing_units_and_other_names_are_said_with_hectares()
    {
        var tree = Tree();
        var features = Read(Features(
            ("{\"code\":\"1\",\"name\":\"Một\"}", Box(105.0, 9.0, 105.2, 9.2)), ("{\"code\":\"2\",\"name\":\"Khác\"}", Box(105.19, 9.0, 105.4, 9.2)),
            ("{\"ten\":\"Xã Ba\"}", Box(105.0, 9.3, 105.4, 9.5)), ("{\"ma\":4}", Box(105.0, 9.2, 105.1, 9.3)), ("{\"code\":\"5\"}", Box(105.3, 9.2, 105.4, 9.3)),
            ("{\"code\":\"1\"}", Box(106.0, 9.0, 106.1, 9.1)), ("{\"code\":\"99\"}", Box(106.0, 9.0, 106.1, 9.1))));
        var check = BoundaryCheck.Of(features, tree, null, new Dictionary<Guid, Geometry>());
        Assert.Equal(["1", "2", "3", "4", "5"], check.Read.Select(r => r.Unit.Code).Order(StringComparer.Ordinal));
        string Of(string kind) => string.Join("; ", check.Faults.Where(f => f.Key == $"areas.boundaries.fault.{kind}").Select(f => $"{f.Number}|{f.Name}|{string.Join(',', f.Values)}"));
        Assert.Equal("2|Khác|Xã Hai", Of("otherName"));
        Assert.Equal("6|1|1", Of("twice"));
        Assert.Equal("7|99|99", Of("unknown"));
        Assert.StartsWith("1|Xã Một – Xã Hai|2.4", Of("overlap"), StringComparison.Ordinal);
        // The hole between the four: 0,2° by 0,1°.
        Assert.StartsWith("|Xã ", Of("gap"), StringComparison.Ordinal);
        Assert.Contains("24.3", Of("gap"), StringComparison.Ordinal);
        Assert.Equal("|Xã Sáu|1", Of("missing"));
    }

    [Fact]
    public void Neighbours_are_thinned_together_and_stay_neighbours()
    {
        static double Wave(double y) => 105.2 + (0.01 * Math.Sin(y * 300)) + (0.002 * Math.Sin(y * 4_000));
        var line = Enumerable.Range(0, 20_001).Select(i => 9.0 + (i * 0.00001)).Select(y => new Coordinate(Wave(y), y)).ToList();
        var left = Ground.Shapes.CreatePolygon([new(105, 9), .. line, new(105, 9.2), new(105, 9)]);
        var right = Ground.Shapes.CreatePolygon([new(105.5, 9.2), .. line.AsEnumerable().Reverse(), new(105.5, 9), new(105.5, 9.2)]);
        var thin = Thinning.Of([left, right]);
        Assert.InRange(thin.Sum(s => s.NumPoints), 20, Thinning.MostCorners);
        Assert.All(thin, s => Assert.True(s.IsValid));
        Assert.InRange(Ground.Hectares(thin[0].Intersection(thin[1])), 0, 0.001);
        Assert.InRange(Math.Abs(Ground.Hectares(thin[0].Union(thin[1])) - Ground.Hectares(left.Union(right))), 0, 0.01);
    }

    private static DayTree Tree()
    {
        var (province, day) = (Guid.CreateVersion7(), new DateOnly(2024, 9, 1));
        AreaVersion Unit(Guid id, AreaKind kind, string name, string code, Guid? parent) => new()
        {
            Id = Guid.CreateVersion7(), AreaId = id, Kind = kind, Name = name, NameKey = AreaBook.KeyOf(kind, name), Code = code, ParentId = parent,
        };
        return new(day, new[] { "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu" }.Select((n, i) => Unit(Guid.CreateVersion7(), AreaKind.Commune, n, $"{i + 1}", province))
            .Append(Unit(province, AreaKind.Province, "Tỉnh", "94", null)));
    }

    private static string Box(double left, double bottom, double right, double top) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"[[[{left},{bottom}],[{right},{bottom}],[{right},{top}],[{left},{top}],[{left},{bottom}]]]");

    private static string Features(params (string Properties, string Rings)[] features) => "{\"type\":\"FeatureCollection\",\"features\":["
        + string.Join(',', features.Select(f => $$$"""{"type":"Feature","properties":{{{f.Properties}}},"geometry":{"type":"Polygon","coordinates":{{{f.Rings}}}}}""")) + "]}";

    private static string Collection(string geometry, string properties = "{}") =>
        $$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}]}""";

    private static IReadOnlyList<GeoFeature> Read(string text) => GeoFile.Read(Encoding.UTF8.GetBytes(text), false);
}
