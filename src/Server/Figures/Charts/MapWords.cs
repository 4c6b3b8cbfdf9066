using TungNgo.Web;

namespace TungNgo.Figures.Charts;

/// <summary>What a reader must know of a map's lines before taking them for the law's.</summary>
internal static class MapWords
{
    public static string Of(UnitMap map, Texts t) => string.Join(" ", new[]
    {
        t[$"figures.map.{map.Kind.Word()}"], map.Derived ? t["figures.map.derived"] : "", map.Synthetic ? t["figures.map.synthetic"] : "",
    }.Where(s => s.Length > 0));
}
