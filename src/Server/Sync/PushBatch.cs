using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>What a group of pushes reads and writes: loaded set-wise, changed in memory, saved as rows.</summary>
internal sealed class PushBatch(AppDb db, IReadOnlyDictionary<Guid, Service> services, DateTime now, long start)
{
    private readonly Dictionary<Guid, AppliedMutation> answers = [];
    private readonly List<AppliedMutation> newAnswers = [];
    private readonly Dictionary<Guid, HouseholdWork> households = [];
    private readonly List<VisitFacts> newVisits = [];
    private readonly List<(Guid Old, Guid By)> superseded = [];
    private readonly List<AuditEntry> audits = [];
    private readonly CellDeltas cells = new();

    public List<Change> Changes { get; } = [];
    public DateTime Now => now;
    public AppDb Db => db;
    public CellDeltas Cells => cells;
    public IReadOnlyDictionary<Guid, Service> Services => services;

    /// <summary>Lanes' takings and consents touched by the batch, loaded with it.</summary>
    public Dictionary<(Guid LaneId, DateOnly Day), LaneTaking> LaneTakings { get; } = [];
    public Dictionary<Guid, Consent> Consents { get; } = [];

    /// <summary>What the batch touches of relays, tellings, contacts, crops and help requests.</summary>
    public NewsWork News { get; } = new(db, LegalDay.Of(now));

    public async Task LoadAsync(List<Mutation> mutations, List<IReadOnlySet<Guid>> territories, CancellationToken ct)
    {
        var ids = mutations.Select(m => m.Id).ToList();
        await foreach (var answer in PushReads.Answers(db, ids).WithCancellation(ct))
        {
            answers[answer.Id] = answer;
        }

        var wanted = mutations.Where(m => !answers.ContainsKey(m.Id)).ToList();
        var householdIds = wanted.Select(m => m.AboutHousehold()).OfType<Guid>().Distinct().ToList();
        await foreach (var household in PushReads.Households(db, householdIds).WithCancellation(ct))
        {
            households[household.Id] = new HouseholdWork(household);
        }

        await foreach (var person in PushReads.People(db, householdIds).WithCancellation(ct))
        {
            households[person.HouseholdId].People.Add(person);
        }

        await foreach (var standing in PushReads.Standings(db, householdIds).WithCancellation(ct))
        {
            var work = households[standing.HouseholdId];
            work.Standings[(standing.PersonId, standing.ServiceId)] = standing;
            work.Stored.Add((standing.PersonId, standing.ServiceId));
        }

        await LoadDeparturesAsync(territories, ct);
        await LoadHistoriesAsync(wanted, ct);
        await LoadConsentsAndLanesAsync(wanted, ct);
        await News.LoadAsync(wanted, households.Values.Select(w => w.Household), ct);
    }

    /// <summary>Where households that no phone here holds any more have left: a visit made before the move is still a fact.</summary>
    private async Task LoadDeparturesAsync(List<IReadOnlySet<Guid>> territories, CancellationToken ct)
    {
        var elsewhere = households.Values.Where(w => !territories.Any(t => t.Contains(w.Household.HamletId))).Select(w => w.Household.Id).ToList();
        if (elsewhere.Count == 0)
        {
            return;
        }

        foreach (var left in await db.Changes.AsNoTracking().Where(c => c.Kind == ChangeKind.HouseholdLeft && elsewhere.Contains(c.EntityId)).ToListAsync(ct))
        {
            households[left.EntityId].Left.Add((left.HamletId!.Value, left.At));
        }
    }

    /// <summary>A late visit or a correction needs all visits of its household; the usual newest visit needs none.</summary>
    private async Task LoadHistoriesAsync(List<Mutation> wanted, CancellationToken ct)
    {
        foreach (var work in households.Values.Where(w => w.Household.LastVisitAt is null))
        {
            work.History = [];
        }

        var needed = wanted.Where(m => m.Visit is not null).GroupBy(m => m.Visit!.HouseholdId)
            .Where(g => households.TryGetValue(g.Key, out var work) && work.History is null
                && (g.Count() > 1 || g.Any(m => m.Visit!.Supersedes is not null || Clamp(m.At) <= work.Household.LastVisitAt)))
            .Select(g => g.Key).ToList();
        if (needed.Count == 0)
        {
            return;
        }

        var visits = await db.Visits.AsNoTracking().Where(v => needed.Contains(v.HouseholdId)).ToListAsync(ct);
        var activities = (await db.VisitActivities.AsNoTracking().Where(a => needed.Contains(a.HouseholdId)).ToListAsync(ct)).ToLookup(a => a.VisitId);
        foreach (var id in needed)
        {
            households[id].History = [];
        }

        foreach (var visit in visits)
        {
            households[visit.HouseholdId].History!.Add(new VisitFacts(visit, [.. activities[visit.Id]]));
        }
    }

