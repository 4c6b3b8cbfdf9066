using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TungNgo.Data;
using TungNgo.Figures;

namespace TungNgo.Feed;

/// <summary>Who writes: an official, a phone's member, or the system (command line, demo).</summary>
internal sealed record Actor(string Name, Guid? UserId = null, Guid? MemberId = null, Guid? DeviceId = null, string? Address = null)
{
    public static readonly Actor System = new("Hệ thống");

    public Guid? Id => UserId ?? MemberId;
}

/// <summary>Begins writes. Scoped beside <see cref="AppDb"/>, which it saves.</summary>
internal sealed class Writer(AppDb db, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Write> BeginAsync(Actor actor, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        return new Write(db, feed, transaction, actor, await db.TakeFeedCounterAsync(ct), clock.GetUtcNow().UtcDateTime);
    }
}

/// <summary>
/// One write transaction: data, change rows, figure cells and audit entries commit together or not at all. Add entities to AppDb,
/// say what changed, then commit; disposing without commit undoes everything.
/// </summary>
internal sealed class Write(AppDb db, ChangeFeed feed, IDbContextTransaction transaction, Actor actor, long start, DateTime now) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions AuditJson = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Above this an import is writing, and tracking each line would cost more than its data.</summary>
    private const int TrackedChanges = 100;

    private const string SaveCell = """
        INSERT INTO "Cells" ("HamletId", "Indicator", "Day", "Value") VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT ("HamletId", "Indicator", "Day") DO UPDATE SET "Value" = "Cells"."Value" + excluded."Value"
        """;

    private static readonly string[] ChangeColumns = ["Number", "Kind", "EntityId", "HamletId", "At", "ActorId", "DeviceId", "Data"];

    private readonly List<(ChangeKind Kind, Guid Id, Guid? HamletId)> changes = [];
    private readonly List<(string Action, Guid Id, Guid? AreaId, object? Before, object? After)> audits = [];
    private readonly CellDeltas deltas = new();
    private readonly IdSequence ids = new(now);

    public DateTime Now => now;
    public Actor Actor => actor;

    /// <summary>Figure changes of this write, committed with it.</summary>
    public CellDeltas Cells => deltas;

    public Guid NewId() => ids.Next();

    /// <summary>Adds a line to the feed and returns its number: unique, increasing, and held by this write until it commits.</summary>
    public long Changed(ChangeKind kind, Guid id, Guid? hamletId = null)
    {
        changes.Add((kind, id, hamletId));
        return start + changes.Count;
    }

    /// <param name="action">Feature and verb: "household.edit".</param>
    /// <param name="before">The fields that change, as they were; null when created.</param>
    /// <param name="after">The same fields now; null when ended.</param>
    public void Audit(string action, Guid id, Guid? areaId, object? before, object? after) => audits.Add((action, id, areaId, before, after));

    public async Task CommitAsync(CancellationToken ct)
    {
        if (audits.Count == 0 && (changes.Count > 0 || db.ChangeTracker.HasChanges()))
        {
            throw new InvalidOperationException("A write says who changed what: call Audit before CommitAsync.");
        }

        var cells = deltas.ByHamlet().SelectMany(h => h.Cells.Select(c => new object?[] { h.HamletId, c.Indicator, c.Day, c.Delta }));
        await db.ExecuteRowsAsync(SaveCell, cells, ct);
        foreach (var (hamlet, _) in deltas.ByHamlet())
        {
            changes.Add((ChangeKind.Figures, Guid.Empty, hamlet));
        }

        var rows = changes.Select((c, i) => new Change
        {
            Number = start + 1 + i,
            Kind = c.Kind,
            EntityId = c.Id,
            HamletId = c.HamletId,
            At = now,
            ActorId = actor.Id,
            DeviceId = actor.DeviceId,
            Data = c.Kind == ChangeKind.Figures ? deltas.Encode(c.HamletId!.Value) : null,
        }).ToList();
        await db.SetFeedCounterAsync(start + rows.Count, ct);
        if (rows.Count <= TrackedChanges)
        {
            db.Changes.AddRange(rows);
        }
        else
        {
            await db.InsertRowsAsync("Changes", ChangeColumns, rows.Select(c => (object?[])
                [c.Number, (int)c.Kind, c.EntityId, c.HamletId, c.At, c.ActorId, c.DeviceId, c.Data]), ct);
        }

        db.AuditEntries.AddRange(audits.Select(a => new AuditEntry
        {
            Id = NewId(),
            Number = start + rows.Count,
            At = now,
            UserId = actor.UserId,
            MemberId = actor.MemberId,
            DeviceId = actor.DeviceId,
            Actor = actor.Name,
            Address = actor.Address,
            Action = a.Action,
            EntityId = a.Id,
            AreaId = a.AreaId,
            Before = a.Before is null ? null : JsonSerializer.Serialize(a.Before, AuditJson),
            After = a.After is null ? null : JsonSerializer.Serialize(a.After, AuditJson),
        }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await feed.PublishAsync(rows, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
