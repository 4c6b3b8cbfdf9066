using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Households;

/// <summary>
/// The households that a write works on: read set-wise, changed in memory by the rules, saved as rows. Phones' batches, an officer's form, a
/// list and its undoing all go through it.
/// </summary>
internal sealed class HouseholdWorks(AppDb db, IReadOnlyDictionary<Guid, Service> services)
{
    private readonly Dictionary<Guid, HouseholdWork> known = [];

    public AppDb Db => db;
    public IReadOnlyDictionary<Guid, Service> Services => services;
    public IEnumerable<HouseholdWork> All => known.Values;

    public HouseholdWork? Find(Guid id) => known.GetValueOrDefault(id);

    /// <summary>A household that this write makes.</summary>
    public void Add(HouseholdWork work) => known[work.Household.Id] = work;

    /// <summary>What is read of households before anything is known of them; <see cref="FollowAsync"/> comes after it.</summary>
    public IReadOnlyList<RowQuery> Reads(IReadOnlyCollection<Guid> ids) =>
    [
        RowQuery.Of<Household>(db, nameof(Household.Id), ids, h => known.TryAdd(h.Id, new HouseholdWork(h))),
        RowQuery.Of<Person>(db, nameof(Person.HouseholdId), ids, p => known[p.HouseholdId].People.Add(p)),
        RowQuery.Of<Standing>(db, nameof(Standing.HouseholdId), ids, Take),
    ];

    /// <summary>Brings in the households that merged ones live on in.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        while (known.Values.Select(w => w.Household.MergedIntoId).OfType<Guid>().Where(id => !known.ContainsKey(id)).Distinct().ToList() is { Count: > 0 } missing)
        {
            await db.ReadRowsAsync(Reads(missing), ct);
        }

