using System.Globalization;
using System.Text;
using TungNgo.Data;
using TungNgo.Figures.Charts;

namespace TungNgo.Water.Pages;

/// <summary>A value at a time, or a day's lowest and highest.</summary>
internal readonly record struct ChartPoint(DateTime At, double Low, double High, bool Doubtful = false);

/// <param name="Left">Room for the figures of the scale.</param>
internal readonly record struct ChartSize(int Width, int Height, int Left)
{
    public static readonly ChartSize Large = new(960, 260, 44), Small = new(380, 130, 40);
}

/// <summary>
/// A measure over time as a few SVG paths: a band of days or a line of readings, broken where nothing was measured, with the limits across it.
/// </summary>
internal sealed class SeriesChart
{
    /// <summary>Above the highest line, so that its figure is not cut.</summary>
    private const double Head = 14;

    private readonly DateTime from;
    private readonly double perDay;

    /// <param name="from">Left edge, UTC.</param>
    /// <param name="to">Right edge, UTC.</param>
    /// <param name="points">In the order of time.</param>
    /// <param name="limits">Drawn across, where they are below the top.</param>
    /// <param name="gap">Longer silence breaks the line.</param>
    /// <param name="band">What is foreseen, from the last point on.</param>
    /// <param name="size">Null is large.</param>
    /// <param name="fromZero">The scale begins at 0; otherwise below the lowest point, for what has no nought of its own.</param>
    public SeriesChart(
        DateTime from, DateTime to, IReadOnlyList<ChartPoint> points, IReadOnlyCollection<double> limits, TimeSpan gap, IReadOnlyList<ChartPoint>? band = null,
        ChartSize? size = null, bool fromZero = true)
    {
        this.from = from;
        Size = size ?? ChartSize.Large;
        perDay = (Size.Width - Size.Left) / Math.Max((to - from).TotalDays, 0.01);
        var most = points.Where(p => !p.Doubtful).Concat(band ?? []).Select(p => p.High).DefaultIfEmpty(0).Max();
        Bottom = fromZero ? 0 : Math.Floor(points.Select(p => p.Low).DefaultIfEmpty(0).Min());
        Top = fromZero ? Scale.NiceTop((long)Math.Ceiling(Math.Max(most, limits.Count == 0 ? 1 : limits.Min() * 1.2)))
            : Math.Max(Math.Ceiling(most), Bottom + 1);
        Line = Runs(points.Where(p => !p.Doubtful), gap);
        Band = band is null ? "" : Runs(band, TimeSpan.FromDays(400));
        Doubts = [.. points.Where(p => p.Doubtful && p.High <= Top).Select(p => ((int)X(p.At), (int)Y(p.High)))];
        Limits = [.. limits.Where(l => l <= Top).Distinct().Order().Select(l => ((int)Y(l), l))];
        Lines = [.. new[] { Bottom, (Bottom + Top) / 2, Top }.Select(v => ((int)Y(v), v))];
        var days = Math.Max(1, (int)Math.Ceiling(84 / perDay));
        var first = LegalDay.Of(from).AddDays(1);
        Marks = [.. Enumerable.Range(0, (int)(to - from).TotalDays + 1).Where(i => i % days == 0).Select(i => first.AddDays(i)).Where(d => LegalDay.Start(d) < to)
            .Select(d => ((int)X(LegalDay.Start(d)), d.ToString((to - from).TotalDays > 200 ? "dd/MM/yy" : "dd/MM", CultureInfo.InvariantCulture)))];
    }

    public ChartSize Size { get; }
    public double Bottom { get; }
    public double Top { get; }

    /// <summary>Path of what was measured: to be stroked, and filled where days have a lowest and a highest.</summary>
    public string Line { get; }
    public string Band { get; }
    public IReadOnlyList<(int X, int Y)> Doubts { get; }
    public IReadOnlyList<(int Y, double Value)> Limits { get; }
    public IReadOnlyList<(int Y, double Value)> Lines { get; }
    public IReadOnlyList<(int X, string Text)> Marks { get; }

    private double X(DateTime at) => Size.Left + ((at - from).TotalDays * perDay);

    private double Y(double value) => Size.Height - ((value - Bottom) / (Top - Bottom) * (Size.Height - Head));

    private string Runs(IEnumerable<ChartPoint> points, TimeSpan gap)
    {
        var path = new StringBuilder();
        var run = new List<ChartPoint>();
        foreach (var point in points)
        {
            if (run.Count > 0 && point.At - run[^1].At > gap)
            {
                Draw(path, run);
                run.Clear();
            }

            run.Add(point);
        }

        Draw(path, run);
        return path.ToString();
    }

    private void Draw(StringBuilder path, List<ChartPoint> run)
    {
        if (run.Count == 0)
        {
            return;
        }

        if (run.Count == 1)
        {
            var (x, low, high) = (X(run[0].At), Y(run[0].Low), Y(run[0].High));
            path.Append(CultureInfo.InvariantCulture, $"M{x - 1:0.#} {low + 1:0.#}H{x + 1:0.#}V{high - 1:0.#}H{x - 1:0.#}z");
            return;
        }

        Follow(path, 'M', run, p => p.High);
        if (run.Exists(p => p.Low != p.High))
        {
            Follow(path, 'L', Enumerable.Reverse(run), p => p.Low);
            path.Append('z');
        }
    }

    private void Follow(StringBuilder path, char first, IEnumerable<ChartPoint> run, Func<ChartPoint, double> value)
    {
        var next = first;
        foreach (var point in run)
        {
            path.Append(next).Append(CultureInfo.InvariantCulture, $"{X(point.At):0.#} {Y(value(point)):0.#}");
            next = 'L';
        }
    }
}
