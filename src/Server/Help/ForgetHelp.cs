using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Help;

/// <summary>Removes what residents sent when nobody needs it any more: the page promises it to them.</summary>
internal sealed class ForgetHelp(AppDb db, Writer writer, TimeProvider clock)
{
    public const int Months = 12;
    private const int AtOnce = 200;

    /// <returns>How many requests were removed; less than asked for means that no more are due.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddMonths(-Months);
        var old = await db.HelpRequests.Where(r => r.At < before).OrderBy(r => r.At).Take(AtOnce).Select(r => r.Id).ToListAsync(ct);
        if (old.Count == 0)
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var requests = await db.HelpRequests.Where(r => old.Contains(r.Id)).ToListAsync(ct);
        var messages = await db.HelpMessages.Where(m => old.Contains(m.RequestId)).ToListAsync(ct);
        var sounds = messages.Select(m => m.AudioId).OfType<Guid>().ToList();
        db.StoredFiles.RemoveRange(await db.StoredFiles.Where(f => sounds.Contains(f.Id)).ToListAsync(ct));
        db.HelpMessages.RemoveRange(messages);
        db.HelpRequests.RemoveRange(requests);
        foreach (var request in requests)
        {
            write.Changed(ChangeKind.Help, request.Id, request.HamletId);
            write.Audit("help.forget", request.Id, request.AreaId, new { request.At }, null);
        }

        await write.CommitAsync(ct);
        return requests.Count;
    }
}
