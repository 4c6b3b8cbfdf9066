using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Households.Import.Job;
using TungNgo.Web;

namespace TungNgo.Households.Import.Desk;

/// <summary>Lists that were read and wait to be looked at and taken.</summary>
internal sealed class ImportsWaiting(AppDb db, CurrentUser user) : IWork
{
    public int Rank => 50;

    public string Menu => "/households";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.ImportHouseholds, area))
        {
            return null;
        }

        var imports = await db.ImportJobs.AsNoTracking().Where(j => j.State == ImportState.Previewed).Select(j => j.AreaId).ToListAsync(ct);
        return imports.Count(i => tree.IsWithin(i, area)) is > 0 and var open ? new("file-import", t["figures.todo.imports", open], $"/households/import?area={area}&waiting=true", open) : null;
    }
}
