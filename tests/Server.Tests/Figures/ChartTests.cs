using CsCheck;
using TungNgo.Figures.Charts;

namespace TungNgo.Tests.Figures;

public sealed class ChartTests
{
    private static readonly Gen<Point[]> Points = Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200], (x, y) => new Point(x / 2.0, y / 2.0)).Array[2, 30]
        .Where(p => p.Distinct().Count() == p.Length);

    [Fact]
    public void Every_unit_lies_in_its_own_cell_and_nearer_to_it_than_any_other() => Points.Sample(points =>
    {
        var cells = Voronoi.Cells(points);
        for (var i = 0; i < points.Length; i++)
        {
            Assert.All(cells[i], corner => Assert.All(points, other => Assert.True(Distance(corner, points[i]) <= Distance(corner, other) + 1e-6)));
            Assert.NotEmpty(cells[i]);
        }
    });

    [Fact]
    public void The_classes_of_a_map_hold_every_value_and_ascend() => Gen.Double[0, 1].Array[1, 50].Sample(values =>
    {
        var ends = Scale.Classes(values, 5);
        Assert.InRange(ends.Length, 1, 5);
        Assert.Equal(ends.Order().Distinct(), ends);
        int Of(double value) => Scale.ClassOf(value, ends, v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(values, v => Assert.True(v <= ends[Of(v)] && (Of(v) == 0 || v > ends[Of(v) - 1])));
    });

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 5)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    [InlineData(2345, 5000)]
    public void An_axis_ends_at_a_number_that_people_say(double most, double top) => Assert.Equal(top, Scale.NiceTop(most));

    [Fact]
    public void Bars_count_every_visit_and_days_without_any_draw_nothing()
    {
        var first = new DateOnly(2024, 9, 1);
        var bars = new DayBars([new(first, 2, 1, 4), new(first.AddDays(1), 0, 0, 0), new(first.AddDays(2), 0, 3, 3)]);
        Assert.Equal((7, 4), (bars.Total, bars.Most));
        Assert.Equal((1, 2, 1), (Bars(bars.Met), Bars(bars.Away), Bars(bars.Other)));

        static int Bars(string path) => path.Count(c => c == 'M');
    }

    private static double Distance(Point a, Point b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
