using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Visits;

namespace TungNgo.Bench;

/// <summary>The rows that visits left behind, written again with nothing around them.</summary>
internal static class BareRows
{
    private static readonly string[] Tables = ["Visits", "VisitActivities", "Changes", "AuditEntries", "AppliedMutations"];

    public static async Task<Dictionary<string, (string[] Columns, List<object?[]> Rows)>> ReadAsync(BenchServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var read = new Dictionary<string, (string[], List<object?[]>)>();
        read["Visits"] = Rows(db, await db.Visits.AsNoTracking().OrderBy(v => v.Id).ToListAsync());
        read["VisitActivities"] = Rows(db, await db.VisitActivities.AsNoTracking().OrderBy(a => a.VisitId).ToListAsync());
        read["Changes"] = Rows(db, await db.Changes.AsNoTracking().Where(c => c.Kind == Feed.ChangeKind.Visit || c.Kind == Feed.ChangeKind.Figures).OrderBy(c => c.Number).ToListAsync());
        read["AuditEntries"] = Rows(db, await db.AuditEntries.AsNoTracking().Where(a => a.Action == "visit.record").OrderBy(a => a.Number).ToListAsync());
        read["AppliedMutations"] = Rows(db, await db.AppliedMutations.AsNoTracking().OrderBy(a => a.Id).ToListAsync());
        return read;
    }

    /// <returns>Visits a second; each commit holds the rows of <paramref name="batch"/> visits and as many standing rewrites as activities.</returns>
    public static async Task<double> InsertAsync(BenchServer server, Dictionary<string, (string[] Columns, List<object?[]> Rows)> written, int batch)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Changes.ExecuteDeleteAsync();
        var visits = written["Visits"].Rows.Count;
        var commits = visits / batch;
        var watch = Stopwatch.StartNew();
        for (var c = 0; c < commits; c++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var table in Tables)
            {
                var (columns, rows) = written[table];
                var (from, to) = (PartOf(rows.Count, c, commits), PartOf(rows.Count, c + 1, commits));
                await db.InsertRowsAsync(table, columns, rows[from..to], CancellationToken.None);
            }

            // Standings of a visit: one row an activity. Visits stand for households, so that keys are new; this floor keeps no rules.
            var (names, activities) = written["VisitActivities"];
            var (visit, person, service) = (Array.IndexOf(names, "VisitId"), Array.IndexOf(names, "PersonId"), Array.IndexOf(names, "ServiceId"));
            var (a, b) = (PartOf(activities.Count, c, commits), PartOf(activities.Count, c + 1, commits));
            await db.InsertRowsAsync("Standings", ["HouseholdId", "PersonId", "ServiceId", "Stage", "Blocker", "Day", "At", "VisitId"],
                activities[a..b].Select(r => (object?[])[r[visit], r[person], r[service], 1, null, 19_000, DateTime.UnixEpoch, r[visit]]), CancellationToken.None);
            await transaction.CommitAsync();
        }

        return commits * batch / watch.Elapsed.TotalSeconds;
    }

    private static int PartOf(int rows, int commit, int commits) => (int)((long)rows * commit / commits);

    private static (string[], List<object?[]>) Rows<T>(AppDb db, List<T> entities) where T : class
    {
        var properties = db.Model.FindEntityType(typeof(T))!.GetProperties().ToArray();
        var getters = properties.Select(p => p.PropertyInfo!).ToArray();
        return ([.. properties.Select(p => p.GetColumnName())],
            [.. entities.Select(e => getters.Select(g => g.GetValue(e) is Enum value ? Convert.ToInt32(value, null) : g.GetValue(e)).ToArray())]);
    }
}
