using System.Globalization;
using System.Text;

namespace TungNgo.Figures.Charts;

internal sealed record DayCount(DateOnly Day, long Met, long Away, long All);

/// <summary>One stacked bar a day, as three paths: a year of days is three elements, not a thousand.</summary>
internal sealed class DayBars
{
    public const int Width = 960, Height = 180, Left = 52;
    private const int MarkEvery = 80;

    public DayBars(IReadOnlyList<DayCount> days)
    {
        Days = days;
        Most = days.Count == 0 ? 0 : days.Max(d => d.All);
        Total = days.Sum(d => d.All);
        var top = Scale.NiceTop(Most);
        var step = (Width - Left) / (double)Math.Max(1, days.Count);
        var bar = Math.Clamp(step * 0.78, Math.Min(step, 1), 40);
        var (met, away, other) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        for (var i = 0; i < days.Count; i++)
        {
            var (x, day) = (Left + i * step + (step - bar) / 2, days[i]);
            Add(met, x, 0, day.Met);
            Add(away, x, day.Met, day.Met + day.Away);
            Add(other, x, day.Met + day.Away, day.All);
        }

        (Met, Away, Other) = (met.ToString(), away.ToString(), other.ToString());
        Lines = [.. new[] { 0, top / 2, top }.Where(v => v == Math.Floor(v)).Select(v => ((int)(Height - v / top * (Height - 10)), (long)v))];
        var every = Math.Max(1, (int)Math.Ceiling(MarkEvery / step));
        Marks = [.. Enumerable.Range(0, days.Count).Where(i => i % every == 0)
            .Select(i => ((int)(Left + (i + 0.5) * step), days[i].Day.ToString(days.Count > 200 ? "dd/MM/yy" : "dd/MM", CultureInfo.InvariantCulture)))];

        void Add(StringBuilder path, double x, long from, long to)
        {
            if (to > from)
            {
                var (low, high) = (Height - from / top * (Height - 10), Height - to / top * (Height - 10));
                path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {low:0.#}V{high:0.#}h{bar:0.#}V{low:0.#}z");
            }
        }
    }

    public IReadOnlyList<DayCount> Days { get; }
    public long Most { get; }
    public long Total { get; }
    public string Met { get; }
    public string Away { get; }
    public string Other { get; }
    public IReadOnlyList<(int Y, long Value)> Lines { get; }
    public IReadOnlyList<(int X, string Text)> Marks { get; }
}