    private async Task LoadConsentsAndLanesAsync(List<Mutation> wanted, CancellationToken ct)
    {
        var consentIds = wanted.Select(m => m.Consent?.Id).OfType<Guid>().ToList();
        if (consentIds.Count > 0)
        {
            foreach (var consent in await db.Consents.Where(c => consentIds.Contains(c.Id)).ToListAsync(ct))
            {
                Consents[consent.Id] = consent;
            }
        }

        var laneIds = wanted.Select(m => m.Lane?.LaneId).OfType<Guid>().Distinct().ToList();
        if (laneIds.Count > 0)
        {
            var oldest = wanted.Where(m => m.Lane is not null).Min(m => m.Lane!.Day);
            foreach (var taking in await db.LaneTakings.Where(t => laneIds.Contains(t.LaneId) && t.Day >= oldest).ToListAsync(ct))
            {
                LaneTakings[(taking.LaneId, taking.Day)] = taking;
            }
        }
    }

    /// <summary>A phone whose clock runs ahead must not win over tomorrow's visits.</summary>
    public DateTime Clamp(DateTime at)
    {
        var utc = at.ToUniversalTime();
        return utc > now ? now : utc;
    }

    public HouseholdWork? Find(Guid householdId) => households.GetValueOrDefault(householdId);

    public void Add(HouseholdWork work) => households[work.Household.Id] = work;

    /// <summary>Follows the changes of something that was read untracked; new things are tracked already.</summary>
    public void Track(object entity)
    {
        if (db.Entry(entity).State == EntityState.Detached)
        {
            db.Attach(entity);
        }
    }

    public Applied? AnswerBefore(Guid id) => answers.TryGetValue(id, out var answer)
        ? answer.RefusedCode is null ? new Applied(id, "alreadyApplied") : new Applied(id, ResultOf(answer.RefusedCode), Problems.All.FirstOrDefault(p => p.Code == answer.RefusedCode))
        : null;

    /// <summary>Some work is kept as a fact although something came before it: the phone drops it, and tells the member why.</summary>
    private static string ResultOf(string code) => code == Problems.RelayPosted.Code || code == Problems.RelayCancelled.Code ? "superseded" : "refused";

    public Applied Remember(Guid id, Guid deviceId, Refusal? refusal)
    {
        var answer = new AppliedMutation { Id = id, DeviceId = deviceId, At = now, RefusedCode = refusal?.Problem.Code };
        answers[id] = answer;
        newAnswers.Add(answer);
        return refusal is null ? new Applied(id, "applied") : new Applied(id, ResultOf(refusal.Problem.Code), refusal.Problem, refusal.Values);
    }

    public void AddVisit(VisitFacts facts, Guid? supersedes)
    {
        newVisits.Add(facts);
        if (supersedes is { } old)
        {
            superseded.Add((old, facts.Visit.Id));
        }
    }

    public long Changed(ChangeKind kind, Guid id, Guid? hamletId, Actor actor)
    {
        Changes.Add(new Change { Number = start + Changes.Count + 1, Kind = kind, EntityId = id, HamletId = hamletId, At = now, ActorId = actor.Id, DeviceId = actor.DeviceId });
        return start + Changes.Count;
    }

    public void Audit(Actor actor, string action, Guid id, Guid hamletId, string? before, string? after) => audits.Add(new AuditEntry
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(now)),
        Number = start + Changes.Count,
        At = now,
        MemberId = actor.MemberId,
        DeviceId = actor.DeviceId,
        Actor = actor.Name,
        Address = actor.Address,
        Action = action,
        EntityId = id,
        AreaId = hamletId,
        Before = before,
        After = after,
    });

    public async Task SaveAsync(CancellationToken ct)
    {
        foreach (var (hamlet, _) in cells.ByHamlet())
        {
            Changes.Add(new Change { Number = start + Changes.Count + 1, Kind = ChangeKind.Figures, HamletId = hamlet, At = now, Data = cells.Encode(hamlet) });
        }

        await db.SaveChangesAsync(ct);
        var rows = new PushRows(db);
        await rows.VisitsAsync(newVisits, superseded, ct);
        await rows.StandingsAsync(households.Values, ct);
        await rows.CellsAsync(cells, ct);
        await rows.FeedAsync(Changes, audits, newAnswers, ct);
        if (Changes.Count > 0)
        {
            await db.SetFeedCounterAsync(start + Changes.Count, ct);
        }
    }
}

/// <summary>One household of the batch: as stored, and as the batch leaves it.</summary>
internal sealed class HouseholdWork(Household household)
{
    public Household Household { get; } = household;
    public List<Person> People { get; } = [];
    public Dictionary<(Guid PersonId, Guid ServiceId), Standing> Standings { get; set; } = [];

    /// <summary>Keys of the standings that the database has already.</summary>
    public HashSet<(Guid PersonId, Guid ServiceId)> Stored { get; } = [];
    public HashSet<(Guid PersonId, Guid ServiceId)> Touched { get; } = [];

    /// <summary>Hamlets it has moved away from, and when.</summary>
    public List<(Guid HamletId, DateTime At)> Left { get; } = [];

    /// <summary>All visits, when a late one or a correction needed them; null otherwise.</summary>
    public List<VisitFacts>? History { get; set; }
    public bool Visited { get; set; }
}
