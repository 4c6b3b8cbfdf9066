using CsCheck;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Tests.Areas;

public class AreaBookTests
{
    private static readonly DateOnly From = new(2026, 1, 1);
    private readonly List<AreaVersion> versions;
    private readonly List<Succession> successions;
    private readonly Dictionary<string, Guid> ids;

    public AreaBookTests() => (versions, successions, ids) = ShippedAreas.Read();

    [Fact]
    public void A_rename_keeps_the_identity_and_the_old_name_of_its_time()
    {
        var book = ShippedAreas.Book(versions, successions);

        book.Rename(ids["c31537"], AreaKind.Ward, "Phong Nẫm", From, "NQ 1/NQ");

        var line = book.Versions.Where(v => v.AreaId == ids["c31537"]).OrderBy(v => v.ValidFrom).ToList();
        Assert.Equal(["Xã Phong Nẫm", "Xã Phong Nẫm", "Phường Phong Nẫm"], line.Select(AreaNames.WithKind));
        Assert.Equal(From.AddDays(-1), line[1].ValidTo);
        Assert.Empty(AreaRules.Faults(book.Versions, book.Successions));
    }

    [Fact]
    public void A_merge_makes_a_new_identity_even_when_name_and_code_stay()
    {
        var book = ShippedAreas.Book(versions, successions);
        var hamlet = book.Add(AreaKind.Hamlet, "1", null, ids["c31654-2025"], new DateOnly(2025, 8, 1), "QĐ 1");

        var merged = book.Merge([ids["c31654-2025"], ids["c31645-2025"]], AreaKind.Commune, "Trường Khánh", "31654", ids["p92"], From, "NQ 2/NQ");

        Assert.DoesNotContain(merged.AreaId, ids.Values);
        Assert.Equal(merged.AreaId, book.Versions.Single(v => v.AreaId == hamlet.AreaId && v.ValidTo is null).ParentId);
        Assert.Empty(AreaRules.Faults(book.Versions, book.Successions));
    }

    [Fact]
    public void A_change_before_a_known_later_one_is_refused()
    {
        var book = ShippedAreas.Book(versions, successions);

        var refusal = Assert.Throws<Refusal>(() => book.Reparent(ids["c31537"], ids["d946"], new DateOnly(2024, 1, 1), "NQ"));

        Assert.Equal(Problems.AreaChangedLater, refusal.Problem);
    }

    [Fact]
    public void A_second_hamlet_of_the_same_name_in_one_commune_is_refused()
    {
        var book = ShippedAreas.Book(versions, successions);
        book.Add(AreaKind.Hamlet, "Trường An", null, ids["c31654-2025"], From, "QĐ 1");

        var refusal = Assert.Throws<Refusal>(() => book.Add(AreaKind.Hamlet, "TRƯỜNG  AN", null, ids["c31654-2025"], From, "QĐ 1"));

        Assert.Equal(Problems.AreaNameTaken, refusal.Problem);
    }

    [Fact]
    public void A_unit_under_its_own_tier_is_a_fault()
    {
        var book = ShippedAreas.Book(versions, successions);

        book.Reparent(ids["c31537"], ids["c31654-2025"], From, "NQ");

        Assert.Contains(AreaRules.Faults(book.Versions, book.Successions), f => f.Kind == AreaFaultKind.Order);
    }

    private enum Edit { Add, Rename, Reparent, Merge, End }

    /// <summary>
    /// Whatever is tried in whatever order: what the rules let pass is a sound tree on every day around every change, judged by
    /// walking the days one by one, not by the rules themselves.
    /// </summary>
    [Fact]
    public void Any_sequence_of_changes_that_the_rules_let_pass_leaves_a_sound_tree_on_every_day()
    {
        var kept = 0;
        var edits = Gen.Select(Gen.Enum<Edit>(), Gen.Int[0, 5000], Gen.Int[0, 5000], Gen.Int[0, 900], Gen.Enum<AreaKind>()).Array[1, 12];
        edits.Sample(
            tries =>
            {
                var (v, s) = (versions, successions);
                foreach (var (edit, a, b, days, kind) in tries)
                {
                    var book = ShippedAreas.Book(v, s);
                    if (Try(book, edit, a, b, new DateOnly(2024, 8, 15).AddDays(days), kind) && !AreaRules.Faults(book.Versions, book.Successions).Any())
                    {
                        (v, s) = ([.. book.Versions], [.. book.Successions]);
                        Interlocked.Increment(ref kept);
                    }
                }

                return Sound(v, s);
            },
            iter: 300);
        Assert.True(kept > 300, $"only {kept} changes were accepted: the test would prove nothing");
    }

    private static bool Try(AreaBook book, Edit edit, int a, int b, DateOnly day, AreaKind kind)
    {
        var alive = book.Versions.Where(v => v.IsValidOn(day)).ToList();
        var (one, other) = (alive[a % alive.Count], alive[b % alive.Count]);
        try
        {
            switch (edit)
            {
                case Edit.Add: book.Add(kind, $"Mới {a}", null, one.AreaId, day, "NQ"); break;
                case Edit.Rename: book.Rename(one.AreaId, kind, $"Tên {b}", day, "NQ"); break;
                case Edit.Reparent: book.Reparent(one.AreaId, other.AreaId, day, "NQ"); break;
                case Edit.Merge: book.Merge([one.AreaId, other.AreaId], one.Kind, $"Gộp {a}", null, one.ParentId, day, "NQ"); break;
                case Edit.End: book.EndIn(one.AreaId, other.AreaId, day, "NQ"); break;
            }

            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private static bool Sound(IReadOnlyList<AreaVersion> versions, IReadOnlyList<Succession> successions)
    {
        var days = versions.SelectMany(v => new[] { v.ValidFrom, v.ValidTo }).OfType<DateOnly>().SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) }).Distinct();
        var lives = versions.GroupBy(v => v.AreaId)
            .Select(g => (Id: g.Key, First: g.Min(v => v.ValidFrom ?? DateOnly.MinValue), Last: g.Max(v => v.ValidTo ?? DateOnly.MaxValue))).ToList();
        foreach (var day in days)
        {
            var alive = versions.Where(v => v.IsValidOn(day)).ToList();
            if (alive.Select(v => v.AreaId).Distinct().Count() != alive.Count || alive.Count(v => v.ParentId is null) != 1)
            {
                return false;
            }

            var unit = alive.ToDictionary(v => v.AreaId);
            if (lives.Any(l => l.First <= day && day <= l.Last && !unit.ContainsKey(l.Id)))
            {
                return false;
            }

            foreach (var version in alive)
            {
                var steps = 0;
                for (var at = version; at.ParentId is { } parent; at = unit[parent])
                {
                    if (++steps > 10 || !unit.ContainsKey(parent))
                    {
                        return false;
                    }
                }
            }
        }

        return versions.GroupBy(v => v.AreaId).All(g =>
            g.Any(v => v.ValidTo is null) || successions.Any(s => s.FromId == g.Key && s.ToId != g.Key && s.Date == g.Max(v => v.ValidTo)!.Value.AddDays(1)));
    }
}
