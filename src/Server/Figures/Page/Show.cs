using TungNgo.Web;

namespace TungNgo.Figures.Page;

internal static class Show
{
    public static string Value(Figure figure, FigureSum sum) => figure.IsShare ? Formats.Percent(sum.Value) : Formats.Number((long?)sum.Value);
}
