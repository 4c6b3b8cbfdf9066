using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Visits;

namespace TungNgo.Sync;

/// <summary>The batch as rows. Column lists stand here once; a test compares them with the model.</summary>
internal sealed class PushRows(AppDb db)
{
    private static readonly string[] VisitColumns =
    [
        "Id", "HouseholdId", "HamletId", "TeamId", "MemberId", "DeviceId", "At", "ReceivedAt", "Day", "Outcome", "Language", "NextDate", "NextTime",
        "Note", "Seconds", "SupersedesId",
    ];

    private static readonly string[] ActivityColumns = ["VisitId", "PersonId", "ServiceId", "HouseholdId", "Stage", "Blocker"];
    private static readonly string[] StandingColumns = ["HouseholdId", "PersonId", "ServiceId", "Stage", "Blocker", "Day", "At", "VisitId"];
    private static readonly string[] ChangeColumns = ["Number", "Kind", "EntityId", "HamletId", "At", "ActorId", "DeviceId", "Data"];
    private static readonly string[] AnswerColumns = ["Id", "DeviceId", "At", "RefusedCode"];

    private static readonly string[] AuditColumns =
        ["Id", "Number", "At", "UserId", "MemberId", "DeviceId", "Actor", "Address", "Action", "EntityId", "AreaId", "Before", "After"];

    public async Task VisitsAsync(List<VisitFacts> visits, List<(Guid Old, Guid By)> superseded, CancellationToken ct)
    {
        if (visits.Count == 0)
        {
            return;
        }

        await db.InsertRowsAsync("Visits", VisitColumns, visits.Select(f => f.Visit).Select(v => (object?[])
        [
            v.Id, v.HouseholdId, v.HamletId, v.TeamId, v.MemberId, v.DeviceId, v.At, v.ReceivedAt, v.Day, (int)v.Outcome, v.Language, v.NextDate, v.NextTime,
            v.Note, v.Seconds, v.SupersedesId,
        ]), ct);
        await db.InsertRowsAsync("VisitActivities", ActivityColumns, visits.SelectMany(f => f.Activities).Select(a => (object?[])
            [a.VisitId, a.PersonId, a.ServiceId, a.HouseholdId, (int)a.Stage, a.Blocker]), ct);
        if (superseded.Count > 0)
        {
            await db.ExecuteRowsAsync("UPDATE \"Visits\" SET \"SupersededById\" = @p1 WHERE \"Id\" = @p0", superseded.Select(s => (object?[])[s.Old, s.By]), ct);
        }
    }

    public async Task StandingsAsync(IEnumerable<HouseholdWork> households, CancellationToken ct)
    {
        var visited = households.Where(h => h.Visited).ToList();
        if (visited.Count == 0)
        {
            return;
        }

        await db.InsertRowsAsync("Standings", StandingColumns, Touched(visited, stored: false).Select(Row), ct);
        await db.ExecuteRowsAsync("""
            UPDATE "Standings" SET "Stage" = @p3, "Blocker" = CAST(@p4 AS text), "Day" = @p5, "At" = @p6, "VisitId" = @p7
            WHERE "HouseholdId" = @p0 AND "PersonId" = @p1 AND "ServiceId" = @p2
            """, Touched(visited, stored: true).Select(Row), ct);
        await db.ExecuteRowsAsync("""
            DELETE FROM "Standings" WHERE "HouseholdId" = @p0 AND "PersonId" = @p1 AND "ServiceId" = @p2
            """, visited.SelectMany(h => h.Stored.Where(k => !h.Standings.ContainsKey(k)).Select(k => (object?[])[h.Household.Id, k.PersonId, k.ServiceId])), ct);
        await db.ExecuteRowsAsync("""
            UPDATE "Households" SET "FirstVisitDay" = CAST(@p1 AS integer), "FirstMetDay" = CAST(@p2 AS integer), "LastVisitAt" = @p3,
                "NextDate" = @p4, "NextTime" = @p5, "Version" = @p6
            WHERE "Id" = @p0
            """, visited.Select(h => h.Household).Select(h => (object?[])[h.Id, h.FirstVisitDay, h.FirstMetDay, h.LastVisitAt, h.NextDate, h.NextTime, h.Version]), ct);

        static object?[] Row(Standing s) => [s.HouseholdId, s.PersonId, s.ServiceId, (int)s.Stage, s.Blocker, s.Day, s.At, s.VisitId];
    }

    private static IEnumerable<Standing> Touched(IEnumerable<HouseholdWork> households, bool stored) =>
        households.SelectMany(h => h.Touched.Where(k => h.Stored.Contains(k) == stored && h.Standings.ContainsKey(k)).Select(k => h.Standings[k]));

    public Task CellsAsync(CellDeltas cells, CancellationToken ct) => db.ExecuteRowsAsync("""
        INSERT INTO "Cells" ("HamletId", "Indicator", "Day", "Value") VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT ("HamletId", "Indicator", "Day") DO UPDATE SET "Value" = "Cells"."Value" + excluded."Value"
        """, cells.ByHamlet().SelectMany(h => h.Cells.Select(c => (object?[])[h.HamletId, c.Indicator, c.Day, c.Delta])), ct);

    public async Task FeedAsync(List<Change> changes, List<AuditEntry> audits, List<AppliedMutation> answers, CancellationToken ct)
    {
        await db.InsertRowsAsync("Changes", ChangeColumns, changes.Select(c => (object?[])
            [c.Number, (int)c.Kind, c.EntityId, c.HamletId, c.At, c.ActorId, c.DeviceId, c.Data]), ct);
        await db.InsertRowsAsync("AuditEntries", AuditColumns, audits.Select(a => (object?[])
            [a.Id, a.Number, a.At, a.UserId, a.MemberId, a.DeviceId, a.Actor, a.Address, a.Action, a.EntityId, a.AreaId, a.Before, a.After]), ct);
        await db.InsertRowsAsync("AppliedMutations", AnswerColumns, answers.Select(a => (object?[])[a.Id, a.DeviceId, a.At, a.RefusedCode]), ct);
    }
}
