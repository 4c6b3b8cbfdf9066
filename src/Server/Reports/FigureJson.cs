using System.Text.Encodings.Web;
using System.Text.Json;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Reports;

/// <summary>
/// Figures as the serializer would write them, to the last letter, and several times as fast: a year of all communes is thousands of figures, and their
/// writing was most of the answer.
/// </summary>
internal sealed class FigureJson(IndicatorValues values) : IResult
{
    private static readonly JavaScriptEncoder Plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonEncodedText
        Period = Name("period"), From = Name("from"), To = Name("to"), Boundaries = Name("boundaries"), Change = Name("change"),
        Units = Name("units"), Status = Name("status"), Others = Name("others"), AreaId = Name("areaId"), Code = Name("code"),
        UnitName = Name("name"), Kind = Name("kind"), ParentId = Name("parentId"), Figures = Name("figures"), Snapshot = Name("snapshot"),
        Version = Name("version"), Value = Name("value"), Above = Name("above"), Below = Name("below"), Qualifier = Name("qualifier"),
        Reporting = Name("reporting"), Of = Name("of"), Why = Name("why"), Source = Name("source"), Target = Name("target");

    private static readonly Dictionary<Qualifier, JsonEncodedText> Qualifiers = Enum.GetValues<Qualifier>().ToDictionary(q => q, q => Name(q.Word()));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(answer.BodyWriter, new() { Encoder = Plain, SkipValidation = true });
        Write(json, values);
        await json.FlushAsync(httpContext.RequestAborted);
    }

    public static void Write(Utf8JsonWriter json, IndicatorValues values)
    {
        json.WriteStartObject();
        json.WriteString(Period, values.Period);
        json.WriteString(From, Formats.Iso(values.From));
        json.WriteString(To, Formats.Iso(values.To));
        json.WriteString(Boundaries, Formats.Iso(values.Boundaries));
        json.WriteNumber(Change, values.Change);
        json.WriteStartArray(Units);
        foreach (var unit in values.Units)
        {
            Write(json, unit);
        }

        json.WriteEndArray();
        json.WriteString(Status, values.Status);
        if (values.Others is { } others)
        {
            json.WriteStartArray(Others);
            Array.ForEach(others, o => Write(json, o));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IndicatorUnit unit)
    {
        json.WriteStartObject();
        json.WriteString(AreaId, unit.AreaId);
        Write(json, Code, unit.Code);
        json.WriteString(UnitName, unit.Name);
        json.WriteString(Kind, unit.Kind);
        if (unit.ParentId is { } parent)
        {
            json.WriteString(ParentId, parent);
        }

        json.WriteStartArray(Figures);
        foreach (var figure in unit.Figures)
        {
            Write(json, figure);
        }

        json.WriteEndArray();
        if (unit.Snapshot is { } s)
        {
            json.WriteStartObject(Snapshot);
            json.WriteString("report", s.Report);
            json.WriteString("form", s.Form);
            json.WriteNumber("revision", s.Revision);
            json.WriteString("seal", s.Seal);
            json.WriteString("hash", s.Hash);
            json.WriteString("approvedAt", s.ApprovedAt);
            json.WriteNumber("change", s.Change);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IndicatorFigure figure)
    {
        json.WriteStartObject();
        json.WriteString(Code, figure.Code);
        json.WriteNumber(Version, figure.Version);
        Write(json, Value, figure.Value);
        Write(json, Above, figure.Above);
        Write(json, Below, figure.Below);
        json.WriteString(Qualifier, Qualifiers[figure.Qualifier]);
        Write(json, Reporting, figure.Reporting);
        Write(json, Of, figure.Of);
        Write(json, Why, figure.Why);
        Write(json, Source, figure.Source);
        Write(json, Target, figure.Target);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, decimal? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name, Plain);
}
