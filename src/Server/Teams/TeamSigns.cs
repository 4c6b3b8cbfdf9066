using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;

namespace TungNgo.Teams;

/// <summary>What teams are judged by, as it stands now.</summary>
/// <param name="Number">Another one when anything has changed.</param>
/// <param name="LastVisit">Legal day (days since 1970) of the last visit by team.</param>
/// <param name="Khmer">Khmer-speaking households by hamlet.</param>
/// <param name="Shares">The newest official share of Khmer people by unit (0–1).</param>
internal sealed record SignsNow(int Number, IReadOnlyDictionary<Guid, int> LastVisit, IReadOnlyDictionary<Guid, int> Khmer, IReadOnlyDictionary<Guid, double> Shares);

/// <summary>
/// Signs by which a team is judged, kept in memory: its last visit, and how far Khmer is spoken in each unit. Changes are only noted
/// when they arrive, so that a phone's push never waits for them; they are read when somebody asks.
/// </summary>
internal sealed class TeamSigns(IDbContextFactory<AppDb> databases) : IFeedReader, IDisposable
{
    /// <summary>Above this, one pass over all visits is quicker than asking door by door.</summary>
    private const int MostDoors = 5000;
    private const int DoorsPerQuery = 500;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<Guid, byte> visited = new();
    private readonly ConcurrentDictionary<Guid, byte> recounted = new();
    private ConcurrentDictionary<Guid, int> lastVisit = new();
    private ConcurrentDictionary<Guid, int> khmer = new();
    private volatile Dictionary<Guid, double> shares = [];
    private volatile bool sharesChanged;
    private int number;

    public void Dispose() => gate.Dispose();

    public async Task<SignsNow> NowAsync(CancellationToken ct)
    {
        if (!visited.IsEmpty || !recounted.IsEmpty || sharesChanged)
        {
            await gate.WaitAsync(ct);
            try
            {
                await CatchUpAsync(ct);
            }
            finally
            {
                gate.Release();
            }
        }

        // The number first: what changes while somebody judges gets a newer one.
        var now = Volatile.Read(ref number);
        return new(now, lastVisit, khmer, shares);
    }

    public async Task LoadAsync(CancellationToken ct)
    {
        visited.Clear();
        recounted.Clear();
        await using var db = await databases.CreateDbContextAsync(ct);
        await LoadVisitsAsync(db, ct);
        await LoadSharesAsync(db, ct);
        khmer = new(await db.Cells.Where(c => c.Indicator == Indicators.KhmerHouseholds).GroupBy(c => c.HamletId)
            .Select(g => new { g.Key, Value = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Key, g => g.Value, ct));
        Interlocked.Increment(ref number);
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            if (change.Kind == ChangeKind.Visit)
            {
                visited.TryAdd(change.EntityId, 0);
            }
            else if (change is { Kind: ChangeKind.Figures, HamletId: { } hamlet, Data: { } data } && CellDeltas.Decode(data).Any(d => d.Indicator == Indicators.KhmerHouseholds))
            {
                recounted.TryAdd(hamlet, 0);
            }
            else if (change.Kind == ChangeKind.Statistics)
            {
                sharesChanged = true;
            }
        }

        return Task.CompletedTask;
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (sharesChanged)
        {
            await LoadSharesAsync(db, ct);
        }

        var doors = Take(visited);
        if (doors.Count > MostDoors)
        {
            await LoadVisitsAsync(db, ct);
        }
        else
        {
            foreach (var some in doors.Chunk(DoorsPerQuery))
            {
                foreach (var last in await LastVisits(db, some).ToListAsync(ct))
                {
                    lastVisit.AddOrUpdate(last.TeamId, last.Day, (_, day) => Math.Max(day, last.Day));
                }
            }
        }

        foreach (var some in Take(recounted).Chunk(DoorsPerQuery))
        {
            foreach (var hamlet in await db.Cells.Where(c => c.Indicator == Indicators.KhmerHouseholds && some.Contains(c.HamletId)).GroupBy(c => c.HamletId)
                .Select(g => new { g.Key, Value = g.Sum(c => c.Value) }).ToListAsync(ct))
            {
                khmer[hamlet.Key] = hamlet.Value;
            }
        }

        Interlocked.Increment(ref number);
    }

    private async Task LoadVisitsAsync(AppDb db, CancellationToken ct) =>
        lastVisit = new((await LastVisits(db, null).ToListAsync(ct)).ToDictionary(l => l.TeamId, l => l.Day));

    private async Task LoadSharesAsync(AppDb db, CancellationToken ct)
    {
        // Before reading: a change that comes meanwhile asks for another reading.
        sharesChanged = false;
        shares = (await db.AreaStatistics.AsNoTracking().Where(s => s.KhmerShare != null).ToListAsync(ct))
            .GroupBy(s => s.AreaId).ToDictionary(g => g.Key, g => g.MaxBy(s => s.AsOf)!.KhmerShare!.Value);
    }

    /// <param name="doors">Only visits at these doors; null for all.</param>
    private static IQueryable<LastVisit> LastVisits(AppDb db, Guid[]? doors)
    {
        var visits = db.Visits.Where(v => v.TeamId != null);
        visits = doors is null ? visits : visits.Where(v => doors.Contains(v.HouseholdId));
        return visits.GroupBy(v => v.TeamId!.Value).Select(g => new LastVisit { TeamId = g.Key, Day = g.Max(v => v.Day) });
    }

    private static List<Guid> Take(ConcurrentDictionary<Guid, byte> noted)
    {
        var taken = noted.Keys.ToList();
        taken.ForEach(id => noted.TryRemove(id, out _));
        return taken;
    }

    private sealed class LastVisit
    {
        public Guid TeamId { get; init; }
        public int Day { get; init; }
    }
}
