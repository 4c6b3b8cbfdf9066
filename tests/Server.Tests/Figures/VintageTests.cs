using CsCheck;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Tests.Areas;
using TungNgo.Web;

namespace TungNgo.Tests.Figures;

/// <summary>Figures on the boundaries of any day, earlier or later than the figures themselves.</summary>
[Trait("database", "none")]
public sealed class VintageTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    private enum Turn { MergeHamlets, EndHamlet, Split, Rename, MoveHamlet, MergeCommunes, MoveCommune, SplitCommune, Undo }

    private static readonly Gen<(Turn Turn, int A, int B, int Days)[]> Stories =
        Gen.Select(Gen.Enum<Turn>(), Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[1, 60]).Array[1, 9];

    /// <summary>
    /// Households are there from the first day, and only reorganisations move them, so where each belongs on the map of any day is known. What a
    /// unit says on any map is that, or nothing; the province always says all; and whoever adds up parts that all speak gets the whole.
    /// </summary>
    [Fact]
    public void Whatever_was_merged_split_and_undone_a_unit_says_what_is_true_on_every_map_or_nothing()
    {
        var (told, untold, turns) = (0L, 0L, 0);
        Stories.Sample(
            story =>
            {
                var world = new World();
                foreach (var (turn, a, b, days) in story)
                {
                    turns += world.Try(turn, a, b, days) ? 1 : 0;
                }

                var image = world.Image(0);
                var shuffled = world.Image(1);
                foreach (var on in world.Days)
                {
                    var tree = world.On(on);
                    foreach (var day in world.Days)
                    {
                        AreAsAlone(image, tree, day);
                        foreach (var unit in tree.All)
                        {
                            var leaves = new UnitLeaves(image.Index, tree, unit.AreaId);
                            var stock = leaves.UpTo(image.ColumnOf(Indicators.Households), day.Number());
                            var flow = leaves.Between(image.ColumnOf(Indicators.Visits), Start.Number(), day.Number());
                            Assert.Equal(stock, new UnitLeaves(shuffled.Index, tree, unit.AreaId).UpTo(shuffled.ColumnOf(Indicators.Households), day.Number()));
                            Assert.True(stock is null || stock == world.Homes(tree, unit.AreaId), $"{unit.Name} of {on} on {day}: {stock} households instead of {world.Homes(tree, unit.AreaId)}");
                            Assert.True(flow is null || flow == world.Visits(tree, unit.AreaId, day), $"{unit.Name} of {on} by {day}: {flow} visits instead of {world.Visits(tree, unit.AreaId, day)}");
                            Assert.True((stock, flow) is (not null, not null) || unit.ParentId is not null, "the province knows all");
                            Assert.True(stock is not null || on != day, "on the map of its own day a stock is always told");
                            var series = leaves.On(image.ColumnOf(Indicators.Households), [Start.Number(), day.Number()]);
                            Assert.Equal(stock, series[^1]);
                            Assert.Equal(flow, leaves.PerDay(image.ColumnOf(Indicators.Visits), Start.Number(), day.Number()).Aggregate((long?)0, (s, d) => s + d));
                            var parts = tree.ChildrenOf(unit.AreaId).Select(c => new UnitLeaves(image.Index, tree, c.AreaId).UpTo(image.ColumnOf(Indicators.Households), day.Number())).ToList();
                            Assert.True(parts.Count == 0 || parts.Contains(null) || parts.Sum() == stock, "the parts are the whole");
                            _ = stock is null ? untold++ : told++;
                        }
                    }
                }
            },
            iter: 60, threads: 1);
        Assert.True(turns > 100 && untold > 100 && told > 20 * untold / 10, $"{turns} turns, {told} told, {untold} untold: the test would prove little");
    }

    /// <summary>Whatever units are asked together: all at once, those of each tier, or one and its parts.</summary>
    private static void AreAsAlone(FigureImage image, DayTree tree, DateOnly day)
    {
        var groups = tree.All.GroupBy(v => v.Tier).Select(g => g.ToList()).Append([.. tree.All])
            .Concat(tree.All.Select(v => tree.ChildrenOf(v.AreaId).Prepend(v).ToList()));
        foreach (var units in groups.Select(g => g.ConvertAll(v => v.AreaId)))
        {
            var together = new LevelLeaves(image.Index, tree, units);
            var alone = units.ConvertAll(u => new UnitLeaves(image.Index, tree, u));
            foreach (var column in new[] { image.ColumnOf(Indicators.Households), image.ColumnOf(Indicators.Visits), Column.Empty })
            {
                var (from, to) = (day.AddDays(-9).Number(), day.AddDays(30).Number());
                Assert.Equal(alone.Select(u => u.UpTo(column, day.Number())), together.UpTo(column, day.Number()));
                Assert.Equal(alone.Select(u => u.Between(column, Start.Number(), day.Number())), together.Between(column, Start.Number(), day.Number()));
                Assert.Equal(alone.Select(u => u.Between(column, from, to)), together.Between(column, from, to));
            }
        }
    }

    [Fact]
    public void On_the_map_of_before_a_merged_hamlets_parts_are_not_told_but_their_commune_is()
    {
        var world = new World();
        Assert.True(world.Try(Turn.MergeHamlets, 0, 0, 30));
        var (image, after) = (world.Image(0), world.Days[^1]);
        var before = world.On(Start);
        var merged = world.On(after).All.Single(v => v.Name.StartsWith("Gộp", StringComparison.Ordinal));
        var parts = world.Successions.Where(s => s.ToId == merged.AreaId).Select(s => s.FromId).ToList();

        long? Stock(DayTree tree, Guid unit, DateOnly day) => new UnitLeaves(image.Index, tree, unit).UpTo(image.ColumnOf(Indicators.Households), day.Number());

        Assert.All(parts, p => Assert.Null(Stock(before, p, after)));
        Assert.All(parts, p => Assert.NotNull(Stock(before, p, Start)));
        Assert.Equal(world.Homes(before, before.Find(parts[0])!.ParentId!.Value), Stock(before, before.Find(parts[0])!.ParentId!.Value, after));
        Assert.Equal(parts.Sum(p => Stock(before, p, Start)), Stock(world.On(after), merged.AreaId, Start));
    }

    /// <summary>NQ 1668: three communes of Long Phú became Trường Khánh on 1 July 2025. Month by month the three are the one, on every map.</summary>
    [Fact]
    public void The_reform_of_2025_changes_no_sum_of_any_month_on_any_map()
    {
        var (versions, successions, ids) = ShippedAreas.Read();
        var book = ShippedAreas.Book(versions, successions);
        var hamlets = new List<Guid>();
        var first = new DateOnly(2024, 10, 1);
        var communes = book.Versions.Where(v => v.IsValidOn(first) && v.Tier == AreaTier.Commune).Select(v => v.AreaId).ToList();
        foreach (var (commune, i) in communes.Select((c, i) => (c, i)))
        {
            hamlets.Add(book.Add(AreaKind.Hamlet, $"Ấp {i} A", null, commune, first, "QĐ").AreaId);
            hamlets.Add(book.Add(AreaKind.Hamlet, $"Ấp {i} B", null, commune, first, "QĐ").AreaId);
        }

        Assert.Empty(AreaRules.Faults(book.Versions, book.Successions));
        int[] indicators = [Indicators.Households, Indicators.People, Indicators.HouseholdsMet, Indicators.Visits, Indicators.VisitsMet];
        var random = new Random(1668);
        var months = Enumerable.Range(0, 18).Select(m => first.AddMonths(m)).ToList();
        var cells = months.SelectMany(m => hamlets.SelectMany(h => indicators.Select(i => new CellChange(h, i, m.AddDays(random.Next(28)).Number(), random.Next(0, 9))))).ToList();
        var image = FigureImage.Empty.With(1, DateTime.UnixEpoch, cells);
        var lineage = World.LineageOf(book.Versions, book.Successions);
        DayTree On(DateOnly day) => new(day, book.Versions.Where(v => v.IsValidOn(day)), lineage);
        var (old, now) = (On(new DateOnly(2025, 6, 30)), On(new DateOnly(2025, 7, 1)));
        var days = months.Select(m => m.AddMonths(1).AddDays(-1).Number()).ToArray();

        long?[] Series(DayTree tree, string unit, int indicator) => new UnitLeaves(image.Index, tree, ids[unit]).On(image.ColumnOf(indicator), days);

        foreach (var indicator in indicators)
        {
            var parts = new[] { "c31654", "c31648", "c31657" }.Select(c => Series(old, c, indicator)).ToList();
            var whole = Series(now, "c31654-2025", indicator);
            Assert.Equal(whole, days.Select((_, i) => parts.Sum(p => p[i])));
            Assert.DoesNotContain(null, whole);
            // Districts of then, communes of now: both are the province.
            var all = Series(old, "p94", indicator);
            Assert.Equal(all, Series(now, "p92", indicator));
            Assert.Equal(all, days.Select((_, i) => old.ChildrenOf(ids["p94"]).Sum(d => new UnitLeaves(image.Index, old, d.AreaId).On(image.ColumnOf(indicator), days)[i])));
            Assert.Equal(all, days.Select((_, i) => now.ChildrenOf(ids["p92"]).Sum(c => new UnitLeaves(image.Index, now, c.AreaId).On(image.ColumnOf(indicator), days)[i])));
            // As then: each month on the map of its own last day.
            Assert.Equal(all, days.Select(d => On(LegalDay.FromNumber(d)) is var then ? new UnitLeaves(image.Index, then, then.Roots.Single().AreaId).UpTo(image.ColumnOf(indicator), d) : null));
        }
    }

    /// <summary>A small province in memory with households that are only moved by reorganisations.</summary>
    private sealed class World
    {
        private readonly Guid province = ShippedAreas.NewId();
        private readonly List<(Dictionary<Guid, (DateOnly Day, Guid Hamlet)[]> Homes, List<AreaVersion> Versions, List<Succession> Successions)> pasts = [];
        private List<AreaVersion> versions = [];
        private List<Succession> successions = [];
        private Dictionary<Guid, (DateOnly Day, Guid Hamlet)[]> homes = [];
        private DateOnly day = Start;
        private int names;

        public World()
        {
            versions.Add(Version(province, AreaKind.Province, "Tỉnh", null));
            for (var d = 0; d < 2; d++)
            {
                var district = Add(AreaKind.District, province);
                for (var c = 0; c < 2; c++)
                {
                    var commune = Add(AreaKind.Commune, district);
                    for (var h = 0; h < 3; h++)
                    {
                        var hamlet = Add(AreaKind.Hamlet, commune);
                        for (var home = 0; home < 4 + h; home++)
                        {
                            homes[ShippedAreas.NewId()] = [(Start, hamlet)];
                        }
                    }
                }
            }

            Days.Add(Start);
        }

        public List<DateOnly> Days { get; } = [];
        public IReadOnlyList<Succession> Successions => successions;

        public static Lineage LineageOf(IEnumerable<AreaVersion> versions, IEnumerable<Succession> successions) =>
            new(versions.GroupBy(v => v.AreaId).ToDictionary(g => g.Key, g => g.OrderBy(v => v.ValidFrom ?? DateOnly.MinValue).ToList()), successions);

        public DayTree On(DateOnly on) => new(on, versions.Where(v => v.IsValidOn(on)), LineageOf(versions, successions));

        public long Homes(DayTree tree, Guid unit) => homes.Values.Count(h => tree.HamletsOf(unit).Contains(At(h, tree.Day)));

        /// <summary>One visit of each household every twenty days.</summary>
        public long Visits(DayTree tree, Guid unit, DateOnly until) =>
            homes.Values.Where(h => tree.HamletsOf(unit).Contains(At(h, tree.Day))).Sum(_ => VisitDays.Count(v => v <= until));

        public FigureImage Image(int seed)
        {
            var cells = homes.Values.SelectMany(stays => stays.SelectMany((s, i) => i == 0
                    ? new[] { new CellChange(s.Hamlet, Indicators.Households, s.Day.Number(), 1) }
                    : [new CellChange(stays[i - 1].Hamlet, Indicators.Households, s.Day.Number(), -1), new CellChange(s.Hamlet, Indicators.Households, s.Day.Number(), 1)])
                .Concat(VisitDays.Select(v => new CellChange(At(stays, v), Indicators.Visits, v.Number(), 1)))).ToArray();
            if (seed > 0)
            {
                new Random(seed).Shuffle(cells);
            }

            return cells.Chunk(50).Aggregate(FigureImage.Empty, (image, some) => image.With(image.Number + 1, DateTime.UnixEpoch, some));
        }

        public bool Try(Turn turn, int a, int b, int days)
        {
            var on = day.AddDays(days);
            var alive = versions.Where(v => v.IsValidOn(on)).OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
            List<AreaVersion> Of(AreaTier tier) => [.. alive.Where(v => v.Tier == tier)];
            var (hamlets, communes) = (Of(AreaTier.Hamlet), Of(AreaTier.Commune));
            var (one, two) = (hamlets[a % hamlets.Count], hamlets[(a + 1 + b % (hamlets.Count - 1)) % hamlets.Count]);
            var (first, second) = (communes[a % communes.Count], communes[(a + 1) % communes.Count]);
            if (turn == Turn.Undo)
            {
                if (pasts.Count > 0)
                {
                    (homes, versions, successions) = pasts[^1];
                    pasts.RemoveAt(pasts.Count - 1);
                }

                return pasts.Count > 0;
            }

            pasts.Add((new(homes), [.. versions.Select(Copy)], [.. successions]));
            var book = new AreaBook(versions, successions, ShippedAreas.NewId, ShippedAreas.Now);
            var moved = new Dictionary<Guid, Guid[]>();
            try
            {
                switch (turn)
                {
                    case Turn.MergeHamlets:
                        var into = book.Merge([one.AreaId, two.AreaId], AreaKind.Hamlet, $"Gộp {++names}", null, one.ParentId, on, "QĐ").AreaId;
                        (moved[one.AreaId], moved[two.AreaId]) = ([into], [into]);
                        break;
                    case Turn.EndHamlet:
                        book.EndIn(one.AreaId, two.AreaId, on, "QĐ");
                        moved[one.AreaId] = [two.AreaId];
                        break;
                    case Turn.Split:
                        moved[one.AreaId] = [.. book.Split(one.AreaId,
                            [new(AreaKind.Hamlet, $"Chia {++names}", null, one.ParentId, []), new(AreaKind.Hamlet, $"Chia {++names}", null, one.ParentId, [])], on, "QĐ").Select(v => v.AreaId)];
                        break;
                    case Turn.Rename: book.Rename(one.AreaId, AreaKind.UrbanHamlet, $"Tên {++names}", on, "QĐ"); break;
                    case Turn.MoveHamlet: book.Reparent(one.AreaId, second.AreaId, on, "QĐ"); break;
                    case Turn.MergeCommunes: book.Merge([first.AreaId, second.AreaId], AreaKind.Ward, $"Phường {++names}", null, first.ParentId, on, "NQ"); break;
                    case Turn.MoveCommune: book.Reparent(first.AreaId, second.ParentId!.Value, on, "NQ"); break;
                    case Turn.SplitCommune:
                        var below = alive.Where(v => v.ParentId == first.AreaId).Select(v => v.AreaId).ToList();
                        book.Split(first.AreaId, [new(AreaKind.Commune, $"Xã {++names}", null, first.ParentId, below[..1]), new(AreaKind.Commune, $"Xã {++names}", null, first.ParentId, below[1..])], on, "NQ");
                        break;
                }
            }
            catch (Exception e) when (e is Refusal or ArgumentException)
            {
                (homes, versions, successions) = pasts[^1];
                pasts.RemoveAt(pasts.Count - 1);
                return false;
            }

            Assert.Empty(AreaRules.Faults(book.Versions, book.Successions));
            (versions, successions, day) = ([.. book.Versions], [.. book.Successions], on);
            homes = homes.ToDictionary(h => h.Key, h => moved.TryGetValue(h.Value[^1].Hamlet, out var to) ? [.. h.Value, (on, to[h.Key.GetHashCode() & 1 & (to.Length - 1)])] : h.Value);
            Days.Add(on);
            return true;
        }

        private static IEnumerable<DateOnly> VisitDays => Enumerable.Range(0, 12).Select(i => Start.AddDays(20 * i));

        private static Guid At((DateOnly Day, Guid Hamlet)[] stays, DateOnly on) => stays.Last(s => s.Day <= on || s.Day == Start).Hamlet;

        private Guid Add(AreaKind kind, Guid parent)
        {
            var id = ShippedAreas.NewId();
            versions.Add(Version(id, kind, $"Đơn vị {++names:000}", parent));
            return id;
        }

        private static AreaVersion Version(Guid id, AreaKind kind, string name, Guid? parent) => new()
        {
            Id = ShippedAreas.NewId(), AreaId = id, Kind = kind, Name = name, NameKey = SearchKey.Fold($"{AreaNames.KindName(kind)} {name}"), ParentId = parent,
        };

        private static AreaVersion Copy(AreaVersion v) => new()
        {
            Id = v.Id, AreaId = v.AreaId, Name = v.Name, NameKey = v.NameKey, Kind = v.Kind, Code = v.Code, ParentId = v.ParentId, ValidFrom = v.ValidFrom, ValidTo = v.ValidTo, LegalAct = v.LegalAct,
        };
    }
}
