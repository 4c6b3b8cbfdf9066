using System.Globalization;
using System.Text;
using TungNgo.Figures.Charts;

namespace TungNgo.Reports.Pages;

/// <summary>Periods side by side as a line with points; a period without a figure breaks it.</summary>
internal sealed class TrendChart
{
    public const int Width = 960, Height = 220, Left = 84;
    private const double Head = 16;

    public TrendChart(IReadOnlyList<(string Name, decimal? Value)> points, IReadOnlyList<decimal?> targets)
    {
        var most = (double)points.Select(p => p.Value).Concat(targets).Max().GetValueOrDefault();
        Top = most <= 1 ? Math.Max(0.1, Math.Ceiling(most * 10) / 10) : Scale.NiceTop(most);
        var step = (Width - Left) / (double)Math.Max(1, points.Count);
        double X(int i) => Left + ((i + 0.5) * step);
        double Y(double value) => Height - (value / Top * (Height - Head));
        Line = PathOf([.. points.Select(p => p.Value)], X, Y);
        Target = PathOf(targets, X, Y);
        Dots = [.. points.Select((p, i) => (p, i)).Where(x => x.p.Value is not null).Select(x => (X(x.i), Y((double)x.p.Value!.Value), x.p.Name, x.p.Value!.Value))];
        Lines = [.. new[] { 0, Top / 2, Top }.Select(v => ((int)Y(v), (decimal)v))];
        var every = Math.Max(1, (int)Math.Ceiling(78 / step));
        Marks = [.. points.Select((p, i) => ((int)X(i), p.Name, i)).Where(m => (points.Count - 1 - m.i) % every == 0).Select(m => (m.Item1, m.Name))];
    }

    public double Top { get; }
    public string Line { get; }
    public string Target { get; }
    public IReadOnlyList<(double X, double Y, string Name, decimal Value)> Dots { get; }
    public IReadOnlyList<(int Y, decimal Value)> Lines { get; }
    public IReadOnlyList<(int X, string Text)> Marks { get; }

    private static string PathOf(IReadOnlyList<decimal?> values, Func<int, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                path.Append(i == 0 || values[i - 1] is null ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x(i):0.#} {y((double)value):0.#}");
            }
        }

        return path.ToString();
    }
}
