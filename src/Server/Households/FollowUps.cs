using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Households;

/// <summary>
/// Doors that wait for a promised visit, by hamlet. Phones' pushes only note which households they touched; whoever counts next reads
/// those first, so that the answer is of now and the push pays nothing.
/// </summary>
internal sealed class FollowUps(IDbContextFactory<AppDb> databases) : IFeedReader, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<Guid, Dictionary<Guid, DateOnly>> byHamlet = [];
    private readonly Dictionary<Guid, Guid> hamletOf = [];
    private readonly ConcurrentQueue<Guid> touched = new();

    public void Dispose() => gate.Dispose();

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await Waiting(db).ToListAsync(ct);
        await gate.WaitAsync(ct);
        try
        {
            byHamlet.Clear();
            hamletOf.Clear();
            waiting.ForEach(Put);
        }
        finally
        {
            gate.Release();
        }
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes.Where(c => c.Kind is ChangeKind.Visit or ChangeKind.Household or ChangeKind.HouseholdLeft))
        {
            touched.Enqueue(change.EntityId);
        }

        return Task.CompletedTask;
    }

    /// <summary>How many doors were promised a visit before this day and still wait.</summary>
    public async Task<int> OverdueAsync(IReadOnlyCollection<Guid> hamlets, DateOnly today, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await RefreshAsync(ct);
            return hamlets.Sum(h => byHamlet.TryGetValue(h, out var doors) ? doors.Values.Count(d => d < today) : 0);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        if (touched.IsEmpty)
        {
            return;
        }

        var ids = new HashSet<Guid>();
        while (touched.TryDequeue(out var id))
        {
            ids.Add(id);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var chunk in ids.Chunk(500))
        {
            var waiting = await Waiting(db).Where(d => chunk.Contains(d.Id)).ToListAsync(ct);
            foreach (var id in chunk)
            {
                if (hamletOf.Remove(id, out var hamlet))
                {
                    byHamlet[hamlet].Remove(id);
                }
            }

            waiting.ForEach(Put);
        }
    }

    private void Put(Door door)
    {
        hamletOf[door.Id] = door.HamletId;
        if (!byHamlet.TryGetValue(door.HamletId, out var doors))
        {
            byHamlet[door.HamletId] = doors = [];
        }

        doors[door.Id] = door.NextDate;
    }

    private static IQueryable<Door> Waiting(AppDb db) => db.Households.AsNoTracking().Where(h => h.NextDate != null && h.ClosedDay == null)
        .Select(h => new Door { Id = h.Id, HamletId = h.HamletId, NextDate = h.NextDate!.Value });

    private sealed class Door
    {
        public Guid Id { get; init; }
        public Guid HamletId { get; init; }
        public DateOnly NextDate { get; init; }
    }
}