        foreach (var work in known.Values.Where(w => w.Household.MergedIntoId is not null && w.Into is null))
        {
            work.Into = known[work.Household.MergedIntoId!.Value];
        }
    }

    /// <summary>Reads the edits of some households, for changes of fields.</summary>
    public async Task EditsAsync(IEnumerable<HouseholdWork> works, CancellationToken ct)
    {
        var lacking = works.Where(w => !w.HasEdits && !w.IsNew).Distinct().ToList();
        await db.ReadRowsAsync([RowQuery.Of<FieldEdit>(db, nameof(FieldEdit.HouseholdId), [.. lacking.Select(w => w.Household.Id)], e => known[e.HouseholdId].Edits.Add(e))], ct);
        lacking.ForEach(w => w.HasEdits = true);
    }

    /// <summary>Reads all that figures depend on: the whole past of some households, of those merged into them, and of those they were merged into.</summary>
    public async Task WholeAsync(IEnumerable<HouseholdWork> works, CancellationToken ct)
    {
        var lacking = works.Select(w => w.Living).Where(w => !w.IsWhole).Distinct().ToList();
        foreach (var fresh in lacking.Where(w => w.IsNew))
        {
            (fresh.IsWhole, fresh.HasEdits) = (true, true);
        }

        for (var level = lacking.Where(w => !w.IsNew).ToList(); level.Count > 0;)
        {
            var ids = level.Select(w => w.Household.Id).ToList();
            var absorbed = new List<Guid>();
            var activities = new List<VisitActivity>();
            var visits = new List<Visit>();
            await EditsAsync(level, ct);
            await db.ReadRowsAsync(
            [
                RowQuery.Of<Visit>(db, nameof(Visit.HouseholdId), ids, visits.Add),
                RowQuery.Of<VisitActivity>(db, nameof(VisitActivity.HouseholdId), ids, activities.Add),
                RowQuery.Of<Household>(db, nameof(Household.MergedIntoId), ids, h => absorbed.Add(h.Id)),
            ], ct);
            var done = activities.ToLookup(a => a.VisitId);
            foreach (var visit in visits)
            {
                known[visit.HouseholdId].Visits.Add(new VisitFacts(visit, [.. done[visit.Id]]));
            }

            level.ForEach(w => w.IsWhole = true);
            await db.ReadRowsAsync(Reads([.. absorbed.Where(id => !known.ContainsKey(id))]), ct);
            await FollowAsync(ct);
            var next = absorbed.Select(id => known[id]).ToList();
            next.ForEach(w => w.Into!.Absorbed.Add(w));
            level = [.. next.Where(w => !w.IsWhole)];
        }
    }

    /// <summary>Gives all rows that changed to the write.</summary>
    public void Save(Write write)
    {
        var works = known.Values.ToList();
        Insert(works.Where(w => w.IsNew).Select(w => w.Household));
        // Tracked by hand: a household that was only visited has few columns to set, and the search words are not among them.
        Update(works.Where(w => w is { IsNew: false, Edited: true }).Select(w => w.Household), EditedColumns);
        Update(works.Where(w => w is { IsNew: false, Edited: false, Visited: true }).Select(w => w.Household), VisitedColumns);
        Insert(works.SelectMany(w => w.NewPeople));
        Update(works.SelectMany(w => w.EditedPeople.Except(w.NewPeople)), PersonColumns);
        write.Rows.Add(RowStatement.Delete<Person>(db, [.. works.SelectMany(w => w.LostPeople).Select(p => (object?[])[p.HouseholdId, p.Id])]));
        Insert(works.SelectMany(w => w.NewEdits));
        Update(works.SelectMany(w => w.ChangedEdits), nameof(FieldEdit.Before));
        write.Rows.Add(RowStatement.Delete<FieldEdit>(db, [.. works.SelectMany(w => w.LostEdits).Select(e => (object?[])[e.HouseholdId, e.Number, e.PersonId, (int)e.Field])]));
        Insert(works.SelectMany(w => w.NewVisits).Select(f => f.Visit));
        Insert(works.SelectMany(w => w.NewVisits).SelectMany(f => f.Activities));
        Update(works.SelectMany(w => w.MovedVisits.Except(w.NewVisits.Select(f => f.Visit))), nameof(Visit.HamletId), nameof(Visit.SupersededById));
        Insert(works.SelectMany(w => Touched(w, stored: false)));
        Update(works.SelectMany(w => Touched(w, stored: true)), nameof(Standing.Stage), nameof(Standing.Blocker), nameof(Standing.Day), nameof(Standing.At), nameof(Standing.VisitId));
        write.Rows.Add(RowStatement.Delete<Standing>(db, [.. works.Where(w => w.Visited)
            .SelectMany(w => w.Stored.Where(k => !w.Standings.ContainsKey(k)).Select(k => (object?[])[w.Household.Id, k.PersonId, k.ServiceId]))]));

        void Insert<T>(IEnumerable<T> rows) where T : class
        {
            if (rows.ToList() is { Count: > 0 } some)
            {
                write.Rows.Add(RowStatement.Insert(db, some));
            }
        }

        void Update<T>(IEnumerable<T> rows, params string[] columns) where T : class
        {
            if (rows.ToList() is { Count: > 0 } some)
            {
                write.Rows.Add(RowStatement.Update(db, some, columns));
            }
        }
    }

    private static readonly string[] VisitedColumns =
    [
        nameof(Household.FirstVisitDay), nameof(Household.FirstMetDay), nameof(Household.LastVisitAt), nameof(Household.NextDate), nameof(Household.NextTime),
        nameof(Household.Version), nameof(Household.ByHand), nameof(Household.SettledDay),
    ];

    private string[] EditedColumns => [.. RowTable<Household>.Of(db).Columns.Select(c => c.Name).Except([nameof(Household.Id), nameof(Household.Number), nameof(Household.AddedDay)])];

    private string[] PersonColumns => [.. RowTable<Person>.Of(db).Columns.Select(c => c.Name).Except(RowTable<Person>.Of(db).Key)];

    private static IEnumerable<Standing> Touched(HouseholdWork work, bool stored) => work.Visited
        ? work.Touched.Where(k => work.Stored.Contains(k) == stored && work.Standings.ContainsKey(k)).Select(k => work.Standings[k])
        : [];

    private void Take(Standing standing)
    {
        var work = known[standing.HouseholdId];
        work.Standings[(standing.PersonId, standing.ServiceId)] = standing;
        work.Stored.Add((standing.PersonId, standing.ServiceId));
    }
}
