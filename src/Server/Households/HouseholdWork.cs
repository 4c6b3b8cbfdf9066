using TungNgo.Visits;

namespace TungNgo.Households;

/// <summary>One household of a write: as stored, and as the write leaves it. Rules change it in memory; <see cref="HouseholdWorks"/> saves it.</summary>
internal sealed class HouseholdWork(Household household)
{
    public Household Household { get; } = household;
    public List<Person> People { get; } = [];
    public Dictionary<(Guid PersonId, Guid ServiceId), Standing> Standings { get; set; } = [];

    /// <summary>Keys of the standings that the database has already, and of those that this write moves.</summary>
    public HashSet<(Guid PersonId, Guid ServiceId)> Stored { get; } = [];
    public HashSet<(Guid PersonId, Guid ServiceId)> Touched { get; } = [];

    /// <summary>All edits of its fields and of its people's; all visits; the households merged into it. Until <see cref="IsWhole"/> those of this write alone.</summary>
    public List<FieldEdit> Edits { get; } = [];
    public List<VisitFacts> Visits { get; } = [];
    public List<HouseholdWork> Absorbed { get; } = [];
    public bool HasEdits { get; set; }
    public bool IsWhole { get; set; }

    /// <summary>The household that it lives on in, when it was merged.</summary>
    public HouseholdWork? Into { get; set; }

    /// <summary>The household that stands for it today: itself, or the one that it was merged into at last.</summary>
    public HouseholdWork Living => Into?.Living ?? this;

    /// <summary>The household whose door it was on a day: after a merging that of the household which it lives on in.</summary>
    public HouseholdWork On(int day) => Into is { } into && day >= MergedDay ? into.On(day) : this;

    /// <summary>What the write must save of it.</summary>
    public bool IsNew { get; init; }
    public bool Visited { get; set; }
    public bool Edited { get; set; }
    public HashSet<Person> NewPeople { get; } = [];
    public HashSet<Person> EditedPeople { get; } = [];
    public List<Person> LostPeople { get; } = [];
    public List<FieldEdit> NewEdits { get; } = [];
    public HashSet<FieldEdit> ChangedEdits { get; } = [];
    public List<FieldEdit> LostEdits { get; } = [];
    public List<VisitFacts> NewVisits { get; } = [];
    public HashSet<Visit> MovedVisits { get; } = [];

    public FieldPast PastOf(FieldCode field, string? now) => PastOf(Guid.Empty, field, now);

    public FieldPast PastOf(Guid personId, FieldCode field, string? now) => new(Edits.Where(e => e.PersonId == personId && e.Field == field), now);

    public FieldPast Hamlets => PastOf(FieldCode.Hamlet, $"{Household.HamletId}");

    /// <summary>Where it lived at an instant.</summary>
    public Guid HamletAt(DateTime instant) => Guid.Parse(Hamlets.At(instant)!);

    /// <summary>Where it lived at some time between two instants, the newest place first.</summary>
    public IEnumerable<Guid> HamletsBetween(DateTime from, DateTime to)
    {
        var past = Hamlets;
        return Edits.Where(e => e.Field == FieldCode.Hamlet && e.At > from && e.At <= to).OrderByDescending(e => e.At).ThenByDescending(e => e.Number)
            .Select(e => Guid.Parse(e.After!)).Append(Guid.Parse(past.At(from)!)).Distinct();
    }

    /// <summary>The stays in hamlets, by days.</summary>
    public IEnumerable<(Guid Hamlet, DaySpan Days)> Stays()
    {
        var days = Hamlets.Days().ToList();
        return days.Select((d, i) => (Guid.Parse(d.Value!), new DaySpan(d.From, i + 1 < days.Count ? days[i + 1].From : int.MaxValue)));
    }

