using CsCheck;
using TungNgo.Figures;

namespace TungNgo.Tests.Figures;

public sealed class ColumnTests
{
    private const int Places = 40;

    private static readonly Gen<(int Place, int Day, int Delta)> Change = Gen.Select(Gen.Int[0, Places - 1], Gen.Int[100, 130], Gen.Int[-3, 5]);

    private static readonly Gen<Leaves> Unit = Gen.Int[0, Places].Array[0, 6].Select(cuts =>
    {
        var sorted = cuts.Distinct().Order().ToList();
        return new Leaves([.. sorted.Zip(sorted.Skip(1)).Where((_, i) => i % 2 == 0).Select(p => (p.First, p.Second))], Places);
    });

    [Fact]
    public void A_column_answers_as_adding_up_all_changes_would() => Gen.Select(Change.Array[0, 60], Change.Array[0, 20], Unit, Gen.Int[95, 135], Gen.Int[95, 135])
        .Sample((first, second, unit, a, b) =>
        {
            var column = Column.Empty.With(first, Places).With(second, Places);
            var all = first.Concat(second).Where(c => unit.Runs.Any(r => c.Place >= r.From && c.Place < r.To)).ToList();
            var (from, to) = (Math.Min(a, b), Math.Max(a, b));

            Assert.Equal(all.Where(c => c.Day <= a).Sum(c => c.Delta), column.UpTo(a, unit));
            Assert.Equal(all.Where(c => c.Day >= from && c.Day <= to).Sum(c => c.Delta), column.Between(from, to, unit));
            var days = Enumerable.Range(from, to - from + 1).ToArray();
            Assert.Equal(days.Select(d => (long)all.Where(c => c.Day == d).Sum(c => c.Delta)), column.PerDay(from, to, unit));
            Assert.Equal(days.Select(d => (long)all.Where(c => c.Day <= d).Sum(c => c.Delta)), column.On(days, unit));
            // Lines are kept and made from each other, so the order in which they are asked must not matter.
            foreach (var day in new[] { a, b, a, to, from, (from + to) / 2, from })
            {
                Assert.Equal(column.UpTo(day, unit), unit.Sum(column.StockOn(day)));
                Assert.Equal(column.Between(day, to, unit), unit.Sum(column.FlowOf(day, to)));
            }
        });

    [Fact]
    public void A_reader_keeps_the_column_it_took_while_the_next_is_made()
    {
        var before = Column.Empty.With([(3, 100, 5)], Places);
        var after = before.With([(3, 100, 2), (4, 90, 1)], Places);
        var all = new Leaves([(0, Places)], Places);
        Assert.Equal((5, 8), (before.UpTo(200, all), after.UpTo(200, all)));
        Assert.Equal((0, 1), (before.UpTo(99, all), after.UpTo(99, all)));
    }
}
