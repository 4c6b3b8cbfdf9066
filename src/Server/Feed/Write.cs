using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Rows;

namespace TungNgo.Feed;

/// <summary>
/// One write transaction: data, change rows, figure cells and audit entries commit together or not at all. Add entities to AppDb or give
/// rows to <see cref="Rows"/>, say what changed, then commit; disposing without commit undoes everything.
/// </summary>
internal sealed class Write(AppDb db, ChangeFeed feed, WriteScope scope, Actor actor, DateTime now) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions AuditJson = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly string[] CellColumns = [nameof(Cell.HamletId), nameof(Cell.Day), nameof(Cell.Indicator), nameof(Cell.Value)];
    private readonly List<Change> changes = [];
    private readonly List<AuditEntry> audits = [];
    private readonly CellDeltas deltas = new();
    private readonly IdSequence ids = new(now);

    public AppDb Db => db;
    public DateTime Now => now;

    /// <summary>Legal day of <see cref="Now"/>.</summary>
    public DateOnly Today { get; } = LegalDay.Of(now);

    /// <summary>Whose changes and entries the next ones are.</summary>
    public Actor Actor { get; private set; } = actor;

    /// <summary>Figure changes of this write, committed with it.</summary>
    public CellDeltas Cells => deltas;

    /// <summary>Rows for the fast road, written in this order after the tracked entities: tracking costs several times the row.</summary>
    public List<RowStatement> Rows { get; } = [];

    /// <summary>The last number given so far, by this write or before it.</summary>
    public long LastNumber { get; private set; } = scope.Last;

    public Guid NewId() => ids.Next();

    /// <summary>A write for several people, such as a group of phones' batches, says for whom it goes on.</summary>
    public void As(Actor other) => Actor = other;

    /// <summary>Adds a line to the feed and returns its number: unique, increasing, and held by this write until it commits.</summary>
    public long Changed(ChangeKind kind, Guid id, Guid? hamletId = null)
    {
        Add(kind, id, hamletId, null);
        return LastNumber;
    }

    /// <param name="action">Feature and verb: "household.edit".</param>
    /// <param name="before">The fields that change, as they were; null when created.</param>
    /// <param name="after">The same fields now; null when ended.</param>
    public void Audit(string action, Guid id, Guid? areaId, object? before, object? after) => audits.Add(new AuditEntry
    {
        Number = ++LastNumber,
        At = now,
        UserId = Actor.UserId,
        MemberId = Actor.MemberId,
        DeviceId = Actor.DeviceId,
        Actor = Actor.Name,
        Address = Actor.Address,
        Action = action,
        EntityId = id,
        AreaId = areaId,
        Before = before is null ? null : JsonSerializer.Serialize(before, AuditJson),
        After = after is null ? null : JsonSerializer.Serialize(after, AuditJson),
    });

    public async Task CommitAsync(CancellationToken ct)
    {
        if (audits.Count == 0 && (changes.Count > 0 || db.ChangeTracker.HasChanges()))
        {
            throw new InvalidOperationException("A write says who changed what: call Audit before CommitAsync.");
        }

        await db.SaveChangesAsync(ct);
        var cells = deltas.ByHamlet().SelectMany(h => h.Cells.Select(c => (object?[])[h.HamletId, c.Day, c.Indicator, c.Delta])).ToList();
        foreach (var (hamlet, _) in deltas.ByHamlet())
        {
            Add(ChangeKind.Figures, Guid.Empty, hamlet, deltas.Encode(hamlet));
        }

        Rows.Add(RowStatement.Add<Cell>(db, CellColumns, cells));
        Rows.Add(RowStatement.Insert(db, changes));
        Rows.Add(RowStatement.Insert(db, audits));
        await scope.CommitAsync(Rows, LastNumber, ct);
        await feed.PublishAsync(scope.Last, LastNumber, changes, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private void Add(ChangeKind kind, Guid id, Guid? hamletId, string? data) => changes.Add(new Change
    {
        Number = ++LastNumber,
        Kind = kind,
        EntityId = id,
        HamletId = hamletId,
        At = now,
        ActorId = Actor.Id,
        DeviceId = Actor.DeviceId,
        Data = data,
    });
}
