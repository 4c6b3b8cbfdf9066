using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Water.Forms;

/// <summary>Id of the field on the page of which a refusal speaks.</summary>
internal sealed record FieldId(string Id);

/// <summary>
/// What stands in a form, as JSON: a number as a number, a day as 2025-02-24, a time as 16:30, a choice as its code; rows of a part's table under the part's
/// code. What was left blank is not there.
/// </summary>
internal sealed partial class FormData(JsonObject json)
{
    /// <summary>Rows of one table; the longest weekly list has some thirty.</summary>
    public const int MostRows = 80;

    private const int LongestLine = 200, LongestText = 3000;
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static FormData Of(string json) => new(JsonNode.Parse(json) as JsonObject ?? []);

    public string ToJson() => json.ToJsonString(Options);

    public JsonNode Audited => json.DeepClone();

    public decimal? Number(Blank blank, JsonObject? row = null) => (row ?? json)[blank.Code] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    public string? Text(Blank blank, JsonObject? row = null) => (row ?? json)[blank.Code] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public IReadOnlyList<JsonObject> Rows(FormPart part) => json[$"{part.Code}Rows"] is JsonArray rows ? [.. rows.OfType<JsonObject>()] : [];

    /// <summary>As Vietnamese read it: "2,15", "24/02/2025", "16 giờ 30"; "—" where nothing stands.</summary>
    public string Show(Blank blank, Texts t, JsonObject? row = null) => blank.Type switch
    {
        BlankType.Number => Number(blank, row) is { } number ? Written(blank, number) : Formats.Missing,
        BlankType.Day => Formats.Day(Formats.DayOf(Text(blank, row))),
        BlankType.Time => Text(blank, row) is { } time ? t.Language == "vi" ? Spoken(time) : time : Formats.Missing,
        BlankType.Choice => Text(blank, row) is { } choice ? t[$"forms.choice.{choice}"] : Formats.Missing,
        _ => Text(blank, row) ?? Formats.Missing,
    };

    /// <summary>As it is typed in the form again.</summary>
    public string? Typed(Blank blank, JsonObject? row = null) => blank.Type == BlankType.Number ? Number(blank, row) is { } number ? Written(blank, number) : null : Text(blank, row);

    /// <param name="typed">What the form says, by the name of its field.</param>
    /// <exception cref="Refusal">A value is none, or cannot be meant.</exception>
    public static FormData Read(FormKind kind, Func<string, string?> typed)
    {
        var json = new JsonObject();
        foreach (var part in kind.Parts)
        {
            ReadOne(part.Blanks, "", typed, json);
            if (part.Table is not { } columns)
            {
                continue;
            }

            var rows = new JsonArray();
            for (var i = 0; i < MostRows; i++)
            {
                var name = $"{part.Code}.{i}.";
                if (columns.Any(c => !string.IsNullOrWhiteSpace(typed(name + c.Code))))
                {
                    var row = new JsonObject();
                    ReadOne(columns, name, typed, row);
                    rows.Add(row);
                }
            }

            if (rows.Count == 0 && part.NeedsRow)
            {
                throw new Refusal(Problems.FormRows, new TextKey($"forms.part.{part.Code}"), new FieldId($"{part.Code}.0.{columns[0].Code}"));
            }

            json[$"{part.Code}Rows"] = rows;
        }

        return new(json);
    }

    private static void ReadOne(Blank[] blanks, string prefix, Func<string, string?> typed, JsonObject into)
    {
        foreach (var blank in blanks)
        {
            var (label, id) = (new TextKey(blank.Label), new FieldId(prefix + blank.Code));
            var text = blank.Type == BlankType.Lines ? FreeText.Lines(typed(id.Id), LongestText, blank.Label) : FreeText.Line(typed(id.Id), LongestLine, blank.Label);
            if (text is null)
            {
                if (blank.Needed)
                {
                    throw new Refusal(Problems.FormNeeded, label, id);
                }

                continue;
            }

            into[blank.Code] = blank.Type switch
            {
                BlankType.Number => NumberOf(text, blank, label, id),
                BlankType.Day when Formats.DayOf(text) is { Year: > 2000 and < 2100 } day => Formats.Iso(day),
                BlankType.Time when TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => text,
                BlankType.Choice when blank.Choices!.Contains(text) => text,
                BlankType.Line or BlankType.Lines => text,
                _ => throw new Refusal(Problems.FormValue, label, text, id),
            };
            if (blank.After is { } earlier && into[earlier] is JsonValue before && IsSmaller((JsonValue)into[blank.Code]!, before))
            {
                throw new Refusal(Problems.FormOrder, label, new TextKey($"forms.field.{earlier}"), id);
            }
        }
    }

    private static bool IsSmaller(JsonValue value, JsonValue than) =>
        value.TryGetValue<decimal>(out var a) && than.TryGetValue<decimal>(out var b) ? a < b : string.CompareOrdinal($"{value}", $"{than}") < 0;

    private static decimal NumberOf(string text, Blank blank, TextKey label, FieldId id)
    {
        // "1.234" is a thousand where there can be thousands; elsewhere, and with a comma, the way it reads.
        var plain = text.Contains(',', StringComparison.Ordinal) || (blank.Most >= 1000 && Thousands().IsMatch(text)) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        if (!decimal.TryParse(plain.Replace('−', '-'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new Refusal(Problems.FormValue, label, text, id);
        }

        return number >= blank.Least && number <= blank.Most ? decimal.Round(number, Math.Max(blank.Decimals, 0), MidpointRounding.AwayFromZero)
            : throw new Refusal(Problems.FormRange, label, Written(blank, blank.Least), Written(blank, blank.Most), id);
    }

    /// <summary>"02:00" as "2 giờ", "16:30" as "16 giờ 30".</summary>
    private static string Spoken(string time) =>
        TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.Minute == 0 ? $"{at.Hour} giờ" : $"{at.Hour} giờ {at.Minute:00}" : time;

    private static string Written(Blank blank, decimal number) => number.ToString("#,##0." + new string('#', blank.Decimals), Vietnamese);

    [GeneratedRegex(@"^[-−+]?[1-9]\d{0,2}(?:\.\d{3})+$")]
    private static partial Regex Thousands();
}
