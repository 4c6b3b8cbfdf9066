namespace TungNgo.Water.Forms;

internal enum BlankType { Line, Lines, Number, Day, Time, Choice }

/// <summary>A place for one value of a form. Its words are forms.field.CODE.</summary>
/// <param name="Least">Of a number; with <paramref name="Most"/> what can be meant at all, so that a slip of the comma shows.</param>
/// <param name="After">Code of the blank whose value it may not be smaller than, or earlier than.</param>
/// <param name="Choices">Codes; the words are forms.choice.CODE.</param>
internal sealed record Blank(
    string Code, BlankType Type = BlankType.Line, bool Needed = false, decimal Least = 0, decimal Most = 0, int Decimals = 1, string? After = null, string[]? Choices = null)
{
    public string Label => $"forms.field.{Code}";
}

/// <summary>A numbered part of the document: values one by one, then a table.</summary>
/// <param name="Code">Its heading is forms.part.CODE.</param>
/// <param name="Table">Columns of its table; none has no table.</param>
internal sealed record FormPart(string Code, Blank[] Blanks, Blank[]? Table = null, bool NeedsRow = false);

/// <param name="Bulletin">Kind of the bulletin that a notice of it is.</param>
internal sealed record FormKind(string Code, string Bulletin, FormPart[] Parts)
{
    public IEnumerable<Blank> Blanks => Parts.SelectMany(p => p.Blanks);
}

/// <summary>
/// The forms of the province's specialised bulletins, after those that the offices publish. The level of disaster risk (Decision 18/2021/QĐ-TTg) and the
/// alarm level are entered as the office says them and never computed.
/// </summary>
internal static class FormKinds
{
    private const int MostHectares = 1_000_000;

    private static readonly Blank Risk = new("risk", BlankType.Choice, Choices: ["risk1", "risk2", "risk3", "risk4", "risk5"]);
    private static readonly Blank Advice = new("advice", BlankType.Lines);
    private static readonly Blank[] Period = [new("from", BlankType.Day, Needed: true), new("to", BlankType.Day, Needed: true, After: "from")];

    public static readonly FormKind[] All =
    [
        new("weather", "weather",
        [
            new("weather", [new("region", Needed: true), .. Period, Number("tempMin", 5, 45), Number("tempMax", 5, 45, "tempMin")]),
            new("rain", [Number("rainFrom", 0, 1500), Number("rainTo", 0, 1500, "rainFrom"), Number("rainLocal", 0, 2000, "rainTo")]),
            new("wind", [Whole("wind", 0, 17), Whole("gust", 0, 17, "wind"), Number("waveMin", 0, 20), Number("waveMax", 0, 20, "waveMin")]),
            new("hazards", [new("hazards", BlankType.Lines), Risk, Advice]),
        ]),
        new("tide", "weather",
        [
            new("tide", [],
            [
                new("station", Needed: true), new("day", BlankType.Day, Needed: true), new("timeFrom", BlankType.Time), new("timeTo", BlankType.Time), Number("heightMin", -5, 10, decimals: 2),
                Number("heightMax", -5, 10, "heightMin", 2), new("alarm", BlankType.Choice, Choices: ["alarm1", "alarm2", "alarm3"]),
            ], NeedsRow: true),
            new("consequences", [new("consequences", BlankType.Lines), Risk, Advice]),
        ]),
        new("pests", "pests",
        [
            new("production", [.. Period],
            [
                new("season", Needed: true), Hectares("sown"), Hectares("plan"), Hectares("harvested"), Number("sameTime", -MostHectares, MostHectares), Number("yield", 0, 150),
            ]),
            new("pests", [Hectares("infested"), Number("infestedChange", -MostHectares, MostHectares)],
            [
                new("pest", Needed: true), Hectares("ha"), new("level", BlankType.Choice, Choices: ["light", "medium", "heavy"]), new("density"), new("stage"), new("varieties"), new("places"),
            ]),
            new("forecast", [new("forecast", BlankType.Lines), Advice]),
        ]),
        new("shrimp", "weather",
        [
            new("environment", [],
            [
                new("day", BlankType.Day, Needed: true), new("time", BlankType.Time), new("place", Needed: true), Number("temp", 0, 45), Number("salinity", 0, 60),
                Number("ph", 0, 14), Whole("alkalinity", 0, 600), Whole("transparency", 0, 300), Number("oxygen", 0, 25), Number("salinityBefore", 0, 60),
            ], NeedsRow: true),
            new("advice", [Advice]),
        ]),
    ];

    public static FormKind? Find(string? code) => Array.Find(All, k => k.Code == code);

    private static Blank Number(string code, decimal least, decimal most, string? after = null, int decimals = 1) => new(code, BlankType.Number, false, least, most, decimals, after);

    private static Blank Whole(string code, decimal least, decimal most, string? after = null) => Number(code, least, most, after, 0);

    private static Blank Hectares(string code) => Number(code, 0, MostHectares);
}
