using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>The table of units, one definition for the page and its downloads, so that they cannot differ.</summary>
internal static class AreaSheet
{
    public static string[] Columns(Texts texts) =>
        [texts["areas.name"], texts["areas.kind"], texts["areas.code"], texts["areas.under"], texts["areas.children"], texts["areas.from"]];

    public static object?[] Cells(AreaRow row, Texts texts) =>
        [row.Label, KindIn(row.Kind, texts), row.Code, row.Under, row.Children > 0 ? row.Children : null, row.From];

    public static string KindIn(AreaKind kind, Texts texts) => texts[$"areas.kind.{kind.Word()}"];
}
