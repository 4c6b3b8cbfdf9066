using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Help;

/// <summary>Requests that nobody has closed go with their hamlet, or with their household: whoever waits is not lost between two maps.</summary>
internal sealed class FollowHelp(AppDb db) : IFollowsHamlet, IAffectedByAreas, IBlocksUndo
{
    public string Kind => "areas.affected.help";

    public int Rank => 45;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var hamlets = change.EndedHamlets.ToList();
        return [new("areas.affected.help.follow", await db.HelpRequests.CountAsync(r => r.State != HelpState.Closed && r.HamletId != null && hamlets.Contains(r.HamletId.Value), ct), [])];
    }

    public Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct) => GoAsync(from, _ => to, write, ct);

    public async Task DivideAsync(Guid from, HamletDivision division, DateOnly day, Write write, CancellationToken ct)
    {
        var parts = division.Lanes.Values.Concat(division.Households.Values).Concat(division.Rest is { } rest ? [rest] : []).ToHashSet();
        var lanes = await db.Households.Where(h => h.HamletId == from && db.HelpRequests.Any(r => r.HouseholdId == h.Id)).ToDictionaryAsync(h => h.Id, h => h.LaneId, ct);
        if (parts.Count > 0)
        {
            await GoAsync(from, r => (r.HouseholdId is { } id && lanes.TryGetValue(id, out var lane) ? division.PartOf(id, lane) : division.Rest) ?? parts.Min(), write, ct);
        }
    }

    public async Task ComeBackAsync(Guid from, IReadOnlyCollection<Guid> to, long since, Write write, CancellationToken ct)
    {
        var ids = await db.Changes.Where(c => c.Number >= since && c.Kind == ChangeKind.Help && c.HamletId == from).Select(c => c.EntityId).ToListAsync(ct);
        foreach (var request in await db.HelpRequests.Where(r => ids.Contains(r.Id) && r.HamletId != null && to.Contains(r.HamletId.Value)).ToListAsync(ct))
        {
            Put(request, from, write);
        }
    }

    /// <summary>What was asked in a new hamlet since, or was put there by hand.</summary>
    public async Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(IReadOnlySet<Guid> born, DateOnly day, DateTime appliedAt, CancellationToken ct) =>
        await db.HelpRequests.CountAsync(r => r.HamletId != null && born.Contains(r.HamletId.Value) && r.At > appliedAt, ct) is > 0 and var asked
            ? [("areas.reorganise.built.help", asked)] : [];

    private async Task GoAsync(Guid from, Func<HelpRequest, Guid> to, Write write, CancellationToken ct)
    {
        foreach (var request in await db.HelpRequests.Where(r => r.HamletId == from && r.State != HelpState.Closed).ToListAsync(ct))
        {
            Put(request, to(request), write);
        }
    }

    /// <summary>The line of the old place tells, later, from where it came.</summary>
    private static void Put(HelpRequest request, Guid hamlet, Write write)
    {
        write.Changed(ChangeKind.Help, request.Id, request.HamletId);
        write.Audit("help.follow", request.Id, hamlet, new { request.HamletId }, new { hamletId = hamlet });
        (request.HamletId, request.AreaId) = (hamlet, hamlet);
        request.Version++;
        write.Changed(ChangeKind.Help, request.Id, hamlet);
    }
}
