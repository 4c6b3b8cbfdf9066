using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using TungNgo.Gateways.Cap;

namespace TungNgo.GatewayTests.Cap;

public sealed class CapWriterTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Alike => ["full", "smallest"];

    /// <summary>Ours, and a copy of the one that OASIS publishes when TUNGNGO_CAP_SCHEMA names it.</summary>
    public static MatrixTheoryData<string, string> Schemas =>
        new(Alike.Select(row => row.Data), new[] { Tool.Beside("cap12.xsd"), Environment.GetEnvironmentVariable("TUNGNGO_CAP_SCHEMA") }.OfType<string>());

    [Theory]
    [MemberData(nameof(Alike))]
    public void What_is_written_is_read_as_it_was(string which)
    {
        var alert = Named(which);
        Assert.Equal(Json(alert), Json(CapReader.Read(CapWriter.Write(alert))));
    }

    [Fact]
    public void Any_text_comes_back_in_its_composed_form()
    {
        Gen.String.Sample(text =>
        {
            var info = Alerts.Info("vi-VN", "Xâm nhập mặn", text) with { Description = text };
            var read = CapReader.Read(CapWriter.Write(Alerts.Smallest with { Infos = [info] })).Infos[0];
            var expected = TungNgo.Gateways.XmlText.Clean(text);
            Assert.Equal(expected.Length == 0 ? null : expected, read.Description);
        }, iter: 500);
    }

    [Fact]
    public void Any_place_and_time_comes_back()
    {
        var point = Gen.Select(Gen.Int[-900000, 900000], Gen.Int[-1800000, 1800000], (lat, lon) => new CapPoint(lat / 10000m, lon / 10000m));
        var time = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[-14 * 4, 14 * 4], (seconds, quarters) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(quarters * 15)));
        Gen.Select(point.Array[3, 20], Gen.Int[0, 100000], time).Sample((points, metres, sent) =>
        {
            var area = new CapArea("x", [[.. points, points[0]]], [new CapCircle(points[1], metres / 1000m)]);
            var alert = Alerts.Smallest with { Sent = sent, Infos = [Alerts.Info("km-KH", "x", "y") with { Areas = [area] }] };
            Assert.Equal(Json(alert), Json(CapReader.Read(CapWriter.Write(alert))));
        }, iter: 300);
    }

    [Fact]
    public void Times_carry_their_offset_in_digits_and_never_Z()
    {
        var utc = Alerts.Smallest with { Sent = new DateTimeOffset(2026, 3, 1, 0, 30, 0, TimeSpan.Zero) };
        Assert.Contains("<sent>2026-03-01T00:30:00+00:00</sent>", Encoding.UTF8.GetString(CapWriter.Write(utc)), StringComparison.Ordinal);
        Assert.Contains("<sent>2026-03-01T07:30:00+07:00</sent>", Encoding.UTF8.GetString(CapWriter.Write(Alerts.Smallest)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_that_breaks_a_rule_is_not_written()
    {
        var cancel = Assert.Throws<CapException>(() => CapWriter.Write(Alerts.Smallest with { MessageType = CapMessageType.Cancel }));
        Assert.Equal([(CapFault.Missing, "/alert/references")], cancel.Problems.Select(problem => (problem.Fault, problem.Path)));
        var open = new CapArea("x", [[new(9, 105), new(9, 106), new(10, 106), new(10, 105)]]);
        var polygon = Assert.Throws<CapException>(() => CapWriter.Write(Alerts.Smallest with { Infos = [Alerts.Info("vi-VN", "x", "y") with { Areas = [open] }] }));
        Assert.Equal([(CapFault.NotClosed, "/alert/info[1]/area[1]/polygon[1]")], polygon.Problems.Select(problem => (problem.Fault, problem.Path)));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task What_is_written_holds_against_the_schema(string which, string schema)
    {
        var (code, _, error) = await Tool.RunAsync(Tool.Need("xmllint"), CapWriter.Write(Named(which)), "--noout", "--nonet", "--schema", schema, "-");
        Assert.True(code == 0, error);
    }

    [Theory]
    [MemberData(nameof(Alike))]
    public async Task Another_implementation_understands_the_same(string which)
    {
        var program = Tool.Beside("OtherReader/read.mjs");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Path.GetDirectoryName(program)!, "node_modules")), "the packages of Cap/OtherReader are not installed (npm ci)");
        var (code, understood, error) = await Tool.RunAsync(Tool.Need("node"), CapWriter.Write(Named(which)), program);
        Assert.True(code == 0, error);
        Assert.Equal(JsonSerializer.Serialize(Meant(Named(which)), Plain), understood.Trim());
    }

    /// <summary>The model once more in the words of OtherReader/read.mjs.</summary>
    private static object Meant(CapAlert alert) => new
    {
        identifier = alert.Identifier,
        sender = alert.Sender,
        sent = CapForms.Write(alert.Sent),
        status = $"{alert.Status}",
        type = $"{alert.MessageType}",
        scope = $"{alert.Scope}",
        references = alert.References.Count == 0 ? null : string.Join(' ', alert.References.Select(CapForms.Write)),
        infos = alert.Infos.Select(info => new
        {
            language = info.Language,
            categories = info.Categories.Select(category => $"{category}"),
            @event = info.Event,
            severity = $"{info.Severity}",
            expires = CapForms.Write(info.Expires!.Value),
            headline = info.Headline,
            description = info.Description,
            instruction = info.Instruction,
            web = info.Web!.OriginalString,
            parameters = info.Parameters!.Select(pair => $"{pair.Name}={pair.Value}"),
            resources = info.Resources!.Select(resource => $"{resource.MimeType} {resource.Size} {resource.Uri!.OriginalString} {resource.Digest}"),
            areas = info.Areas!.Select(area => new
            {
                description = area.Description,
                polygons = (area.Polygons ?? []).Select(polygon => string.Join(' ', polygon.Select(CapForms.Write))),
                circles = (area.Circles ?? []).Select(CapForms.Write),
                geocodes = (area.Geocodes ?? []).Select(pair => $"{pair.Name}={pair.Value}"),
            }),
        }),
    };

    private static CapAlert Named(string which) => which == "full" ? Alerts.Full : Alerts.Smallest;

    private static string Json(CapAlert alert) => JsonSerializer.Serialize(alert);
}
