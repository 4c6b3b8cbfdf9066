using TungNgo.Data.Rows;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;
using TungNgo.Walks;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>What a group of pushes reads and writes, and what has been answered to each mutation.</summary>
internal sealed class PushBatch(AppDb db, IReadOnlyDictionary<Guid, Service> services, IReadOnlyList<Mutation> mutations)
{
    private readonly Dictionary<Guid, AppliedMutation> answers = [];
    private readonly List<AppliedMutation> newAnswers = [];

    public Write Write { get; private set; } = null!;
    public HouseholdWorks Works { get; } = new(db, services);

    /// <summary>Ids of visits that are taken, by whatever brought them.</summary>
    public HashSet<Guid> VisitIds { get; } = [];

    /// <summary>What the batch touches of relays, tellings, contacts and help requests.</summary>
    public NewsWork News { get; private set; } = null!;

    /// <summary>The households' places on walks.</summary>
    public List<WalkDoor> WalkDoors { get; } = [];

    /// <summary>Whether water was measured: whoever watches the stations is asked to look.</summary>
    public bool HasReadings { get; set; }

    /// <summary>What every push reads, in one message with the begin of the write.</summary>
    public IReadOnlyList<RowQuery> Reads() =>
    [
        RowQuery.Of<AppliedMutation>(db, nameof(AppliedMutation.Id), mutations.Select(m => m.Id).ToHashSet(), a => answers[a.Id] = a),
        .. Works.Reads(mutations.Select(m => m.AboutHousehold()).OfType<Guid>().ToHashSet()),
        RowQuery.Of<WalkDoor>(db, nameof(WalkDoor.HouseholdId), mutations.Select(m => m.Visit?.HouseholdId).OfType<Guid>().ToHashSet(), WalkDoors.Add),
    ];

    /// <summary>Reads set-wise what the rules will want; a rule that wants more reads it itself.</summary>
    public async Task LoadAsync(Write begun, CancellationToken ct)
    {
        Write = begun;
        News = new NewsWork(db, begun.Today);
        var wanted = mutations.Where(m => !answers.ContainsKey(m.Id)).ToList();
        await Works.FollowAsync(ct);
        await Works.WholeAsync(wanted.Where(m => m.Visit is not null).GroupBy(m => m.Visit!.HouseholdId).Select(WantsPast).OfType<HouseholdWork>().ToList(), ct);
        await Works.EditsAsync(wanted.Where(m => m.Household is not null || m.Person is not null).Select(m => Works.Find(m.AboutHousehold()!.Value)?.Living).OfType<HouseholdWork>().ToList(), ct);
        await News.LoadAsync(wanted, ct);
    }

    public Applied? AnswerBefore(Guid id) => answers.TryGetValue(id, out var answer)
        ? answer.NoticeCode is null ? new Applied(id, "alreadyApplied") : new Applied(id, "superseded", Problems.All.FirstOrDefault(p => p.Code == answer.NoticeCode))
        : null;

    /// <summary>Work that was kept is answered the same for ever. What is refused is judged anew whenever it comes again: nothing of it was done.</summary>
    public Applied Remember(Guid id, Guid deviceId, Refusal? notice)
    {
        var answer = new AppliedMutation { Id = id, DeviceId = deviceId, At = Write.Now, NoticeCode = notice?.Problem.Code };
        answers[id] = answer;
        newAnswers.Add(answer);
        return notice is null ? new Applied(id, "applied") : new Applied(id, "superseded", notice.Problem, notice.Values);
    }

    public void Save()
    {
        Works.Save(Write);
        Write.Rows.Add(RowStatement.Insert(db, newAnswers));
    }

    /// <summary>A household of which one of the visits comes before something that is known, or corrects.</summary>
    private HouseholdWork? WantsPast(IGrouping<Guid, Mutation> visits)
    {
        if (Works.Find(visits.Key) is not { IsNew: false } work)
        {
            return null;
        }

        var last = work.Household.LastVisitAt ?? DateTime.MinValue;
        foreach (var mutation in visits)
        {
            var at = mutation.At.ToUniversalTime() is var told && told > Write.Now ? Write.Now : told;
            if (at <= last || work != work.Living || !RecordVisit.IsNext(work, at, LegalDay.Of(at).Number(), mutation.Visit!.Supersedes, mutation.Visit.Activities.Select(a => a.PersonId ?? Guid.Empty)))
            {
                return work;
            }

            last = at;
        }

        return null;
    }
}
