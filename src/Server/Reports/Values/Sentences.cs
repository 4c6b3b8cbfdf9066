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

    public static string Of(IndicatorTable table, AreaVersion unit, Period period, Texts t) => Of(
        code => table.Value(code, unit.AreaId, period) is { Value: not null } value
            ? Tight(FigureText.Of(value, t)) + (value.IsWhole ? "" : $" ({t["reports.from-units", value.Reporting, value.Of]})") : null,
        unit, t);

    /// <summary>Of figures that stand already as they are to be read: a snapshot's.</summary>
    /// <param name="shown">By the indicator's code; null is missing.</param>
    public static string Of(Func<string, string?> shown, AreaVersion unit, Texts t)
    {
        var clauses = new List<string>();
        foreach (var (key, codes) in Clauses)
        {
            var values = Array.ConvertAll(codes, c => shown(c));
            if (Array.TrueForAll(values, v => v is not null) && (key != "units" || unit.Tier < AreaTier.Commune))
            {
                clauses.Add(t[$"reports.sentence.{key}", values]);
            }
        }

        // "Toàn tỉnh", as offices say of their whole.
        var whole = unit.Tier == AreaTier.Province && t.Language == "vi" ? t["reports.sentence.whole", AreaNames.KindName(unit.Kind).ToLowerInvariant()] : AreaNames.WithKind(unit);
        return clauses.Count == 0 ? "" : t["reports.sentence", whole, string.Join("; ", clauses)];
    }

    /// <summary>In running text the sign stands at its number: "50,6%".</summary>
    public static string Tight(string figure) => figure.Replace("\u00a0%", "%", StringComparison.Ordinal);
}
