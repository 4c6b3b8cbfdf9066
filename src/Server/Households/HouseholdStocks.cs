using System.Globalization;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Households;

/// <summary>
/// What a household counts for, on each day, in each hamlet: the one place that knows. A change of any kind is the difference of all its
/// cells before and after; the recount adds up the same. Only two things are counted without the household's whole past: a new household,
/// and a visit that comes after all that is known.
/// </summary>
internal static class HouseholdStocks
{
    /// <summary>Stocks over one field of the household: on each day it counts for as many as the field's text says.</summary>
    private static readonly (int Indicator, FieldCode Field, Func<Household, string?> Now, Func<string?, int> Counts)[] ByField =
    [
        (Indicators.KhmerHouseholds, FieldCode.Language, h => h.Language, v => IsKhmer(v) ? 1 : 0),
        (Indicators.SmartphoneHouseholds, FieldCode.Smartphones, h => FieldText.Of(h.Smartphones), v => v is null or "0" ? 0 : 1),
        (Indicators.PeopleCounted, FieldCode.Size, h => FieldText.Of(h.Size), v => int.TryParse(v, CultureInfo.InvariantCulture, out var people) ? people : 0),
    ];

    /// <summary>Fields whose change moves figures.</summary>
    public static FieldCode[] Fields { get; } = [FieldCode.Hamlet, FieldCode.Closed, FieldCode.Gone, FieldCode.BirthYear, .. ByField.Select(s => s.Field)];

    public static bool IsKhmer(string? languages) => languages?.Split('+').Contains("km") == true;

    /// <summary>Cells of the household and of all that was merged into it.</summary>
    public static void Count(HouseholdWork work, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells, int sign)
    {
        foreach (var one in work.Tree)
        {
            CountOwn(one, services, cells, sign);
        }
    }

    /// <summary>Does something to a household, its people, edits or visits, and moves the cells by the difference.</summary>
    public static void Change(HouseholdWork work, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells, Action change)
    {
        if (work.Living.Tree.Any(w => !w.IsWhole))
        {
            throw new InvalidOperationException("The household's past was not read.");
        }

        Count(work.Living, services, cells, -1);
        change();
        Count(work.Living, services, cells, 1);
    }

    /// <summary>A household that has just been added: it has no past.</summary>
    public static void CountNew(Household household, int day, CellDeltas cells)
    {
        cells.Add(household.HamletId, Indicators.Households, day, 1);
        foreach (var (indicator, _, now, counts) in ByField)
        {
            cells.Add(household.HamletId, indicator, day, counts(now(household)));
        }
    }

    /// <summary>A person who has just been added, and of whom no visit speaks yet.</summary>
    public static void CountNew(Person person, Guid hamletId, int day, CellDeltas cells)
    {
        cells.Add(hamletId, Indicators.People, day, 1);
        foreach (var age in Service.Ages)
        {
            cells.Add(hamletId, Indicators.PeopleFrom(age), Math.Max(day, person.DayOfAge(age)), 1);
        }
    }

    private static void CountOwn(HouseholdWork work, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells, int sign)
    {
        var open = work.Open();
        var stocks = new Dictionary<int, DaySteps>();
        foreach (var ((person, indicator, age), steps) in VisitSteps(work, services))
        {
            var seen = person == Guid.Empty ? steps : work.People.Find(p => p.Id == person) is { } known ? steps.Within(From(known, age, work.Present(known))) : null;
            if (seen is not null)
            {
                AddAll(StepsOf(stocks, indicator), seen);
            }
        }

        StepsOf(stocks, Indicators.Households).Add(int.MinValue, 1);
        foreach (var (indicator, field, now, counts) in ByField)
        {
            AddAll(StepsOf(stocks, indicator), DaySteps.Of(work.PastOf(field, now(work.Household)).Days().Select(d => (d.From, counts(d.Value)))));
        }

        foreach (var person in work.People)
        {
            var present = work.Present(person).ToList();
            AddAll(StepsOf(stocks, Indicators.People), DaySteps.Ones(present));
            foreach (var age in Service.Ages)
            {
                AddAll(StepsOf(stocks, Indicators.PeopleFrom(age)), DaySteps.Ones(From(person, age, present)));
            }
        }

        foreach (var (hamlet, days) in work.Stays())
        {
            var here = open.Select(o => o.Within(days)).ToList();
            foreach (var (indicator, steps) in stocks)
            {
                foreach (var (day, delta) in steps.Within(here).Steps)
                {
                    cells.Add(hamlet, indicator, day, sign * delta);
                }
            }
        }

        foreach (var facts in work.Visits.Where(f => f.Visit.SupersededById is null))
        {
            HouseholdFold.CountFlows(facts, cells, sign);
        }
    }

    /// <summary>
    /// Stocks that come from visits. From the day on which a duplicate was merged into it, the household is what both sets of visits make of
    /// it; before that day it was what its own made of it.
    /// </summary>
    private static Dictionary<(Guid Person, int Indicator, int FromAge), DaySteps> VisitSteps(HouseholdWork work, IReadOnlyDictionary<Guid, Service> services)
    {
        var all = new Dictionary<(Guid, int, int), DaySteps>();
        var visits = work.Visits;
        var from = int.MinValue;
        foreach (var joined in work.Absorbed.OrderBy(a => a.MergedDay).Append(null))
        {
            var span = new DaySpan(from, joined?.MergedDay ?? int.MaxValue);
            if (span.From < span.To)
            {
                var these = new Dictionary<(Guid, int, int), DaySteps>();
                new HouseholdFold(services, s => StepsOf(these, (s.PersonId, s.Indicator, s.FromAge)).Add(s.Day, s.Delta)).Run(visits, work.Household.Id, id => work.PersonOf(id, from));
                foreach (var (key, steps) in these)
                {
                    steps.Within(span, StepsOf(all, key));
                }
            }

            from = span.To;
            visits = [.. visits, .. joined?.AllVisits ?? []];
        }

        return all;
    }

    /// <summary>The year of birth is a fact of all times: put right, it was always so.</summary>
    private static IEnumerable<DaySpan> From(Person person, int age, IEnumerable<DaySpan> present) =>
        age == 0 ? present : present.Select(p => p.Within(new(person.DayOfAge(age), int.MaxValue))).Where(p => p.From < p.To);

    private static DaySteps StepsOf<TKey>(Dictionary<TKey, DaySteps> steps, TKey key) where TKey : notnull =>
        steps.TryGetValue(key, out var known) ? known : steps[key] = new DaySteps();

    private static void AddAll(DaySteps into, DaySteps steps)
    {
        foreach (var (day, delta) in steps.Steps)
        {
            into.Add(day, delta);
        }
    }
}
