using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Water.Ways.Mqtt;

/// <summary>What a node has to tell of the line since it told last.</summary>
internal sealed record MqttNews(
    DateTime? ConnectedAt = null, MqttProblem? Problem = null, DateTime? LastMessageAt = null, long Messages = 0, long Taken = 0,
    long ValuesRefused = 0, long KeysUnknown = 0, long Unreadable = 0, long TooLarge = 0, long Failed = 0)
{
    public MqttNews And(MqttOutcome outcome, DateTime now) => this with
    {
        LastMessageAt = now, Messages = Messages + 1, Taken = Taken + outcome.Taken, ValuesRefused = ValuesRefused + outcome.ValuesRefused,
        KeysUnknown = KeysUnknown + (outcome.Refusal == MqttRefusal.KeyUnknown ? 1 : 0),
        Unreadable = Unreadable + (outcome.Refusal == MqttRefusal.Unreadable ? 1 : 0),
        TooLarge = TooLarge + (outcome.Refusal == MqttRefusal.TooLarge ? 1 : 0), Failed = Failed + (outcome.Refusal == MqttRefusal.Failed ? 1 : 0),
    };
}

/// <summary>Who holds the line, and what all nodes' staff can see of it.</summary>
internal sealed class MqttLineBook(AppDb db, TimeProvider clock)
{
    /// <summary>How long a node that died keeps the others waiting.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(20);

    public Task<MqttLine?> FindAsync(CancellationToken ct) => db.MqttLines.AsNoTracking().SingleOrDefaultAsync(l => l.Id == MqttLine.Only, ct);

    /// <summary>Takes the line or keeps it, and tells what is new.</summary>
    /// <returns>Name at the broker; null while another node holds it, and then nothing was told.</returns>
    public async Task<string?> HoldAsync(Guid node, MqttNews news, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var write = await db.BeginPlainWriteAsync(ct);
        var clientId = await db.MqttLines.Where(l => l.Id == MqttLine.Only).Select(l => l.ClientId).SingleOrDefaultAsync(ct);
        if (clientId is null)
        {
            clientId = $"tungngo-{Guid.CreateVersion7(clock.GetUtcNow()):n}";
            db.MqttLines.Add(new MqttLine { ClientId = clientId, HeldUntil = now });
            await db.SaveChangesAsync(ct);
        }

        var held = await TellAsync(db.MqttLines.Where(l => l.Holder == node || l.Holder == null || l.HeldUntil < now), node, now + Held, news, ct);
        await write.CommitAsync(ct);
        return held ? clientId : null;
    }

    /// <summary>Lets another node take it at once.</summary>
    public async Task ReleaseAsync(Guid node, MqttNews news, CancellationToken ct)
    {
        await using var write = await db.BeginPlainWriteAsync(ct);
        await TellAsync(db.MqttLines.Where(l => l.Holder == node), null, clock.GetUtcNow().UtcDateTime, news, ct);
        await write.CommitAsync(ct);
    }

    private static async Task<bool> TellAsync(IQueryable<MqttLine> line, Guid? holder, DateTime until, MqttNews news, CancellationToken ct) =>
        await line.ExecuteUpdateAsync(
            s => s.SetProperty(l => l.Holder, holder).SetProperty(l => l.HeldUntil, until)
                .SetProperty(l => l.ConnectedAt, news.ConnectedAt).SetProperty(l => l.Problem, news.Problem)
                .SetProperty(l => l.LastMessageAt, l => news.LastMessageAt ?? l.LastMessageAt).SetProperty(l => l.Messages, l => l.Messages + news.Messages)
                .SetProperty(l => l.Taken, l => l.Taken + news.Taken).SetProperty(l => l.ValuesRefused, l => l.ValuesRefused + news.ValuesRefused)
                .SetProperty(l => l.KeysUnknown, l => l.KeysUnknown + news.KeysUnknown).SetProperty(l => l.Unreadable, l => l.Unreadable + news.Unreadable)
                .SetProperty(l => l.TooLarge, l => l.TooLarge + news.TooLarge).SetProperty(l => l.Failed, l => l.Failed + news.Failed),
            ct) > 0;
}
