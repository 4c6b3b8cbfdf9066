using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Bulletins.Words;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Bulletins.Desk;

/// <summary>The table of notices as a sheet: the rows, columns and order of the page, without its turning.</summary>
internal static class BulletinSheet
{
    private const int Batch = 500;

    public static async Task<FileStreamHttpResult> ExportAsync(
        string? state, string? kind, string? q, string? format, HttpContext http, CurrentArea current, BulletinReader reader, AppDb db, AreaTree areas, TimeProvider clock, CancellationToken ct)
    {
        var (t, unit) = (http.Texts(), current.Unit ?? throw new Refusal(Problems.Forbidden));
        var kinds = await db.BulletinKinds.AsNoTracking().ToDictionaryAsync(k => k.Code, ct);
        string[] columns =
        [
            t["bulletins.bulletin"], t["bulletins.kind"], t["bulletins.issuer"], t["bulletins.author"], t["bulletins.languages"], t["bulletins.state"], t["bulletins.valid.from"],
            t["bulletins.valid.to"],
        ];
        return await SheetDownload.OfAsync(format, "tin", columns, RowsAsync(), ct, paper: http.Paper(t["bulletins.title"], unit.AreaId));

        async IAsyncEnumerable<object?[]> RowsAsync()
        {
            var filter = new BulletinFilter(unit.AreaId, state, kind, q, http.Request.Query["waiting"] == "true");
            var now = clock.GetUtcNow().UtcDateTime;
            // All pages as of one instant: what comes in meanwhile moves no row over the edge of one.
            await using var instant = await db.BeginSnapshotAsync(ct);
            for (var (done, total) = (0, 1); done < total; done += Batch)
            {
                (var rows, total) = await reader.ListAsync(filter, done, Batch, ct);
                foreach (var row in rows)
                {
                    yield return
                    [
                        row.Title.Length > 0 ? row.Title : t["bulletins.untitled"], kinds.TryGetValue(row.Bulletin.Kind, out var of) ? t.Of(of.Name) : row.Bulletin.Kind,
                        BulletinWords.Unit(areas, row.Bulletin.AreaId), row.Bulletin.Author, string.Join(" · ", row.Languages),
                        BulletinWords.State(row.Bulletin, row.Version, now, t).Text, row.Version.ValidFrom, row.Version.ValidTo,
                    ];
                }
            }
        }
    }
}
