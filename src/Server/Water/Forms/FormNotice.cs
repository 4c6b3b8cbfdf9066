using System.Text.Json.Nodes;
using TungNgo.Bulletins.Writing;
using TungNgo.Gateways;
using TungNgo.Web;

namespace TungNgo.Water.Forms;

/// <summary>
/// Tells a form in short sentences. Figures are said in each language; what the office wrote in its own words stands in Vietnamese only, and whoever edits
/// the draft translates it.
/// </summary>
internal static class FormNotice
{
    /// <summary>Rows that are told one by one; the rest is in the document.</summary>
    private const int MostRows = 8;

    private const int LongestTitle = 160;

    public static BulletinTextInput Write(WaterForm form, FormKind kind, FormData data, Texts t)
    {
        var (blanks, said) = (kind.Blanks.ToDictionary(b => b.Code), new List<string>());
        string Of(string code) => data.Show(blanks[code], t);
        bool Has(params string[] codes) => codes.All(c => Of(c) != Formats.Missing);
        void Say(string key, params string[] codes)
        {
            if (Has(codes))
            {
                said.Add(t[key, [.. codes.Select(Of)]]);
            }
        }

        if (kind.Code == "weather")
        {
            Say("forms.say.temp", "tempMin", "tempMax");
            Say("forms.say.rain", "rainFrom", "rainTo");
            Say("forms.say.rain-local", "rainLocal");
            Say("forms.say.wind", "wind");
            Say("forms.say.gust", "gust");
            Say("forms.say.wave", "waveMin", "waveMax");
        }

        foreach (var part in kind.Parts.Where(p => p.Table is not null))
        {
            said.AddRange(data.Rows(part).Take(MostRows).Select(r => Row(part, r, data, t)).OfType<string>());
        }

        if (blanks.ContainsKey("infested"))
        {
            Say("forms.say.infested", "infested");
        }

        if (blanks.ContainsKey("risk"))
        {
            Say("forms.say.risk", "risk");
        }

        if (t.Language == "vi")
        {
            said.AddRange(new[] { "hazards", "consequences", "forecast", "advice" }.Where(blanks.ContainsKey).Select(c => data.Text(blanks[c])).OfType<string>());
        }

        string Or(string code, string other) => blanks.ContainsKey(code) ? Of(code) : other;
        var title = t[$"forms.title.{kind.Code}", Or("region", ""), Or("from", Formats.Day(form.Day)), Or("to", "")];
        return new(Clusters.Cut(title, LongestTitle), string.Join('\n', said), NeedsReview: t.Language != "vi");
    }

    /// <summary>A row in a sentence, when what the sentence is about is there.</summary>
    private static string? Row(FormPart part, JsonObject row, FormData data, Texts t)
    {
        string Of(string code) => data.Show(Array.Find(part.Table!, b => b.Code == code)!, t, row);
        bool Has(string code) => Of(code) != Formats.Missing;
        return part.Code switch
        {
            "tide" when Has("heightMin") || Has("heightMax") => string.Join(' ', new[]
            {
                t["forms.say.tide", Of("station"), Of("day"), Has("heightMin") ? Of("heightMin") : Of("heightMax"), Has("heightMax") ? Of("heightMax") : Of("heightMin")],
                Has("timeFrom") && Has("timeTo") ? t["forms.say.tide-time", Of("timeFrom"), Of("timeTo")] : "", Has("alarm") ? t["forms.say.alarm", Of("alarm")] : "",
            }.Where(s => s.Length > 0)),
            "pests" when Has("ha") => t["forms.say.pest", Of("pest"), Of("ha"), Has("level") ? Of("level") : "", Has("places") ? Of("places") : ""].Replace(" ()", "", StringComparison.Ordinal).Trim(),
            "environment" when Has("salinity") => t["forms.say.environment", Of("place"), Of("day"), Of("salinity"), Of("ph"), Of("oxygen"), Of("temp")],
            _ => null,
        };
    }
}
