using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>The lanes of one hamlet as the form shows them, in walking order; a lane without an id is new, one left out is closed.</summary>
public sealed record LaneLine(Guid? Id, string Name);

internal sealed class LaneEdits(AppDb db, Writer writer, CurrentUser user)
{
    public async Task SaveAsync(Guid hamletId, IReadOnlyList<LaneLine> lines, CancellationToken ct)
    {
        user.Require(Permission.ManageAreas, hamletId);
        var wanted = lines.Select(l => l with { Name = FreeText.Line(l.Name, AreaBook.LongestName, "areas.name") ?? "" }).Where(l => l.Name.Length > 0).ToList();
        if (wanted.GroupBy(l => SearchKey.Fold(l.Name)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new Refusal(Problems.AreaNameTaken, twice.First().Name);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var lanes = await db.Lanes.Where(l => l.HamletId == hamletId).ToListAsync(ct);
        var before = lanes.Where(l => l.ClosedAt is null).OrderBy(l => l.Order).Select(l => l.Name).ToList();
        if (wanted.Exists(l => l.Id is { } id && !lanes.Exists(known => known.Id == id)))
        {
            throw new Refusal(Problems.NotFound);
        }

        var kept = new HashSet<Guid>();
        foreach (var (line, index) in wanted.Select((l, i) => (l, i)))
        {
            var key = SearchKey.Fold(line.Name);

            // A name that was closed comes back as the same lane, so the work done there is found again.
            var lane = lanes.Find(l => l.Id == line.Id) ?? lanes.Find(l => l.NameKey == key && !kept.Contains(l.Id));
            if (lanes.Exists(l => l.NameKey == key && l != lane))
            {
                throw new Refusal(Problems.AreaNameTaken, line.Name);
            }

            if (lane is null)
            {
                lane = new Lane { Id = write.NewId(), HamletId = hamletId, Name = line.Name, NameKey = key };
                db.Lanes.Add(lane);
            }

            kept.Add(lane.Id);
            (lane.Name, lane.NameKey, lane.Order, lane.ClosedAt) = (line.Name, key, index + 1, null);
        }

        foreach (var gone in lanes.Where(l => l.ClosedAt is null && !kept.Contains(l.Id)))
        {
            gone.ClosedAt = write.Now;
        }

        foreach (var entry in db.ChangeTracker.Entries<Lane>().Where(e => e.State != EntityState.Unchanged))
        {
            write.Changed(ChangeKind.Lane, entry.Entity.Id, hamletId);
        }

        write.Audit("lanes.edit", hamletId, hamletId, before, wanted.Select(l => l.Name));
        await write.CommitAsync(ct);
    }
}
