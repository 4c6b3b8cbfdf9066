using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>What a snapshot is made of.</summary>
internal sealed record SnapshotOf(
    Report Report, ReportForm Form, Period Period, DayTree Tree, IndicatorTable Table, IReadOnlyList<AreaVersion> Below, IReadOnlyList<ReportStep> Steps, DateTime At, long FeedNumber)
{
    /// <summary>Hashes of the documents behind entered figures, by their ids.</summary>
    public IReadOnlyDictionary<Guid, string> Evidence { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>Writes a snapshot once. Its order of fields is fixed, so that equal reports are equal bytes.</summary>
internal static class SnapshotWriter
{
    public const int Shape = 1;
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReportSnapshot Of(SnapshotOf of)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            Write(json, of);
        }

        var bytes = stream.ToArray();
        var hash = SHA256.HashData(bytes);
        return new ReportSnapshot { ReportId = of.Report.Id, Body = Encoding.UTF8.GetString(bytes), Hash = Convert.ToHexStringLower(hash), Seal = SealOf(hash), At = of.At };
    }

    /// <summary>Whether a body is what was approved.</summary>
    public static bool IsTrue(ReportSnapshot snapshot) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(snapshot.Body))) == snapshot.Hash;

    /// <summary>Sixteen letters without those that are mistaken for each other: 80 bits of the hash.</summary>
    private static string SealOf(byte[] hash) => string.Concat(Enumerable.Range(0, 16).Select(i => Letters[FiveBits(hash, i * 5)]));

    private static int FiveBits(byte[] bytes, int at) => ((bytes[at / 8] << 8 | bytes[(at / 8) + 1]) >> (11 - (at % 8))) & 31;

    private static void Write(Utf8JsonWriter json, SnapshotOf of)
    {
        var (report, area) = (of.Report, of.Tree.Find(of.Report.AreaId)!);
        json.WriteStartObject();
        json.WriteNumber("shape", Shape);
        json.WriteString("report", report.Id);
        json.WriteStartObject("form");
        json.WriteString("code", of.Form.Code);
        Write(json, "name", of.Form.Name);
        json.WriteString("legalSource", of.Form.LegalSource);
        json.WriteEndObject();
        json.WriteNumber("revision", report.Revision);
        json.WriteStartObject("period");
        json.WriteString("code", of.Period.Code);
        json.WriteString("name", of.Period.FullName(Texts.In("vi")));
        json.WriteString("from", Formats.Iso(of.Period.From));
        json.WriteString("to", Formats.Iso(of.Period.To));
        json.WriteEndObject();
        json.WriteStartObject("cutOff");
        json.WriteString("at", Instant(of.At));
        json.WriteNumber("change", of.FeedNumber);
        json.WriteEndObject();
        json.WriteStartArray("line");
        foreach (var unit in of.Tree.LineOf(area.AreaId))
        {
            Write(json, unit);
        }

        json.WriteEndArray();
        json.WriteStartArray("tree");
        foreach (var unit in of.Tree.Below(area.AreaId).Where(ReportPlaces.Reports))
        {
            Write(json, unit);
        }

        json.WriteEndArray();
        json.WriteStartArray("figures");
        foreach (var code in of.Form.Indicators)
        {
            if (of.Table.Value(code, area.AreaId, of.Period) is { } value)
            {
                Write(json, value, report.Remarks.GetValueOrDefault(code), of.Evidence, of.Below.Select(u => (u.AreaId, of.Table.Value(code, u.AreaId, of.Period))));
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("missing");
        foreach (var id in report.Missing.Order())
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (var step in of.Steps.OrderBy(s => s.At).ThenBy(s => s.Id))
        {
            json.WriteStartObject();
            json.WriteString("action", step.Action.Word());
            json.WriteString("at", Instant(step.At));
            json.WriteString("by", step.By);
            json.WriteString("reason", step.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AreaVersion unit)
    {
        json.WriteStartObject();
        json.WriteString("id", unit.AreaId);
        json.WriteString("name", AreaNames.WithKind(unit));
        json.WriteString("code", unit.Code);
        json.WriteString("kind", unit.Kind.Word());
        json.WriteString("parent", unit.ParentId?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IndicatorValue value, string? remark, IReadOnlyDictionary<Guid, string> evidence, IEnumerable<(Guid Id, IndicatorValue? Value)> parts)
    {
        var indicator = value.Indicator;
        json.WriteStartObject();
        json.WriteString("code", indicator.Code);
        json.WriteNumber("version", indicator.Version);
        Write(json, "name", indicator.Name);
        Write(json, "definition", indicator.Definition);
        Write(json, "unit", indicator.Unit);
        json.WriteString("kind", indicator.Kind.Word());
        json.WriteString("origin", indicator.Origin.Word());
        json.WriteString("from", indicator.From);
        json.WriteString("value", Text(value.Value));
        json.WriteString("above", Text(value.Above));
        json.WriteString("below", Text(value.Below));
        json.WriteString("qualifier", value.Qualifier.Word());
        json.WriteString("shown", FigureText.Of(value, Texts.In("vi")));
        WriteNumber(json, "reporting", value.Reporting);
        WriteNumber(json, "of", value.Of);
        json.WriteString("source", value.Entered?.Source ?? indicator.EnteredBy);
        json.WriteString("evidence", value.Entered?.EvidenceId?.ToString());
        if (value.Entered?.EvidenceId is { } file && evidence.TryGetValue(file, out var hash))
        {
            json.WriteString("evidenceHash", hash);
        }

        json.WriteString("remark", remark);
        json.WriteStartArray("parts");
        foreach (var (id, part) in parts)
        {
            json.WriteStartObject();
            json.WriteString("area", id);
            json.WriteString("value", Text(part?.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Dictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var language in Texts.Languages.Where(texts.ContainsKey))
        {
            json.WriteString(language, texts[language]);
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } n)
        {
            json.WriteNumber(name, n);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Text(decimal? value) => value is { } v ? (v / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : null;

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