    /// <summary>The days on which it was there: from the day it was added, without those on which it was closed.</summary>
    public List<DaySpan> Open() =>
        [.. PastOf(FieldCode.Closed, $"{Household.Closed}" is { Length: > 0 } why ? why : null).When(v => v is null).Select(s => s.Within(new(Household.AddedDay, int.MaxValue))).Where(s => s.From < s.To)];

    /// <summary>The days on which a person belonged to it.</summary>
    public IEnumerable<DaySpan> Present(Person person) =>
        PastOf(person.Id, FieldCode.Gone, person.GoneDay is null ? null : "1").When(v => v is null).Select(s => s.Within(new(person.AddedDay, int.MaxValue))).Where(s => s.From < s.To);

    /// <summary>The first day on which its duplicates' visits are also its own; the day on which each was merged into it.</summary>
    public int MergedDay => Household.ClosedDay ?? int.MaxValue;

    /// <summary>Its visits with those of all that was merged into it.</summary>
    public IEnumerable<VisitFacts> AllVisits => Absorbed.SelectMany(a => a.AllVisits).Concat(Visits);

    /// <summary>Who a person of its own or of a household merged into it is here.</summary>
    public Guid PersonOf(Guid id) => PersonOf(id, int.MaxValue);

    /// <summary>
    /// Who they were here on a day. A visit may name somebody of a duplicate that was parted and merged again since: they are one with
    /// somebody here only from the last merging on.
    /// </summary>
    public Guid PersonOf(Guid id, int day)
    {
        if (Absorbed.Count == 0)
        {
            return id;
        }

        // Phones give ids: two households may each have somebody of the same one.
        var known = People.Concat(Absorbed.Where(a => a.MergedDay <= day).SelectMany(a => a.Everybody)).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        while (known.GetValueOrDefault(id)?.MergedIntoId is { } into && into != id && known.ContainsKey(into))
        {
            id = into;
        }

        return id;
    }

    public IEnumerable<Person> Everybody => People.Concat(Absorbed.SelectMany(a => a.Everybody));

    public IEnumerable<HouseholdWork> Tree => Absorbed.SelectMany(a => a.Tree).Append(this);

    /// <summary>
    /// Takes an edit out of the past, as if it had never been made: what it had changed is again what it was, unless a newer edit stands.
    /// </summary>
    public void Forget(FieldEdit edit)
    {
        var later = Edits.Where(e => e.PersonId == edit.PersonId && e.Field == edit.Field && e != edit && (e.At, e.Number).CompareTo((edit.At, edit.Number)) > 0)
            .OrderBy(e => e.At).ThenBy(e => e.Number).FirstOrDefault();
        Edits.Remove(edit);
        LostEdits.Add(edit);
        if (later is not null)
        {
            later.Before = edit.Before;
            ChangedEdits.Add(later);
        }
        else if (edit.Field == FieldCode.Hamlet)
        {
            Household.HamletId = Guid.Parse(edit.Before!);
        }
        else if (edit.PersonId == Guid.Empty)
        {
            var field = HouseholdFields.Of(edit.Field);
            field.Set(Household, field.Read(edit.Before));
        }
        else if (People.Find(p => p.Id == edit.PersonId) is { } person)
        {
            var field = PersonFields.Of(edit.Field);
            field.Set(person, field.Read(edit.Before));
            EditedPeople.Add(person);
        }
    }

    /// <summary>After its past of hamlets has changed: each visit lies where the household was at that time.</summary>
    public void Rehome()
    {
        foreach (var (visit, hamlet) in Visits.Select(f => (f.Visit, HamletAt(f.Visit.At))).Where(v => v.Visit.HamletId != v.Item2).ToList())
        {
            visit.HamletId = hamlet;
            MovedVisits.Add(visit);
        }
    }

    /// <summary>Remembers that figures may hang on something of this day: only a visit after it may be counted by itself.</summary>
    public void Settle(int day) => Household.SettledDay = Math.Max(Household.SettledDay ?? day, day);
}
