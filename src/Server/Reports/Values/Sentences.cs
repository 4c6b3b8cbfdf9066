using TungNgo.Areas;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports.Values;

/// <summary>
/// Figures told in sentences, as offices write them: "toàn tỉnh có 775 tổ công nghệ số cộng đồng với 5.045 thành viên". A clause whose figures are not all
/// there is left out: no sentence says "—".
/// </summary>
internal static class Sentences
{
    /// <summary>Keys under "reports.sentence.", each with the indicators that stand in it.</summary>
    private static readonly (string Key, string[] Codes)[] Clauses =
    [
        ("teams", ["TO", "THANH_VIEN"]),
        ("groups", ["NHOM_ZALO", "TV_ZALO"]),
        ("units", ["DVHC_XA", "AP_KHOM"]),
        ("households", ["HO", "DAN"]),
        ("accounts", ["TK_DVC"]),
        ("part", ["TY_LE_THAM_GIA"]),
        ("payment", ["TY_LE_TTKDTM"]),
        ("zalo", ["TY_LE_ZALO"]),
        ("khmer", ["TY_LE_KHMER"]),
        ("minorities", ["TY_LE_DTTS"]),
    ];

    public static string Of(IndicatorTable table, AreaVersion unit, Period period, Texts t)
    {
        var clauses = new List<string>();
        foreach (var (key, codes) in Clauses)
        {
            var values = codes.Select(c => table.Value(c, unit.AreaId, period)).ToList();
            if (values.TrueForAll(v => v?.Value is not null) && (key != "units" || unit.Tier < AreaTier.Commune))
            {
                clauses.Add(t[$"reports.sentence.{key}", [.. values.Select(v => Tight(FigureText.Of(v, t)))]] + From(values.OfType<IndicatorValue>(), t));
            }
        }

        return clauses.Count == 0 ? "" : t["reports.sentence", unit.Tier == AreaTier.Province ? t["reports.sentence.whole", AreaNames.KindName(unit.Kind).ToLowerInvariant()] : AreaNames.WithKind(unit), string.Join("; ", clauses)];
    }

    /// <summary>Of how many units it speaks, where that is not all of them.</summary>
    private static string From(IEnumerable<IndicatorValue> values, Texts t) =>
        values.FirstOrDefault(v => !v.IsWhole) is { } part ? $" ({t["reports.from-units", part.Reporting, part.Of]})" : "";

    /// <summary>In running text the sign stands at its number: "50,6%".</summary>
    private static string Tight(string figure) => figure.Replace("\u00a0%", "%", StringComparison.Ordinal);
}
